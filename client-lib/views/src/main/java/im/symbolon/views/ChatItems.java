package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.GroupTopics;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.protocol.BareJid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the items of the list out of what the messenger knows. */
final class ChatItems {
  private final Messenger messenger;
  private final Map<BareJid, Integer> unread;

  ChatItems(Messenger messenger, Map<BareJid, Integer> unread) {
    this.messenger = messenger;
    this.unread = unread;
  }

  ChatItem person(BareJid person) throws StoreException {
    return new ChatItem(
        person,
        nameOf(messenger, person),
        ChatItem.Kind.PERSON,
        last(person),
        unreadIn(person),
        isVerified(messenger, person));
  }

  ChatItem group(Groups.Entry group) throws StoreException {
    ChatItem.Kind kind =
        switch (group.standing()) {
          case INVITED -> ChatItem.Kind.INVITATION;
          case JOINED -> ChatItem.Kind.GROUP;
          case LEFT, REMOVED -> ChatItem.Kind.FORMER;
        };
    String name = nameOf(messenger, group);
    return new ChatItem(
        group.room(), name, kind, last(group.room()), unreadIn(group.room()), false);
  }

  static String nameOf(Messenger messenger, Groups.Entry group) throws StoreException {
    Optional<String> said = messenger.groups().about(group.room()).map(GroupTopics.About::name);
    String name = said.filter(each -> !each.isEmpty()).orElse(group.name());
    return name.isEmpty() ? group.room().local() : name;
  }

  private Optional<Line> last(BareJid chat) throws StoreException {
    List<ChatMessage> newest = messenger.history(chat, 1);
    return newest.isEmpty() ? Optional.empty() : Optional.of(Line.of(newest.get(0)));
  }

  private int unreadIn(BareJid chat) {
    return unread.getOrDefault(chat, 0);
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
