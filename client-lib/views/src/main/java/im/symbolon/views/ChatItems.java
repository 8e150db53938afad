package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatState;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Draft;
import im.symbolon.messenger.records.GroupTopics;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.protocol.BareJid;
import java.util.List;
import java.util.Optional;

/** Makes the items of the list out of what the messenger knows. */
final class ChatItems {
  private final Messenger messenger;

  ChatItems(Messenger messenger) {
    this.messenger = messenger;
  }

  /** Of a chat, whatever it is. */
  ChatItem of(ChatSummary summary) throws StoreException {
    Optional<Groups.Entry> group =
        messenger.groups().all().stream()
            .filter(each -> each.room().equals(summary.chat()))
            .findFirst();
    return group.isPresent() ? group(summary, group.get()) : person(summary);
  }

  ChatItem person(ChatSummary summary) throws StoreException {
    BareJid person = summary.chat();
    String name = nameOf(messenger, person);
    return item(summary, name, ChatItem.Kind.PERSON, isVerified(messenger, person));
  }

  ChatItem group(ChatSummary summary, Groups.Entry group) throws StoreException {
    ChatItem.Kind kind =
        switch (group.standing()) {
          case INVITED -> ChatItem.Kind.INVITATION;
          case JOINED -> ChatItem.Kind.GROUP;
          case LEFT, REMOVED -> ChatItem.Kind.FORMER;
        };
    return item(summary, nameOf(messenger, group), kind, false);
  }

  private ChatItem item(ChatSummary summary, String name, ChatItem.Kind kind, boolean verified) {
    ChatState state = summary.state();
    return new ChatItem(
        summary.chat(),
        name,
        kind,
        summary.last().map(last -> Line.of(last, state.theirPlace(), messenger.account())),
        summary.unread(),
        verified,
        new ChatItem.Decided(state.pinned(), state.archived(), state.mutedUntil()),
        state.draft().map(Draft::text).filter(text -> !text.isEmpty()));
  }

  static String nameOf(Messenger messenger, Groups.Entry group) throws StoreException {
    Optional<String> said = messenger.groups().about(group.room()).map(GroupTopics.About::name);
    String name = said.filter(each -> !each.isEmpty()).orElse(group.name());
    return name.isEmpty() ? group.room().local() : name;
  }

  /** The person's own name for a contact, or what stands before the @. */
  static String nameOf(Messenger messenger, BareJid person) {
    return messenger.contacts().all().stream()
        .filter(each -> each.address().equals(person))
        .findFirst()
        .flatMap(Contact::name)
        .orElse(person.local());
  }

  /** Verified as a whole, or in every device that is listed. */
  static boolean isVerified(Messenger messenger, BareJid person) throws StoreException {
    if (messenger.people().of(person).isVerified()) {
      return true;
    }
    if (messenger.people().of(person).root().isPresent()) {
      return false;
    }
    List<KnownDevice> devices = messenger.devices(person);
    return devices.stream().anyMatch(KnownDevice::isListed)
        && devices.stream().filter(KnownDevice::isListed).allMatch(KnownDevice::isVerified);
  }
}
