package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.mailbox.MailboxId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.dom4j.Element;
import org.dom4j.QName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Stands in the path of every message: keeps what is to be kept, and says in the message where
 * (XEP-0359). Thread-safe.
 */
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private final Mailbox mailbox;
  private final Audiences audiences;
  private final Accounts accounts;
  private final RoomAccess rooms;
  private final Clock clock;

  public Deliveries(
      Mailbox mailbox, Audiences audiences, Accounts accounts, RoomAccess rooms, Clock clock) {
    this.mailbox = Objects.requireNonNull(mailbox);
    this.audiences = Objects.requireNonNull(audiences);
    this.accounts = Objects.requireNonNull(accounts);
    this.rooms = Objects.requireNonNull(rooms);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * To be called for a message of which the host has made sure who sent it, after everything that
   * may refuse it and before it is routed. Takes {@code <stanza-id/>}s out that claim to be by an
   * archive of ours. A message for a mailbox is in the database when this returns, and bears its
   * place there when it goes to the owner. Without the database messages go on without one. Throws
   * nothing; calling it again for the same message changes nothing.
   */
  public void stamp(Message message) {
    try {
      Optional<BareJid> sender = account(message.getFrom());
      Optional<BareJid> addressee =
          message.getTo() == null ? sender : account(message.getTo()); // RFC 6120 §10.3.1
      sender.filter(this::isOurs).ifPresent(each -> removeIds(message, each));
      addressee.ifPresent(each -> removeIds(message, each));
      if (!Keepable.test(message)) {
        return;
      }
      if (message.getType() == Message.Type.groupchat) {
        keepForRoom(message, sender);
      } else {
        keepForAccounts(message, sender, addressee);
      }
    } catch (MailboxException e) {
      LOG.warn("Message {} to {} was not kept", message.getID(), message.getTo(), e);
    } catch (RuntimeException e) {
      LOG.error("Message {} to {} was not kept", message.getID(), message.getTo(), e);
    }
  }

  /** True for a message of the kind that is kept: {@link #stamp} may wait for the database then. */
  public boolean concerns(Message message) {
    return Keepable.test(message);
  }

  /** Another domain's room says rightly where it keeps a message. */
  private boolean isOurs(BareJid sender) {
    return accounts.isKeptFor(sender) || rooms.isHere(sender);
  }

  private static Optional<BareJid> account(JID address) {
    if (address == null || address.getNode() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(BareJid.parse(address.toBareJID()));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** XEP-0359 §3.1: also when no id takes the place. Spelt otherwise it is still the owner's. */
  private static void removeIds(Message message, BareJid owner) {
    List<Element> forged = new ArrayList<>();
    for (Object each : message.getElement().elements()) {
      Element child = (Element) each;
      if (child.getNamespaceURI().equals(Namespaces.STANZA_IDS)
          && child.getName().equals("stanza-id")
          && names(child.attributeValue("by", ""), owner)) {
        forged.add(child);
      }
    }
    forged.forEach(message.getElement()::remove);
  }

  private static boolean names(String by, BareJid owner) {
    String address = by.trim().toLowerCase(Locale.ROOT);
    return address.equals(owner.toString()) || address.startsWith(owner + "/");
  }

  /** Rooms show what they accepted by sending it to their occupants; the first copy is kept. */
  private void keepForRoom(Message message, Optional<BareJid> sender) throws MailboxException {
    Optional<BareJid> room = sender.filter(rooms::isHere);
    Optional<StanzaText> text = room.flatMap(r -> StanzaText.ofRoom(message));
    if (!text.isPresent()) {
      return;
    }
    Arrival arrival = new Arrival(room.get(), message.getFrom(), text.get());
    Optional<MailboxId> id = mailbox.find(arrival);
    if (!id.isPresent() && !StanzaText.isDelayed(message)) { // no history for who enters
      id = mailbox.keep(arrival, Audience.UNPROVABLE);
    }
    id.ifPresent(each -> addId(message, room.get(), each));
  }

  private void keepForAccounts(
      Message message, Optional<BareJid> sender, Optional<BareJid> addressee)
      throws MailboxException {
    Optional<StanzaText> text = StanzaText.ofAccount(message);
    if (!text.isPresent()) {
      LOG.debug("Message {} is too large or malformed to be kept", message.getID());
      return;
    }
    List<Arrival> arrivals = new ArrayList<>();
    Optional<BareJid> receiver = addressee.filter(accounts::isKeptFor);
    receiver.ifPresent(r -> arrivals.add(new Arrival(r, message.getFrom(), text.get())));
    if (sender.isPresent() && !sender.equals(addressee) && accounts.isKeptFor(sender.get())) {
      arrivals.add(new Arrival(sender.get(), message.getTo(), text.get()));
    }
    List<Optional<MailboxId>> ids = keep(arrivals);
    receiver.ifPresent(r -> ids.get(0).ifPresent(id -> addId(message, r, id)));
  }

  /** The devices are noted with the messages when they are known, and else as soon as they are. */
  private List<Optional<MailboxId>> keep(List<Arrival> arrivals) throws MailboxException {
    List<LateAudience> audiences = arrivals.stream().map(each -> audience(each.owner())).toList();
    List<Optional<Audience>> known = audiences.stream().map(LateAudience::now).toList();
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      letters.add(new Letter(arrivals.get(i), known.get(i).orElse(Audience.UNPROVABLE)));
    }
    List<Optional<MailboxId>> ids = mailbox.keep(letters);
    for (int i = 0; i < arrivals.size(); i++) {
      if (!known.get(i).isPresent() && ids.get(i).isPresent()) {
        BareJid owner = arrivals.get(i).owner();
        MailboxId id = ids.get(i).get();
        audiences.get(i).whenFound(each -> address(owner, id, each));
      }
    }
    return ids;
  }

  private LateAudience audience(BareJid owner) {
    LateAudience audience = new LateAudience();
    audiences.ask(
        owner,
        found ->
            audience.found(
                found.map(each -> each.audience(clock.instant())).orElse(Audience.UNPROVABLE)));
    return audience;
  }

  private void address(BareJid owner, MailboxId id, Audience audience) {
    try {
      mailbox.address(owner, id, audience);
    } catch (MailboxException e) {
      LOG.warn("Message {} of {} will go by time alone", id, owner, e);
    }
  }

  private static void addId(Message message, BareJid owner, MailboxId id) {
    message
        .getElement()
        .addElement(QName.get("stanza-id", Namespaces.STANZA_IDS))
        .addAttribute("by", owner.toString())
        .addAttribute("id", id.toString());
  }
}
