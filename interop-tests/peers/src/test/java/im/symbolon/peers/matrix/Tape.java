package im.symbolon.peers.matrix;

import im.symbolon.peers.matrix.Stanza.Way;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that a device sent and received, in order. Thread-safe. */
final class Tape {
  private final List<Stanza> stanzas = new CopyOnWriteArrayList<>();

  void add(Way way, String xml) {
    stanzas.add(new Stanza(way, xml));
  }

  /** How many there are now: what comes later is {@link #since} this. */
  int mark() {
    return stanzas.size();
  }

  List<Stanza> since(int mark) {
    List<Stanza> all = List.copyOf(stanzas);
    return all.subList(Math.min(mark, all.size()), all.size());
  }
}
