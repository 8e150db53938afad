package im.symbolon.messenger.people;

import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.ListedDevice;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A person, as they are shown to another who is to judge.
 *
 * @param root the account root that is believed; empty while they are known by their devices only
 * @param verified when and how it was verified
 * @param blocked why nothing is sent to them, and which root is offered
 * @param devices those that the person signed
 * @param expires when that list ends, if nobody signs it again
 */
public record PersonView(
    BareJid account,
    Optional<AccountRoot> root,
    Optional<PersonVerification> verified,
    Optional<Blocked> blocked,
    List<ListedDevice> devices,
    Optional<Instant> expires) {
  public PersonView {
    Objects.requireNonNull(account);
    Objects.requireNonNull(root);
    Objects.requireNonNull(verified);
    Objects.requireNonNull(blocked);
    devices = List.copyOf(devices);
    Objects.requireNonNull(expires);
  }

  /** True when the person as a whole was verified: a linked device of theirs needs nothing more. */
  public boolean isVerified() {
    return verified.isPresent() && !blocked.isPresent();
  }
}
