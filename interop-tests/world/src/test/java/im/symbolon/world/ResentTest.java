package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.delivery.Resent;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What repair brings again is there once, and what it begins ends nothing that works. */
class ResentTest {
  private final World world = new World(47);
  private final Control control = new Control(world);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(120);
    alice.send(BOB, "a1");
    world.pass(5);
    bob.send(ALICE, "b1");
    world.pass(60);
  }

  /** A stanza of Alice's that Bob has not got, and does not get again. */
  private OutgoingStanza withheld(String text) {
    world.network.losing = 1;
    String id = alice.send(BOB, text);
    world.pass(1);
    world.network.losing = 0;
    return Traffic.of(world).with(id);
  }

  private void bobGets(BareJid from, String id, List<XmlElement> children) {
    world.network.inject(
        BOB, Network.message(EntityAddress.of(from), BOB, id, Origin.LIVE, children));
    world.pass(20);
  }

  private static List<XmlElement> damaged(OutgoingStanza stanza) {
    return stanza.extensions().stream()
        .map(
            each ->
                HostileStanzasTest.changed(
                    each, xml -> xml.replaceFirst("(<key [^>]*>.{20})....", "$1AAAA")))
        .toList();
  }

  private static boolean exchanges(OutgoingStanza stanza) {
    return stanza.extensions().stream().anyMatch(each -> each.toXml().contains("kex='true'"));
  }

  @Test
  @DisplayName("REVIEW 12: a question's key exchange, replayed, replaces no session")
  void aReplayedExchangeOfAQuestionReplacesNoSession() {
    bob.forgetSessions();
    Traffic before = Traffic.of(world);
    alice.send(BOB, "a2");
    world.pass(30);
    OutgoingStanza question = Control.between(Traffic.of(world).since(before), bob, alice).get(0);
    assertThat(exchanges(question)).isTrue();
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    bob.send(ALICE, "b2");
    world.pass(30);
    Traffic settled = Traffic.of(world);
    for (int i = 0; i < 5; i++) {
      world.network.inject(
          ALICE,
          Network.message(
              EntityAddress.of(BOB), ALICE, "again" + i, Origin.LIVE, question.extensions()));
      world.pass(20);
    }
    assertThat(Traffic.of(world).since(settled).stanzas()).as("no answer at all").isEmpty();
    String id = alice.send(BOB, "a3");
    world.pass(30);
    assertThat(exchanges(Traffic.of(world).with(id))).as("in the session that there was").isFalse();
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2", "a3");
    assertThat(Control.between(Traffic.of(world).since(settled), bob, alice)).isEmpty();
  }

  @Test
  @DisplayName("REVIEW 12: what the old session sealed still opens when repair began another one")
  void whatTheOldSessionSealedStillOpens() {
    OutgoingStanza late = withheld("sealed before");
    OutgoingStanza broken = withheld("broken on its way");
    Traffic before = Traffic.of(world);
    bobGets(ALICE, broken.id(), damaged(broken));
    List<OutgoingStanza> questions = Control.between(Traffic.of(world).since(before), bob, alice);
    assertThat(questions).hasSize(1);
    assertThat(exchanges(questions.get(0))).as("a new session was begun").isTrue();
    assertThat(bob.texts(ALICE, false)).contains("broken on its way");
    Traffic repaired = Traffic.of(world);
    bobGets(ALICE, late.id(), late.extensions());
    assertThat(bob.texts(ALICE, false))
        .containsExactlyInAnyOrder("a1", "sealed before", "broken on its way");
    assertThat(Control.between(Traffic.of(world).since(repaired), bob, alice))
        .as("nothing was to be asked for")
        .isEmpty();
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  @DisplayName("REVIEW 20: the true message after what was sent again is the same message")
  void theTrueMessageThatComesLateIsTheSame() {
    OutgoingStanza message = withheld("a2");
    bobGets(ALICE, message.id(), damaged(message));
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    bobGets(ALICE, message.id(), message.extensions());
    bobGets(ALICE, "another outer id", message.extensions());
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    assertThat(bob.history(ALICE).stream().map(ChatMessage::id)).doesNotHaveDuplicates();
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  @DisplayName("REVIEW 20: other content under the same id is flagged, and the first one stays")
  void otherContentUnderTheSameIdIsFlagged() {
    ChatMessage first = alice.history(BOB).get(0);
    Resent other =
        new Resent(
            new MessageId(first.id()), first.time(), Optional.empty(), "what was never written");
    control.say(alice, bob, other);
    control.say(alice, bob, other);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1");
    assertThat(bob.notes(ALICE))
        .extracting(line -> line.note().orElseThrow())
        .containsExactly(Note.CONFLICTING);
  }

  @Test
  @DisplayName("REVIEW 20: the id of another sender's message takes nobody's place")
  void anotherSendersIdTakesNobodysPlace() {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(60);
    carol.send(BOB, "c1");
    bob.send(CAROL, "hello");
    world.pass(60);
    ChatMessage first = alice.history(BOB).get(0);
    control.say(
        carol, bob, new Resent(new MessageId(first.id()), first.time(), Optional.empty(), "c2"));
    assertThat(bob.texts(ALICE, false)).containsExactly("a1");
    assertThat(bob.texts(CAROL, false)).containsExactly("c1", "c2");
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(bob.notes(CAROL)).isEmpty();
  }

  /** Whatever is asked for under an id that Alice wrote under to somebody else. */
  @Test
  @DisplayName("REVIEW 20: what was wanted of one sender, another one cannot bring")
  void whatWasWantedOfOneSenderAnotherOneCannotBring() {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(60);
    carol.send(BOB, "c1");
    bob.send(CAROL, "hello");
    world.pass(60);
    OutgoingStanza message = withheld("a2");
    alice.crash();
    bobGets(ALICE, message.id(), damaged(message));
    control.say(
        carol,
        bob,
        new Resent(
            new MessageId(message.id()), world.time.instant(), Optional.empty(), "not alice's"));
    assertThat(bob.texts(ALICE, false)).containsExactly("a1");
    world.start(alice);
    world.pass(300);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    assertThat(bob.texts(CAROL, false)).containsExactly("c1", "not alice's");
  }
}
