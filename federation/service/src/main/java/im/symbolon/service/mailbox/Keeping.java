package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.mailbox.OwnerRows.Growth;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Keeps messages of any mailboxes in one transaction: in four statements, whatever their number,
 * when none came before, and all mailboxes had been begun and have room.
 */
final class Keeping {
  private static final int MAX_STEP = 1 << 16;

  private final RandomGenerator random;
  private final MailboxLimits limits;
  private final OwnerRows owners = new OwnerRows();
  private final MailRows mails = new MailRows();
  private final SeenRows seen = new SeenRows();
  private final StateRows states = new StateRows();

  Keeping(RandomGenerator random, MailboxLimits limits) {
    this.random = random;
    this.limits = limits;
  }

  /** A message, and how far its place is from the one before. */
  private record Step(Letter letter, int length) {
    String owner() {
      return letter.arrival().owner().toString();
    }
  }

  /** What went to make room. */
  record Evicted(BareJid owner, Eviction.Done done) {}

  /**
   * What came of it.
   *
   * @param places of the letters, in their order; empty in a mailbox that has no place left
   */
  record Done(List<Optional<MailboxId>> places, List<Evicted> evicted) {
    static final Done NOTHING = new Done(List.of(), List.of());
  }

  Done keep(Connection c, List<Letter> letters, Instant now) throws SQLException {
    List<Step> steps = letters.stream().map(each -> new Step(each, step())).toList();
    List<Growth> growths = growths(steps);
    Set<BareJid> grown = owners.grow(c, growths, now);
    StateRows.State state = states.read(c, growths.stream().map(Growth::owner).toList(), letters);
    Places places = new Places(state, now);
    List<Optional<MailboxId>> ids = new ArrayList<>();
    places.begin(growths);
    for (Step each : steps) {
      boolean hasPlace = grown.contains(each.letter().arrival().owner());
      ids.add(hasPlace ? Optional.of(places.next(each)) : Optional.empty());
    }
    Instant expires = now.plus(limits.kept());
    mails.insert(c, places.placed, now, expires);
    seen.put(c, places.unseen, places.seenLongAgo, now);
    owners.shrink(c, growths(places.repeated));
    return new Done(ids, evict(c, growths, places));
  }

  private int step() {
    return 1 + random.nextInt(MAX_STEP);
  }

  private static List<Growth> growths(List<Step> steps) {
    return steps.stream()
        .collect(Collectors.groupingBy(each -> each.letter().arrival().owner()))
        .entrySet()
        .stream()
        .map(each -> growth(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(each -> each.owner().toString()))
        .toList();
  }

  private static Growth growth(BareJid owner, List<Step> steps) {
    return new Growth(
        owner,
        steps.stream().mapToLong(Step::length).sum(),
        steps.size(),
        steps.stream().mapToLong(each -> each.letter().arrival().stanza().bytes()).sum());
  }

  private List<Evicted> evict(Connection c, List<Growth> growths, Places places)
      throws SQLException {
    List<Evicted> evicted = new ArrayList<>();
    Eviction eviction = new Eviction(owners, mails, limits);
    for (Growth each : growths) {
      for (Eviction.Done done : eviction.makeRoom(c, each.owner(), places.total(each.owner()))) {
        evicted.add(new Evicted(each.owner(), done));
      }
    }
    return evicted;
  }

  /** Gives the places that were taken to those that are new, in order. */
  private static final class Places {
    private final StateRows.State state;
    private final Instant now;
    private final Map<String, Long> last = new HashMap<>();
    private final Map<Letter.Sameness, MailboxId> here = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Placed> unseen = new ArrayList<>();
    private final List<Placed> seenLongAgo = new ArrayList<>();
    private final List<Step> repeated = new ArrayList<>();

    Places(StateRows.State state, Instant now) {
      this.state = state;
      this.now = now;
    }

    /** From where on the places are that were just taken. */
    void begin(List<Growth> growths) {
      for (Growth each : growths) {
        String owner = each.owner().toString();
        last.put(owner, state.lastPlaces().get(owner) - each.steps());
      }
    }

    MailboxId next(Step step) {
      long place = last.merge(step.owner(), (long) step.length(), Long::sum);
      Letter.Sameness same = step.letter().sameness();
      Optional<StateRows.Seen> before = Optional.ofNullable(state.seen().get(same));
      Optional<MailboxId> known =
          before
              .filter(each -> each.expires() > now.getEpochSecond())
              .map(each -> new MailboxId(each.place()))
              .or(() -> Optional.ofNullable(here.get(same)));
      if (known.isPresent()) {
        repeated.add(step);
        return known.get();
      }
      Placed fresh = new Placed(step.letter(), new MailboxId(place));
      here.put(same, fresh.id());
      placed.add(fresh);
      (before.isPresent() ? seenLongAgo : unseen).add(fresh);
      return fresh.id();
    }

    OwnerRows.Total total(BareJid owner) {
      OwnerRows.Total total = state.totals().get(owner.toString());
      for (Step each : repeated) {
        if (each.owner().equals(owner.toString())) {
          total = total.minus(1, each.letter().arrival().stanza().bytes());
        }
      }
      return total;
    }
  }
}
