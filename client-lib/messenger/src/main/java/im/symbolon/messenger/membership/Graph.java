package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.Removal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Accepted epochs and what follows what. Parents that were forgotten are not in it. Immutable. */
final class Graph {
  /** The same everywhere, whatever came first. */
  static final Comparator<Epoch> ORDER =
      Comparator.comparingLong(Epoch::number).thenComparing(each -> each.hash().toBase64());

  private final Map<EpochHash, Epoch> epochs = new LinkedHashMap<>();
  private final Map<EpochHash, Set<EpochHash>> ancestors = new HashMap<>();

  Graph(Collection<Epoch> accepted) {
    List<Epoch> order = new ArrayList<>(accepted);
    order.sort(ORDER);
    order.forEach(each -> epochs.put(each.hash(), each));
    order.forEach(each -> ancestors.put(each.hash(), before(each)));
  }

  /** Parents have lower numbers, so theirs are there already. */
  private Set<EpochHash> before(Epoch epoch) {
    Set<EpochHash> out = new HashSet<>();
    for (EpochHash each : epoch.parents()) {
      if (epochs.containsKey(each)) {
        out.add(each);
        out.addAll(ancestors.get(each));
      }
    }
    return out;
  }

  Collection<Epoch> all() {
    return Collections.unmodifiableCollection(epochs.values());
  }

  int size() {
    return epochs.size();
  }

  boolean has(EpochHash hash) {
    return epochs.containsKey(hash);
  }

  Optional<Epoch> epoch(EpochHash hash) {
    return Optional.ofNullable(epochs.get(hash));
  }

  /** Those of them that are known. */
  List<Epoch> all(Collection<EpochHash> hashes) {
    return hashes.stream().map(epochs::get).filter(each -> each != null).collect(Collectors.toList());
  }

  boolean isBefore(EpochHash earlier, Epoch later) {
    return ancestors.get(later.hash()).contains(earlier);
  }

  boolean areSiblings(Epoch one, Epoch other) {
    return !one.hash().equals(other.hash())
        && !isBefore(one.hash(), other)
        && !isBefore(other.hash(), one);
  }

  /** The epoch and all before it. */
  List<Epoch> upTo(Epoch epoch) {
    List<Epoch> out = all(ancestors.get(epoch.hash()));
    out.add(epoch);
    return out;
  }

  /** These and all before them. */
  Graph upTo(Collection<Epoch> last) {
    Set<Epoch> out = new HashSet<>();
    last.forEach(each -> out.addAll(upTo(each)));
    return new Graph(out);
  }

  /** Those that nothing among them follows. */
  List<Epoch> last(Collection<Epoch> among) {
    Set<EpochHash> followed = new HashSet<>();
    among.forEach(each -> followed.addAll(ancestors.get(each.hash())));
    return among.stream()
        .filter(each -> !followed.contains(each.hash()))
        .sorted(ORDER)
        .collect(Collectors.toList());
  }

  /** The latest epoch that is before all of them, or one of them. */
  Optional<Epoch> common(Collection<Epoch> branches) {
    Set<Epoch> shared = null;
    for (Epoch each : branches) {
      Set<Epoch> line = new HashSet<>(upTo(each));
      if (shared != null) {
        line.retainAll(shared);
      }
      shared = line;
    }
    return shared == null ? Optional.empty() : shared.stream().max(ORDER);
  }

  /** The epoch that removed somebody, of whom that one tells. */
  static EpochHash removing(Epoch teller, Removal removal) {
    return removal.by().orElse(teller.hash());
  }

  /**
   * True when whoever made that epoch had this removal behind them: so if that person is in it
   * nevertheless, they were added again.
   */
  boolean knew(Epoch epoch, BareJid removed, EpochHash removing) {
    return removing.equals(epoch.hash())
        || isBefore(removing, epoch)
        || upTo(epoch).stream().anyMatch(each -> tells(each, removed, removing));
  }

  /** True when that epoch says that this one removed that person. */
  static boolean tells(Epoch teller, BareJid removed, EpochHash removing) {
    return teller.removed().stream()
        .anyMatch(
            each -> each.jid().equals(removed) && removing(teller, each).equals(removing));
  }
}
