package im.symbolon.messenger.records;

import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a person, not of a device. The own account is a person, too.
 *
 * @param accepted their pinned root and what its lists say; empty while no root was ever seen, and
 *     never empty again
 * @param verified of that root; empty while it is only believed
 * @param blocked when nothing may leave to them
 * @param lookedAt when their server last said which list there is
 * @param lookedFor devices that no accepted list has and for which it was looked
 * @param shown those of them of which the chat has a line
 * @param refused roots that were offered and that a verification proved false
 */
public record Person(
    BareJid account,
    Optional<AcceptedList> accepted,
    Optional<PersonVerification> verified,
    Optional<Blocked> blocked,
    Optional<Instant> lookedAt,
    Set<DeviceId> lookedFor,
    Set<DeviceId> shown,
    List<AccountRoot> refused) {
  public Person {
    Objects.requireNonNull(account);
    Objects.requireNonNull(accepted);
    Objects.requireNonNull(verified);
    Objects.requireNonNull(blocked);
    Objects.requireNonNull(lookedAt);
    lookedFor = Collections.unmodifiableSet(new TreeSet<>(lookedFor));
    shown = Collections.unmodifiableSet(new TreeSet<>(shown));
    refused = List.copyOf(refused);
    if (verified.isPresent() && !accepted.isPresent()) {
      throw new IllegalArgumentException("verified without a root");
    }
  }

  /** Somebody of whom nothing is known. */
  public static Person unknown(BareJid account) {
    Set<DeviceId> none = Set.of();
    return new Person(
        account,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        none,
        none,
        List.of());
  }

  /** The pinned root, if there is one. */
  public Optional<AccountRoot> root() {
    return accepted.map(AcceptedList::root);
  }

  /** With these devices; what was verified stays so only if the root does. */
  public Person accepting(AcceptedList list) {
    boolean sameRoot = root().equals(Optional.of(list.root()));
    return new Person(
        account,
        Optional.of(list),
        sameRoot ? verified : Optional.empty(),
        blocked,
        lookedAt,
        lookedFor,
        shown,
        refused);
  }

  public Person verified(PersonVerification by) {
    return new Person(
        account, accepted, Optional.of(by), blocked, lookedAt, lookedFor, shown, refused);
  }

  public Person unverified() {
    return new Person(
        account, accepted, Optional.empty(), blocked, lookedAt, lookedFor, shown, refused);
  }

  public Person blocked(Blocked why) {
    return new Person(
        account, accepted, verified, Optional.of(why), lookedAt, lookedFor, shown, refused);
  }

  public Person unblocked() {
    return new Person(
        account, accepted, verified, Optional.empty(), lookedAt, lookedFor, shown, refused);
  }

  /** Their server was asked, on account of these devices among others. */
  public Person looked(Instant at, Collection<DeviceId> unlisted) {
    return new Person(
        account,
        accepted,
        verified,
        blocked,
        Optional.of(at),
        Set.copyOf(unlisted),
        shown,
        refused);
  }

  /** The chat has a line about these devices. */
  public Person showing(Collection<DeviceId> devices) {
    return new Person(
        account, accepted, verified, blocked, lookedAt, lookedFor, Set.copyOf(devices), refused);
  }

  /** Those roots are not theirs, whoever offers them. */
  public Person refusing(List<AccountRoot> roots) {
    return new Person(account, accepted, verified, blocked, lookedAt, lookedFor, shown, roots);
  }
}
