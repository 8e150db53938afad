package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochHash;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who has shown to know which epochs: of each member the latest of each branch alone, as whoever
 * knows an epoch knows all before it.
 */
record Confirmations(Map<BareJid, Set<EpochHash>> byMember) {
  Confirmations {
    Map<BareJid, Set<EpochHash>> copy = new TreeMap<>();
    byMember.forEach((member, epochs) -> copy.put(member, Set.copyOf(epochs)));
    byMember = Collections.unmodifiableMap(copy);
  }

  static Confirmations none() {
    return new Confirmations(Map.of());
  }

  Confirmations with(BareJid member, EpochHash epoch, Graph graph) {
    Set<EpochHash> more = new HashSet<>(byMember.getOrDefault(member, Set.of()));
    more.add(epoch);
    Map<BareJid, Set<EpochHash>> out = new TreeMap<>(byMember);
    out.put(member, latest(more, graph));
    return new Confirmations(out);
  }

  /** Without what was forgotten, and without people who are in no epoch any more. */
  Confirmations within(Graph graph) {
    Set<BareJid> people = new TreeSet<>();
    graph.all().forEach(epoch -> epoch.members().forEach(each -> people.add(each.jid())));
    Map<BareJid, Set<EpochHash>> out = new TreeMap<>();
    byMember.forEach(
        (member, epochs) -> {
          Set<EpochHash> left = latest(epochs, graph);
          if (people.contains(member) && !left.isEmpty()) {
            out.put(member, left);
          }
        });
    return new Confirmations(out);
  }

  /** The latest that a member is known to know; who signed an epoch knows it. */
  List<Epoch> known(BareJid member, Graph graph) {
    List<Epoch> out = graph.all(byMember.getOrDefault(member, Set.of()));
    graph.all().stream().filter(each -> each.signer().equals(member)).forEach(out::add);
    return out;
  }

  private static Set<EpochHash> latest(Set<EpochHash> of, Graph graph) {
    return graph.last(graph.all(of)).stream().map(Epoch::hash).collect(Collectors.toSet());
  }
}
