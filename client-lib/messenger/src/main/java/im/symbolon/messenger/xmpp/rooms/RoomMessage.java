package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.MUC_USER;

import im.symbolon.messenger.xmpp.ArchiveIds;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody said in a room, or what the room's server says about a message of ours (then the
 * stanza has an error).
 *
 * @param room where
 * @param nick the name it was said under; empty for an error
 * @param occupant who had that name when it came; empty when nobody had, and for what the room kept
 *     for a while, because names change hands
 * @param reflected whether it is what this run of this device sent, coming back
 * @param stanza as it came; its sender is an occupant, never an account
 */
public record RoomMessage(
    BareJid room,
    Optional<Nick> nick,
    Optional<ClaimedOccupant> occupant,
    boolean reflected,
    IncomingStanza stanza) {
  public RoomMessage {
    Objects.requireNonNull(room);
    Objects.requireNonNull(nick);
    Objects.requireNonNull(occupant);
    Objects.requireNonNull(stanza);
  }

  /**
   * A message of the room's archive. Servers may say there who had the name (XEP-0313 §MUC
   * Archives); where they do not take out what members put in, even that is a member's claim.
   */
  public static RoomMessage of(ArchiveResult archived) {
    IncomingStanza stanza = archived.stanza();
    Optional<Nick> nick = Nick.of(stanza.from());
    Optional<XmlElement> item = stanza.extension(MUC_USER, "x").flatMap(x -> x.child("item"));
    Optional<ClaimedOccupant> occupant =
        nick.isPresent() && item.isPresent()
            ? Optional.of(claimed(nick.get(), item.get()))
            : Optional.empty();
    return new RoomMessage(stanza.sender().get(), nick, occupant, false, stanza);
  }

  private static ClaimedOccupant claimed(Nick nick, XmlElement item) {
    return new ClaimedOccupant(
        nick,
        item.attribute("jid").flatMap(RoomMessage::account),
        item.attribute("affiliation").flatMap(Affiliation::of).orElse(Affiliation.NONE),
        item.attribute("role").flatMap(Role::of).orElse(Role.NONE));
  }

  private static Optional<BareJid> account(String text) {
    try {
      return EntityAddress.parse(text).account();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /**
   * The id under which the room's archive has it, when it says so. To be used only for rooms that
   * say to take forged ones out: {@link im.symbolon.messenger.xmpp.Archive#marksMessages}.
   */
  public Optional<String> archiveId() {
    return stanza.origin() == IncomingStanza.Origin.ARCHIVE
        ? Optional.empty()
        : ArchiveIds.of(stanza, room);
  }

  @Override
  public String toString() {
    return "message in " + room;
  }
}
