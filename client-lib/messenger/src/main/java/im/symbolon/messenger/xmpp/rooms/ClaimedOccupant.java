package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.protocol.BareJid;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is behind a name in a room, as the room's server says. Only a claim: that server may name
 * anybody, so nothing but a signature or an opened message shows who really wrote.
 *
 * @param nick the name in the room
 * @param account the account; empty in rooms that hide it
 */
public record ClaimedOccupant(
    Nick nick, Optional<BareJid> account, Affiliation affiliation, Role role) {
  public ClaimedOccupant {
    Objects.requireNonNull(nick);
    Objects.requireNonNull(account);
    Objects.requireNonNull(affiliation);
    Objects.requireNonNull(role);
  }
}
