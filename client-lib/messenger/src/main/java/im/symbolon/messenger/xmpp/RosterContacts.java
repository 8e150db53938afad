package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.Contact.Subscription;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The contact list (RFC 6121 §2) and who may see whom (§3). */
final class RosterContacts implements Contacts {
  static final String ROSTER = "jabber:iq:roster";
  private static final int MAX_PENDING = 1_000;

  /** Sends a presence of some type to somebody. */
  interface PresenceOut {
    void send(EntityAddress to, String type) throws TransportException;
  }

  private final IqChannel channel;
  private final PresenceOut presence;
  private final TransportListener listener;
  private final Map<BareJid, Contact> entries = new TreeMap<>();
  private final Set<BareJid> added = new HashSet<>();
  private final Set<BareJid> pending = new HashSet<>();

  RosterContacts(IqChannel channel, PresenceOut presence, TransportListener listener) {
    this.channel = channel;
    this.presence = presence;
    this.listener = listener;
  }

  static XmlElement query() {
    return XmlElement.element(ROSTER, "query").build();
  }

  /** The whole list, as the server answered. */
  void loaded(Optional<XmlElement> answer) {
    synchronized (this) {
      entries.clear();
      answer.ifPresent(query -> query.children("item").forEach(this::put));
    }
    listener.contactsChanged();
  }

  /** A change, from our own server. */
  void pushed(XmlElement query) {
    synchronized (this) {
      query.children("item").forEach(this::put);
    }
    listener.contactsChanged();
  }

  /** Somebody asks to see our presence. True when it is to be approved without asking. */
  boolean requested(BareJid from) {
    synchronized (this) {
      Contact contact = entries.get(from);
      boolean ours = contact != null && (contact.asked() || seesTheirs(contact));
      if (ours || added.contains(from)) {
        return true;
      }
      if (pending.size() < MAX_PENDING) {
        pending.add(from);
      }
    }
    listener.subscriptionRequested(from);
    return false;
  }

  synchronized boolean maySeeUs(BareJid who) {
    Contact contact = entries.get(who);
    return contact != null
        && (contact.subscription() == Subscription.FROM
            || contact.subscription() == Subscription.BOTH);
  }

  synchronized Optional<Contact> find(BareJid who) {
    return Optional.ofNullable(entries.get(who));
  }

  @Override
  public synchronized List<Contact> all() {
    return Collections.unmodifiableList(new ArrayList<>(entries.values()));
  }

  @Override
  public void add(BareJid contact, Optional<String> name) throws TransportException {
    boolean waiting;
    synchronized (this) {
      added.add(contact);
      waiting = pending.remove(contact);
    }
    XmlElement.Builder item = XmlElement.element(ROSTER, "item").with("jid", contact.toString());
    name.ifPresent(n -> item.with("name", n));
    set(item.build());
    presence.send(EntityAddress.of(contact), "subscribe");
    if (waiting) {
      presence.send(EntityAddress.of(contact), "subscribed");
    }
  }

  @Override
  public void accept(BareJid contact) throws TransportException {
    Contact known;
    synchronized (this) {
      pending.remove(contact);
      known = entries.get(contact);
    }
    presence.send(EntityAddress.of(contact), "subscribed");
    if (known == null || !(known.asked() || seesTheirs(known))) {
      add(contact, known == null ? Optional.empty() : known.name());
    }
  }

  @Override
  public void refuse(BareJid contact) throws TransportException {
    synchronized (this) {
      pending.remove(contact);
      added.remove(contact);
    }
    presence.send(EntityAddress.of(contact), "unsubscribed");
  }

  @Override
  public void remove(BareJid contact) throws TransportException {
    synchronized (this) {
      pending.remove(contact);
      added.remove(contact);
    }
    set(
        XmlElement.element(ROSTER, "item")
            .with("jid", contact.toString())
            .with("subscription", "remove")
            .build());
  }

  private void set(XmlElement item) throws TransportException {
    channel.iq(
        IqType.SET,
        EntityAddress.of(channel.account()),
        XmlElement.element(ROSTER, "query").with(item).build());
  }

  private static boolean seesTheirs(Contact contact) {
    return contact.subscription() == Subscription.TO || contact.subscription() == Subscription.BOTH;
  }

  /** Entries that are no accounts, such as gateways, are not contacts of ours. */
  private void put(XmlElement item) {
    try {
      BareJid address = BareJid.parse(item.required("jid"));
      String subscription = item.attribute("subscription").orElse("none");
      if (subscription.equals("remove")) {
        entries.remove(address);
        return;
      }
      entries.put(
          address,
          new Contact(
              address,
              item.attribute("name"),
              Subscription.valueOf(subscription.toUpperCase(Locale.ROOT)),
              item.attribute("ask").filter("subscribe"::equals).isPresent()));
    } catch (ProtocolException | IllegalArgumentException e) {
      // An entry that cannot be understood must not hide the others.
    }
  }
}
