package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.service.ServiceAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all device lists of an account, once for all who want them at about the same time. For
 * whoever must not overlook a device, what could not be read for certain counts as nothing known.
 * No signature is checked. Thread-safe.
 *
 * @param <T> what is read out of the lists, once for all who ask at about the same time
 */
public final class AccountLists<T> {
  /** Whoever must not miss a device gets nothing older; changes take less, wherever they begin. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  /** For what no stanza tells, such as another plugin that changes a list. */
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  /** More than anybody gets while one list is read. */
  private static final int MAX_WAITING = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(AccountLists.class);

  /**
   * What an account says.
   *
   * @param signed empty when there is none, or what is there is none, or another account's
   * @param announced the devices of its OMEMO lists, of all versions together
   */
  public record Lists(Optional<SignedDeviceList> signed, SortedSet<DeviceId> announced) {
    public Lists {
      Objects.requireNonNull(signed);
      announced = Collections.unmodifiableSortedSet(new TreeSet<>(announced));
    }
  }

  private final Host host;
  private final ListReader reader;
  private final Readings<Optional<T>> readings;
  private final Lookups<Known<T>> lookups;

  private record Known<T>(Lists lists, boolean isCertain, Optional<T> reading) {}

  /**
   * Asks nobody yet.
   *
   * @param hearsAll whether {@link #changed} is told of every change; of those at another node it
   *     is not
   * @param reading called on the host's worker, and not again for lists that are what they were:
   *     depends on nothing else
   */
  public AccountLists(
      ServiceAddresses addresses,
      Host host,
      Clock clock,
      BooleanSupplier hearsAll,
      BiFunction<BareJid, Lists, Optional<T>> reading) {
    this.host =
        new Host(
            host.outbox(), host.questions(), task -> host.worker().execute(() -> guarded(task)));
    this.reader = new ListReader(new PepItems(addresses, this.host));
    this.readings = new Readings<>(reading);
    this.lookups =
        new Lookups<>(
            this::find,
            new Lookups.Keeping<>(
                KEPT, known -> known.isCertain() && hearsAll.getAsBoolean() ? REMEMBERED : KEPT),
            clock,
            MAX_WAITING);
  }

  /**
   * To be called when a list of an account is about to change, and again when it has. On any
   * thread.
   */
  public void changed(BareJid account) {
    lookups.changed(account);
  }

  /**
   * Calls back once: at once when the answer is known, else on the host's worker, or never when
   * that has too much to do. Does not wait, throws nothing.
   *
   * @param then gets nothing when a list could not be read; what it gets may be seconds old, and
   *     minutes where no change was told
   */
  public void ask(BareJid account, Consumer<Optional<T>> then) {
    known(account, known -> then.accept(known.reading()));
  }

  /** Calls back as {@link #ask}, with what was read within the last five seconds. */
  public void askLately(BareJid account, Consumer<Optional<T>> then) {
    tell(
        lookups.knownLately(account),
        told -> lookups.askLately(account, told),
        known -> then.accept(known.reading()));
  }

  /**
   * Calls back as {@link #ask}, but with what could be read: those of the OMEMO lists, and when
   * there is a signed list only those of them that stand there, because no client of ours writes to
   * any other.
   */
  public void announced(BareJid account, Consumer<Set<DeviceId>> then) {
    known(account, known -> then.accept(announced(known.lists())));
  }

  private static Set<DeviceId> announced(Lists lists) {
    Set<DeviceId> devices = new TreeSet<>(lists.announced());
    lists.signed().ifPresent(list -> devices.removeIf(device -> !list.device(device).isPresent()));
    return devices;
  }

  private void known(BareJid account, Consumer<Known<T>> then) {
    tell(lookups.known(account), told -> lookups.ask(account, told), then);
  }

  private void tell(
      Optional<Known<T>> known, Consumer<Consumer<Known<T>>> question, Consumer<Known<T>> then) {
    Consumer<Known<T>> told = found -> guarded(then, found);
    known.ifPresentOrElse(told, () -> host.worker().execute(() -> question.accept(told)));
  }

  private static <T> void guarded(Consumer<Known<T>> then, Known<T> found) {
    guarded(() -> then.accept(found));
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("What follows from a device list was not done", e);
    }
  }

  private void find(BareJid account, Consumer<Known<T>> then) {
    reader.find(
        account,
        found ->
            then.accept(
                new Known<>(
                    found.lists(),
                    found.isCertain(),
                    found.isCertain() ? read(account, found.lists()) : Optional.empty())));
  }

  private Optional<T> read(BareJid account, Lists lists) {
    try {
      return readings.of(account, lists);
    } catch (RuntimeException e) {
      LOG.warn("The device lists of {} count as unknown", account, e);
      return Optional.empty();
    }
  }
}
