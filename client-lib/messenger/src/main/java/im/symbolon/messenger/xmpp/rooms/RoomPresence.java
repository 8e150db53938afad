package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.CLIENT;
import static im.symbolon.protocol.Namespaces.MUC_USER;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.rooms.Departure.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * A presence as rooms send it (XEP-0045 §7). Reads leniently: what cannot be understood is absent.
 *
 * @param nick whose; empty when it is the room's own
 * @param to the device that it was sent to
 * @param stanza what it is
 * @param x what the room says about it, empty when it says nothing
 */
record RoomPresence(
    BareJid room, Optional<Nick> nick, Optional<EntityAddress> to, Stanza stanza, XmlElement x) {
  /** It is about this device. */
  static final int SELF = 110;

  /** The room did not exist until now. */
  static final int MADE = 201;

  static final int BANNED = 301;
  static final int RENAMED = 303;
  static final int KICKED = 307;
  static final int NOT_AFFILIATED = 321;
  static final int NOT_A_MEMBER = 322;
  static final int SHUTDOWN = 332;
  static final int FAILURE = 333;

  private static final XmlElement NOTHING = XmlElement.element(MUC_USER, "x").build();
  private static final String AVATAR = "vcard-temp:x:update";

  /**
   * What any presence may carry.
   *
   * @param type empty for being there
   * @param avatar the hash of a picture (XEP-0153), empty text for none
   */
  record Stanza(Optional<String> type, Optional<StanzaError> error, Optional<String> avatar) {}

  /** Empty when no account-like address sent it. */
  static Optional<RoomPresence> of(XmlElement presence) {
    try {
      EntityAddress from = EntityAddress.parse(presence.required("from"));
      if (!from.account().isPresent()) {
        return Optional.empty();
      }
      Optional<EntityAddress> to = address(presence.attribute("to"));
      Stanza stanza =
          new Stanza(
              presence.attribute("type"),
              presence.child(CLIENT, "error").map(StanzaError::of),
              avatar(presence));
      XmlElement x = presence.child(MUC_USER, "x").orElse(NOTHING);
      return Optional.of(new RoomPresence(from.account().get(), Nick.of(from), to, stanza, x));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> avatar(XmlElement presence) {
    return presence
        .child(AVATAR, "x")
        .flatMap(x -> x.child("photo"))
        .map(XmlElement::text)
        .filter(hash -> hash.length() <= 64);
  }

  private static Optional<EntityAddress> address(Optional<String> text) {
    try {
      return text.isPresent() ? Optional.of(EntityAddress.parse(text.get())) : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** True when a room made it, whether we know that room or not. */
  boolean isOfRoom() {
    return x != NOTHING;
  }

  boolean isThere() {
    return !stanza.type().isPresent();
  }

  boolean isGone() {
    return stanza.type().filter("unavailable"::equals).isPresent();
  }

  /** The room refuses something; without saying what, it refuses all the same. */
  Optional<StanzaError> refusal() {
    boolean error = stanza.type().filter("error"::equals).isPresent();
    StanzaError unknown = new StanzaError("undefined-condition", "cancel", Optional.empty());
    return error ? Optional.of(stanza.error().orElse(unknown)) : Optional.empty();
  }

  /** True when the room marked it so; how often does not matter. */
  boolean says(int code) {
    String wanted = Integer.toString(code);
    return x.children("status").stream()
        .anyMatch(status -> status.attribute("code").filter(wanted::equals).isPresent());
  }

  private Optional<XmlElement> item() {
    return x.child("item");
  }

  /** The full address behind the name, as the room says. */
  Optional<EntityAddress> claimedAddress() {
    return address(item().flatMap(item -> item.attribute("jid")));
  }

  Optional<Nick> newNick() {
    try {
      Optional<String> text = item().flatMap(item -> item.attribute("nick"));
      return text.isPresent() ? Optional.of(Nick.parse(text.get())) : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** The occupant that it tells of; only for one that has a name. */
  ClaimedOccupant occupant() {
    return new ClaimedOccupant(
        nick.get(),
        claimedAddress().flatMap(EntityAddress::account),
        item()
            .flatMap(i -> i.attribute("affiliation"))
            .flatMap(Affiliation::of)
            .orElse(Affiliation.NONE),
        item().flatMap(i -> i.attribute("role")).flatMap(Role::of).orElse(Role.NONE));
  }

  /** Why somebody went. A technical failure is what counts, also when the room calls it a kick. */
  Departure departure() {
    Optional<XmlElement> destroy = x.child("destroy");
    if (destroy.isPresent()) {
      Optional<BareJid> instead =
          address(destroy.get().attribute("jid")).flatMap(EntityAddress::account);
      return new Departure(Reason.DESTROYED, reason(destroy), instead);
    }
    return new Departure(reasonSaid(), reason(item()), Optional.empty());
  }

  private Reason reasonSaid() {
    if (says(SHUTDOWN)) {
      return Reason.SHUTDOWN;
    } else if (says(FAILURE)) {
      return Reason.FELL_OUT;
    } else if (says(BANNED)) {
      return Reason.BANNED;
    } else if (says(NOT_AFFILIATED) || says(NOT_A_MEMBER)) {
      return Reason.NOT_A_MEMBER;
    }
    return says(KICKED) ? Reason.KICKED : Reason.FELL_OUT;
  }

  private static Optional<String> reason(Optional<XmlElement> parent) {
    return parent.flatMap(p -> p.child("reason")).map(XmlElement::text).filter(t -> !t.isEmpty());
  }

  /** True when the room says that another of our own devices is meant, which has the same name. */
  boolean isOfAnotherDevice() {
    Optional<EntityAddress> meant = claimedAddress();
    return meant.isPresent()
        && to.isPresent()
        && meant.get().bare().equals(to.get().bare())
        && meant.get().resource().isPresent()
        && to.get().resource().isPresent()
        && !meant.get().resource().equals(to.get().resource());
  }
}
