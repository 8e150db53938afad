package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.CONFERENCE;
import static im.symbolon.protocol.Namespaces.MUC_USER;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody asks us into a room.
 *
 * @param inviter who; for a mediated one this is a claim of the room's server
 * @param reason the inviter's words, at most {@value #MAX} characters
 */
public record Invitation(BareJid room, BareJid inviter, Way way, Optional<String> reason) {
  static final int MAX = 1_000;

  /** How it came. */
  public enum Way {
    /** From the inviter (XEP-0249). */
    DIRECT,
    /** From the room (XEP-0045 §7.8.2). */
    MEDIATED
  }

  public Invitation {
    Objects.requireNonNull(room);
    Objects.requireNonNull(inviter);
    Objects.requireNonNull(way);
    reason = reason.filter(t -> !t.isEmpty()).map(t -> t.substring(0, Math.min(t.length(), MAX)));
  }

  /**
   * Reads one, also from the own archive; empty when the message is none. What carries anything
   * encrypted is a message and never an invitation, so that no server can turn one into the other.
   */
  public static Optional<Invitation> of(IncomingStanza stanza) {
    boolean none =
        stanza.type().equals("error")
            || stanza.type().equals("groupchat")
            || stanza.origin() == IncomingStanza.Origin.CARBON_SENT
            || !stanza.sender().isPresent()
            || stanza.extensions().stream().anyMatch(Invitation::isSealed);
    if (none) {
      return Optional.empty();
    }
    Optional<Invitation> mediated = mediated(stanza);
    return mediated.isPresent() ? mediated : direct(stanza);
  }

  private static boolean isSealed(XmlElement element) {
    return element.name().equals("encrypted") || element.name().equals("sealed");
  }

  private static Optional<Invitation> mediated(IncomingStanza stanza) {
    Optional<XmlElement> invite = stanza.extension(MUC_USER, "x").flatMap(x -> x.child("invite"));
    Optional<BareJid> inviter =
        invite.flatMap(i -> i.attribute("from")).flatMap(Invitation::account);
    if (!inviter.isPresent() || stanza.from().resource().isPresent()) {
      return Optional.empty();
    }
    Optional<String> reason = invite.get().child("reason").map(XmlElement::text);
    return Optional.of(new Invitation(stanza.sender().get(), inviter.get(), Way.MEDIATED, reason));
  }

  private static Optional<Invitation> direct(IncomingStanza stanza) {
    Optional<XmlElement> x = stanza.extension(CONFERENCE, "x");
    Optional<BareJid> room = x.flatMap(e -> e.attribute("jid")).flatMap(Invitation::account);
    return room.map(
        r -> new Invitation(r, stanza.sender().get(), Way.DIRECT, x.get().attribute("reason")));
  }

  private static Optional<BareJid> account(String text) {
    try {
      return EntityAddress.parse(text).account();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** The element that a message carries for it. */
  XmlElement toXml() {
    XmlElement.Builder x = XmlElement.element(CONFERENCE, "x").with("jid", room.toString());
    reason.ifPresent(text -> x.with("reason", text));
    return x.build();
  }
}
