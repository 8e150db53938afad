package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.Devices;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.Party;
import im.symbolon.ratchet.Party.Packet;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds whatever the network does: any order, loss, duplication, restart, double start. */
class ConversationTest {
  enum Kind {
    SEND,
    DELIVER,
    DROP,
    REPEAT,
    RESTART
  }

  /** One thing that happens; {@code pick} chooses among the messages that are under way. */
  record Event(Kind kind, boolean byAlice, int pick) {}

  @Provide
  Arbitrary<List<Event>> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.SEND),
            Tuple.of(5, Kind.DELIVER),
            Tuple.of(1, Kind.DROP),
            Tuple.of(1, Kind.REPEAT),
            Tuple.of(1, Kind.RESTART));
    return Combinators.combine(
            kinds, Arbitraries.of(true, false), Arbitraries.integers().between(0, 1000))
        .as(Event::new)
        .list()
        .ofMaxSize(80);
  }

  @Property(tries = 500)
  void everyDeliveredMessageOpensExactlyOnceAndTheConversationConverges(
      @ForAll("histories") List<Event> history, @ForAll OmemoVersion version, @ForAll long seed)
      throws Exception {
    Network network = new Network(version, seed);
    for (Event event : history) {
      network.happen(event);
    }
    network.requireConvergence();
  }

  /** Two parties and what is under way between them. */
  private static final class Network {
    private final Party alice;
    private final Party bob;
    private final List<Packet> toAlice = new ArrayList<>();
    private final List<Packet> toBob = new ArrayList<>();
    private final List<Packet> openedByAlice = new ArrayList<>();
    private final List<Packet> openedByBob = new ArrayList<>();
    private int sent;

    Network(OmemoVersion version, long seed) {
      Entropy entropy = Devices.entropy(seed);
      Device ofAlice = Devices.device(entropy);
      Device ofBob = Devices.device(entropy);
      alice = new Party(ofAlice, ofBob, version, entropy);
      bob = new Party(ofBob, ofAlice, version, entropy);
    }

    void happen(Event event) throws RatchetException {
      Party actor = event.byAlice() ? alice : bob;
      List<Packet> inbox = event.byAlice() ? toAlice : toBob;
      List<Packet> opened = event.byAlice() ? openedByAlice : openedByBob;
      switch (event.kind()) {
        case SEND -> send(actor);
        case RESTART -> actor.restart();
        case DELIVER -> deliver(actor, taken(inbox, event.pick()), opened);
        case DROP -> taken(inbox, event.pick());
        case REPEAT -> repeat(actor, opened, event.pick());
      }
    }

    private void send(Party sender) throws RatchetException {
      (sender == alice ? toBob : toAlice).add(sender.send("message " + sent++));
    }

    private static List<Packet> taken(List<Packet> inbox, int pick) {
      return inbox.isEmpty() ? List.of() : List.of(inbox.remove(pick % inbox.size()));
    }

    private static void deliver(Party to, List<Packet> packets, List<Packet> opened)
        throws RatchetException {
      for (Packet packet : packets) {
        assertThat(to.receive(packet)).isEqualTo(packet.text());
        opened.add(packet);
      }
    }

    private static void repeat(Party to, List<Packet> opened, int pick) {
      if (!opened.isEmpty()) {
        Packet again = opened.get(pick % opened.size());
        List<byte[]> before = to.stored();
        assertThat(refusalOf(() -> to.receive(again)))
            .isIn(Reason.ALREADY_RECEIVED, Reason.NOT_AUTHENTIC);
        assertThat(to.stored()).containsExactlyElementsOf(before);
      }
    }

    /** Whatever is under way is lost; then both talk. */
    void requireConvergence() throws RatchetException {
      for (int i = 0; i < 2; i++) {
        Packet fromAlice = alice.send("still there, Bob?");
        assertThat(bob.receive(fromAlice)).isEqualTo(fromAlice.text());
        Packet fromBob = bob.send("still there, Alice?");
        assertThat(alice.receive(fromBob)).isEqualTo(fromBob.text());
      }
      assertThat(alice.current().exchange().ephemeral())
          .isEqualTo(bob.current().exchange().ephemeral());
      assertThat(alice.send("no key exchange any more").keyExchange()).isFalse();
      assertThat(bob.send("nor from here").keyExchange()).isFalse();
    }
  }
}
