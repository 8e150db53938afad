package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import java.util.Objects;
import java.util.Optional;

/**
 * An entry of the contact list (RFC 6121 §2).
 *
 * @param address who
 * @param name the user's own name for the contact
 * @param subscription who sees whose presence
 * @param asked true when our request waits for the contact's approval
 */
public record Contact(
    BareJid address, Optional<String> name, Subscription subscription, boolean asked) {
  /** Who sees whose presence. */
  public enum Subscription {
    /** Nobody. */
    NONE,
    /** We see theirs. */
    TO,
    /** They see ours. */
    FROM,
    /** Both. */
    BOTH
  }

  public Contact {
    Objects.requireNonNull(address);
    Objects.requireNonNull(name);
    Objects.requireNonNull(subscription);
  }
}
