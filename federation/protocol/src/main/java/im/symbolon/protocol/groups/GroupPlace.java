package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/**
 * Which group: the room that carries it, and the epoch that it began with. A room's server can
 * destroy a room and make another under the same address; it cannot make the other the same group.
 *
 * @param genesis the hash of the first epoch
 */
public record GroupPlace(BareJid room, EpochHash genesis) {
  public GroupPlace {
    Objects.requireNonNull(room);
    Objects.requireNonNull(genesis);
  }
}
