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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Makes the items of the list out of what the messenger knows. */
final class ChatItems {
  private final Messenger messenger;
  private final SortedMap<BareJid, String> names = new TreeMap<>();
  private final Map<String, Integer> shapes = new HashMap<>();
  private final SortedSet<BareJid> known;
  private final SortedSet<BareJid> blocked;
  private final SortedMap<BareJid, String> nicks;

  /** Reads whom one knows. */
  ChatItems(Messenger messenger) throws StoreException {
    this.messenger = messenger;
    this.known = messenger.strangers().known();
    this.blocked = messenger.blocking().all();
    this.nicks = messenger.portraits().nicks();
    for (Contact each : messenger.contacts().all()) {
      names.put(
          each.address(),
          named(each.address(), each.name().isPresent() ? each.name() : nick(each.address())));
    }
    known.forEach(each -> names.computeIfAbsent(each, who -> named(who, nick(who))));
    names.values().forEach(each -> shapes.merge(Lookalike.shape(each), 1, Integer::sum));
  }

  private Optional<String> nick(BareJid who) {
    return Optional.ofNullable(nicks.get(who));
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
    String name = nameOf(person);
    return item(summary, name, kind(summary), isVerified(messenger, person), who(person, name));
  }

  private ChatItem.Kind kind(ChatSummary summary) {
    if (blocked.contains(summary.chat())) {
      return ChatItem.Kind.BLOCKED;
    }
    boolean stranger = summary.last().isPresent() && !isKnown(summary.chat());
    return stranger ? ChatItem.Kind.REQUEST : ChatItem.Kind.PERSON;
  }

  /** True for whom one wrote to, who is a contact, or who was let in. */
  boolean isKnown(BareJid person) {
    return known.contains(person);
  }

  private ChatItem.Who who(BareJid person, String name) {
    int others =
        shapes.getOrDefault(Lookalike.shape(name), 0) - (names.containsKey(person) ? 1 : 0);
    return new ChatItem.Who(
        others > 0,
        Lookalike.in(person, names.keySet()),
        There.of(messenger.whereabouts().of(person)));
  }

  ChatItem group(ChatSummary summary, Groups.Entry group) throws StoreException {
    ChatItem.Kind kind =
        switch (group.standing()) {
          case INVITED -> ChatItem.Kind.INVITATION;
          case JOINED -> ChatItem.Kind.GROUP;
          case LEFT, REMOVED -> ChatItem.Kind.FORMER;
        };
    return item(summary, nameOf(messenger, group), kind, false, ChatItem.Who.UNKNOWN);
  }

  private ChatItem item(
      ChatSummary summary, String name, ChatItem.Kind kind, boolean verified, ChatItem.Who who) {
    ChatState state = summary.state();
    return new ChatItem(
        summary.chat(),
        name,
        kind,
        summary.last().map(last -> Line.of(last, state.theirPlace(), messenger.account())),
        summary.unread(),
        verified,
        new ChatItem.Decided(
            state.pinned(), state.archived(), state.mutedUntil(), state.markedUnread()),
        state.draft().map(Draft::text).filter(text -> !text.isEmpty()),
        who);
  }

  static String nameOf(Messenger messenger, Groups.Entry group) throws StoreException {
    Optional<String> said = messenger.groups().about(group.room()).map(GroupTopics.About::name);
    String name = Harmless.name(said.filter(each -> !each.isEmpty()).orElse(group.name()));
    return name.isEmpty() ? Harmless.name(group.room().local()) : name;
  }

  /** The own name for a contact, what they call themselves, or what stands before the @. */
  String nameOf(BareJid person) {
    return names.getOrDefault(person, named(person, nick(person)));
  }

  private static String named(BareJid person, Optional<String> given) {
    String name = given.map(Harmless::name).orElse("");
    return name.isEmpty() ? Harmless.name(person.local()) : name;
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
