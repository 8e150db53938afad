package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * Which group: the room that carries it, and the epoch that it began with. A room's server can
 * destroy a room and make another under the same address; it cannot make the other the same group.
 *
 * @param genesis the hash of the first epoch
 */
public record GroupPlace(BareJid room, EpochHash genesis) {
  /** The attribute with the room's address. */
  public static final String ROOM = "room";

  /** The attribute with the first epoch's hash. */
  public static final String GENESIS = "genesis";

  public GroupPlace {
    Objects.requireNonNull(room);
    Objects.requireNonNull(genesis);
  }

  /**
   * Reads the two attributes of an element that names a group.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static GroupPlace read(XmlElement element) throws ProtocolException {
    return new GroupPlace(
        BareJid.parse(element.required(ROOM)), EpochHash.parse(element.required(GENESIS)));
  }

  /** Writes them, and returns what they were written to. */
  public XmlElement.Builder write(XmlElement.Builder out) {
    return out.with(ROOM, room.toString()).with(GENESIS, genesis.toBase64());
  }
}
