package im.symbolon.ratchet.groups;

import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** What holds whatever the network does: any order, loss, duplication, restart, joining, re-key. */
class GroupConversationTest {
  private static final DeviceAddress BOB =
      new DeviceAddress(new BareJid("bob", "beta.test"), new DeviceId(1));
  private static final int MEMBERS = 3;

  enum Kind {
    SEND,
    DELIVER,
    DROP,
    REPEAT,
    RESTART,
    JOIN,
    LEAVE
  }

  /** One thing that happens; {@code pick} chooses a letter, {@code who} a speaker or listener. */
  record Event(Kind kind, int who, int pick) {}

  @Provide
  Arbitrary<List<Event>> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.SEND),
            Tuple.of(16, Kind.DELIVER),
            Tuple.of(2, Kind.DROP),
            Tuple.of(3, Kind.REPEAT),
            Tuple.of(2, Kind.RESTART),
            Tuple.of(1, Kind.JOIN),
            Tuple.of(1, Kind.LEAVE));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, MEMBERS - 1),
            Arbitraries.integers().between(0, 1000))
        .as(Event::new)
        .list()
        .ofMaxSize(100);
  }

  @Property(tries = 150)
  void everyoneReadsOnceWhatWasSentWhileTheyWereInAndNothingElse(
      @ForAll("histories") List<Event> history, @ForAll long seed) throws Exception {
    Room room = new Room(seed);
    for (Event event : history) {
      room.happen(event);
    }
    room.deliverTheRest();
  }

  @Test
  void oneWhoCameLaterReadsFromThereOnAndNothingOld() throws Exception {
    Speaker alice = new Speaker(Speaker.ALICE, entropy(1));
    Letter old = alice.say("before you came");
    Listener late = new Listener().take(alice.handOut(), Speaker.ALICE);
    assertThat(refusalOf(() -> late.hear(old))).isEqualTo(Reason.NO_SESSION);
    assertThat(late.hear(alice.say("welcome"))).isEqualTo("welcome");
    assertThat(refusalOf(() -> late.hear(old))).isEqualTo(Reason.NO_SESSION);
  }

  @Test
  void oneWhoWentReadsNothingFromAnyoneWhoKnows() throws Exception {
    Speaker alice = new Speaker(Speaker.ALICE, entropy(1));
    Listener gone = new Listener().take(alice.handOut(), Speaker.ALICE);
    Listener stays = new Listener().take(alice.handOut(), Speaker.ALICE);
    alice.rekey();
    stays.take(alice.handOut(), Speaker.ALICE);
    Letter secret = alice.say("about the one who went");
    assertThat(stays.hear(secret)).isEqualTo("about the one who went");
    assertThat(refusalOf(() -> gone.hear(secret))).isEqualTo(Reason.NO_SESSION);
  }

  /** Also when all that the old chain ever held is known: the new one has nothing of it. */
  @Test
  void aNewChainSharesNothingWithTheOldOne() {
    Speaker alice = new Speaker(Speaker.ALICE, entropy(1));
    SendingChain before = alice.chain();
    alice.rekey();
    assertThat(alice.chain().id()).isNotEqualTo(before.id());
    assertThat(alice.chain().key().sameAs(before.key())).isFalse();
    assertThat(alice.chain().signing().seed().sameAs(before.signing().seed())).isFalse();
    assertThat(alice.chain().iteration()).isZero();
  }

  /** Two speakers and three listeners, who come and go. */
  private static final class Room {
    private final List<Speaker> speakers;
    private final List<Map<Letter, Boolean>> expected = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final boolean[] in = new boolean[MEMBERS];
    private final List<Letter> underWay = new ArrayList<>();
    private int sent;

    Room(long seed) throws Exception {
      speakers =
          List.of(new Speaker(Speaker.ALICE, entropy(seed)), new Speaker(BOB, entropy(seed + 1)));
      for (int i = 0; i < MEMBERS; i++) {
        listeners.add(new Listener());
        expected.add(new HashMap<>());
        join(i);
      }
    }

    void happen(Event event) throws Exception {
      switch (event.kind()) {
        case SEND -> send(event.pick());
        case DELIVER -> deliver(event, true);
        case REPEAT -> deliver(event, false);
        case DROP -> drop(event);
        case RESTART -> restart(event.who());
        case JOIN -> join(event.who());
        case LEAVE -> leave(event.who());
      }
    }

    private void send(int pick) {
      Letter letter = speakers.get(pick % 2).say("letter " + sent++);
      underWay.add(letter);
      for (int i = 0; i < MEMBERS; i++) {
        expected.get(i).put(letter, in[i]);
      }
    }

    private void drop(Event event) {
      if (!underWay.isEmpty()) {
        underWay.remove(event.pick() % underWay.size());
      }
    }

    private void restart(int who) throws Exception {
      listeners.get(who).restart();
      speakers.get(who % 2).restart();
    }

    private void join(int who) throws Exception {
      if (!in[who]) {
        in[who] = true;
        for (Speaker each : speakers) {
          listeners.get(who).take(each.handOut(), each.device());
        }
      }
    }

    /** Everyone who stays gets new chains. */
    private void leave(int who) throws Exception {
      in[who] = false;
      for (Speaker each : speakers) {
        each.rekey();
        for (int i = 0; i < MEMBERS; i++) {
          if (in[i]) {
            listeners.get(i).take(each.handOut(), each.device());
          }
        }
      }
    }

    private void deliver(Event event, boolean done) throws Exception {
      if (underWay.isEmpty()) {
        return;
      }
      Letter letter = underWay.get(event.pick() % underWay.size());
      for (int i = 0; i < MEMBERS; i++) {
        deliver(letter, i);
      }
      if (done) {
        underWay.remove(letter);
      }
    }

    private void deliver(Letter letter, int who) throws Exception {
      Boolean readable = expected.get(who).put(letter, null);
      if (Boolean.TRUE.equals(readable)) {
        assertThat(listeners.get(who).hear(letter)).isEqualTo(letter.text());
      } else {
        List<byte[]> before = listeners.get(who).stored();
        Reason reason = refusal(letter, listeners.get(who));
        assertThat(reason).isIn(readable == null ? all() : List.of(Reason.NO_SESSION));
        assertThat(listeners.get(who).stored()).usingRecursiveComparison().isEqualTo(before);
        expected.get(who).put(letter, readable);
      }
    }

    private static List<Reason> all() {
      return List.of(Reason.ALREADY_RECEIVED, Reason.NO_SESSION);
    }

    private static Reason refusal(Letter letter, Listener listener) throws Exception {
      try {
        throw new AssertionError("opened: " + listener.hear(letter));
      } catch (RatchetException e) {
        return e.reason();
      }
    }

    void deliverTheRest() throws Exception {
      for (Letter letter : List.copyOf(underWay)) {
        for (int i = MEMBERS - 1; i >= 0; i--) {
          deliver(letter, i);
        }
      }
    }
  }
}
