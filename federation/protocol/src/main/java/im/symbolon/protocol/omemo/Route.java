package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/**
 * Who wrote to whom.
 *
 * @param from the account of the sending device
 * @param to the other account of the conversation, or the room. In a copy for one's own devices
 *     (XEP-0280) this stays the contact
 */
public record Route(BareJid from, BareJid to) {
  public Route {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }
}
