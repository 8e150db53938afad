package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may come in legacy OMEMO: the traps of OMEMO-FACTS 4e, and hostile servers and people. */
class HostileLegacyTest {
  private final World world = new World(8);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone", LEGACY);
    bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "first");
    world.pass(5);
    bob.send(ALICE, "second");
    world.pass(5);
  }

  @AfterEach
  void theConversationGoesOn() {
    alice.send(BOB, "at last");
    bob.send(ALICE, "indeed");
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).startsWith("first").endsWith("at last");
    assertThat(alice.texts(BOB, false)).startsWith("second").endsWith("indeed");
  }

  /** A stanza of Alice's that Bob has not got. */
  private OutgoingStanza withheld(String text) {
    world.network.losing = 1;
    String id = alice.send(BOB, text);
    world.pass(5);
    world.network.losing = 0;
    return Traffic.of(world).with(id);
  }

  private void bobGets(String id, BareJid from, List<XmlElement> children) {
    world.network.inject(
        BOB, Network.message(EntityAddress.of(from), BOB, id, Origin.LIVE, children));
    world.pass(5);
  }

  private static List<XmlElement> changed(OutgoingStanza stanza, UnaryOperator<String> change) {
    List<XmlElement> all = new ArrayList<>(stanza.extensions());
    all.set(0, HostileStanzasTest.changed(all.get(0), change));
    return all;
  }

  private List<Note> notes() {
    return bob.notes(ALICE).stream().map(m -> m.note().orElseThrow()).toList();
  }

  @Test
  void replayedMessagesAndKeyExchangesAreSilent_Review12() {
    OutgoingStanza exchange = Traffic.of(world).to(BOB).stanzas().get(0);
    OutgoingStanza message = withheld("once");
    for (int i = 0; i < 3; i++) {
      bobGets("message " + i, ALICE, message.extensions());
      bobGets("exchange " + i, ALICE, exchange.extensions());
    }
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "once");
    assertThat(notes()).isEmpty();
  }

  @Test
  void aReplayedKeyExchangeDoesNotReplaceLostSessions_Review12() {
    OutgoingStanza exchange = Traffic.of(world).to(BOB).stanzas().get(0);
    bobGets(
        "other payload",
        ALICE,
        changed(exchange, xml -> xml.replaceFirst("<payload>....", "<payload>AAAA")));
    assertThat(bob.texts(ALICE, false)).containsExactly("first");
  }

  @Test
  void aTamperedKeyOrPayloadOrVectorIsALineAndTheTrueOneStillOpens() {
    OutgoingStanza message = withheld("true");
    bobGets("p", ALICE, changed(message, x -> x.replaceFirst("<payload>..", "<payload>AA")));
    bobGets("k", ALICE, changed(message, x -> x.replaceFirst("(<key [^>]*>.{20})....", "$1AAAA")));
    bobGets("i", ALICE, changed(message, x -> x.replaceFirst("<iv>....", "<iv>AAAA")));
    assertThat(notes()).hasSize(3).containsOnly(Note.NOT_AUTHENTIC);
    bobGets(message.id(), ALICE, message.extensions());
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "true");
  }

  @Test
  void brokenElementsAreNoMoreThanALine() {
    OutgoingStanza message = withheld("fine");
    bobGets(
        "none", ALICE, List.of(XmlElement.element(Namespaces.OMEMO_LEGACY, "encrypted").build()));
    bobGets("two", ALICE, List.of(message.extensions().get(0), message.extensions().get(0)));
    bobGets("base64", ALICE, changed(message, x -> x.replaceAll(">[^<]{9,}<", ">%%%<")));
    bobGets("sid", ALICE, changed(message, x -> x.replaceFirst("sid='\\d+'", "sid='0'")));
    bobGets("no iv", ALICE, changed(message, x -> x.replaceFirst("<iv>[^<]*</iv>", "")));
    bobGets(
        "odd iv", ALICE, changed(message, x -> x.replaceFirst("<iv>[^<]*</iv>", "<iv>AAAA</iv>")));
    bobGets(
        "33",
        ALICE,
        changed(message, x -> x.replaceFirst("(<key [^>]*>)..", "$1AA"))); // the version byte
    assertThat(notes()).hasSize(7).containsOnly(Note.NOT_AUTHENTIC);
    bobGets(message.id(), ALICE, message.extensions());
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "fine");
  }

  @Test
  void whitespaceAndAttributesOfOthersDoNotMatter() {
    OutgoingStanza message = withheld("fine");
    bobGets(
        message.id(),
        ALICE,
        changed(
            message,
            x ->
                x.replaceFirst("<payload>(....)", "<payload>\n $1 \n")
                    .replaceFirst("(<key [^>]*>....)", "$1\n")
                    .replaceFirst("<header ", "<header x='y' ")));
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "fine");
  }

  /** Device ids are chosen by each account alone, so another one's may be ours (PAINS R11). */
  @Test
  void allEntriesThatBearOurIdAreTried() {
    OutgoingStanza message = withheld("for me");
    String ours = Integer.toString(bob.messenger.device().value());
    bobGets(
        message.id(),
        ALICE,
        changed(
            message,
            x ->
                x.replaceFirst(
                    "(<key [^>]*rid='" + ours + "'[^>]*>)([^<]*)(</key>)",
                    "$1MwohBQAA$3$1$2$3$1MwohBQAA$3")));
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "for me");
    assertThat(notes()).isEmpty();
  }

  @Test
  void wordsOfAThirdPersonAreNotAnybodyElses() {
    Phone carol = world.phone(CAROL, "phone", LEGACY);
    world.pass(30);
    String id = carol.send(BOB, "from carol");
    world.pass(5);
    bobGets("as alice", ALICE, Traffic.of(world).with(id).extensions());
    assertThat(bob.texts(ALICE, false)).doesNotContain("from carol");
    assertThat(bob.texts(CAROL, false)).containsExactly("from carol");
  }

  /** PAINS P21: a copy that claims another sender. */
  @Test
  void ownCopiesAreBelievedOnlyIfAnOwnDeviceSealedThem() {
    OutgoingStanza message = withheld("by alice");
    world.network.inject(
        BOB,
        Network.message(
            EntityAddress.of(BOB), ALICE, "forged", Origin.CARBON_SENT, message.extensions()));
    world.pass(5);
    assertThat(bob.texts(ALICE, true)).containsExactly("second");
    assertThat(notes()).containsExactly(Note.NO_SESSION);
  }

  @Test
  void copiesOfOwnLegacyDevicesAreOwnMessages() {
    Phone carol = world.phone(CAROL, "phone", LEGACY);
    world.pass(30);
    Phone tablet = world.phone(CAROL, "tablet", LEGACY);
    world.pass(120);
    tablet.send(BOB, "from my tablet");
    world.pass(10);
    assertThat(carol.texts(BOB, true)).containsExactly("from my tablet");
    assertThat(bob.texts(CAROL, false)).containsExactly("from my tablet");
  }

  @Test
  void whatStandsBesideTheElementIsNotLookedAt() {
    OutgoingStanza message = withheld("the true text");
    List<XmlElement> more = new ArrayList<>(message.extensions());
    more.add(XmlElement.element(Namespaces.CLIENT, "subject").text("forged").build());
    more.add(XmlElement.element(Namespaces.RECEIPTS, "received").with("id", "x").build());
    more.add(XmlElement.element(Namespaces.RECEIPTS, "request").build());
    int before = Traffic.of(world).stanzas().size();
    bobGets(message.id(), ALICE, more);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "the true text");
    assertThat(Traffic.of(world).stanzas()).as("no receipt").hasSize(before);
    assertThat(bob.history(ALICE).stream().map(ChatMessage::text))
        .noneMatch(text -> text.contains("OMEMO encrypted message"));
  }

  @Test
  void aMessageForOtherDevicesIsALineAndItsFallbackIsNotShown() {
    OutgoingStanza message = withheld("not for you");
    bobGets("x", ALICE, changed(message, x -> x.replaceAll("rid='\\d+'", "rid='77'")));
    world.pass(600);
    assertThat(notes()).as("a device of ours is asked first").containsExactly(Note.MESSAGE_MISSING);
    assertThat(bob.notes(ALICE).get(0).text()).isEmpty();
    bobGets(message.id(), ALICE, message.extensions());
  }

  @Test
  void anElementThatDoesNotOpenHidesNoneThatDoes() {
    OutgoingStanza message = withheld("readable");
    XmlElement broken = XmlElement.element(Namespaces.OMEMO_2, "encrypted").build();
    List<XmlElement> both = new ArrayList<>(message.extensions());
    both.add(0, broken);
    bobGets(message.id(), ALICE, both);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "readable");
    assertThat(notes()).isEmpty();
  }

  /** The same text in both versions for one device, as somebody may send it, is one message. */
  @Test
  void bothElementsOfOneStanzaAreOneMessageAlsoWhenTheyComeAgainApart() {
    alicesClientLearnsOmemo2();
    XmlElement omemo2 = withheld("said twice").extensions().get(0);
    XmlElement legacy = withheldInLegacy("said twice");
    assertThat(legacy.namespace()).isEqualTo(Namespaces.OMEMO_LEGACY);
    assertThat(omemo2.namespace()).isEqualTo(Namespaces.OMEMO_2);
    bobGets("both", ALICE, List.of(legacy, omemo2));
    bobGets("one", ALICE, List.of(omemo2));
    bobGets("other", ALICE, List.of(legacy));
    bobGets("both again", ALICE, List.of(omemo2, legacy));
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "said twice");
    assertThat(notes()).isEmpty();
  }

  /** And not that Bob's signed list promises it of his device, as if both were none of ours. */
  private void alicesClientLearnsOmemo2() {
    world.network.directories.views.hideFromOthers(Namespaces.DEVICES);
    alice.speaks.add(OMEMO_2);
    world.pass(3700);
  }

  /** Alice's client believes for a while that Bob's knows nothing better. */
  private XmlElement withheldInLegacy(String text) {
    bob.speaks.remove(OMEMO_2);
    var list = world.network.directories.node(BOB, Namespaces.OMEMO_2_DEVICES);
    XmlElement kept = list.remove("current");
    world.pass(61);
    XmlElement legacy = withheld(text).extensions().get(0);
    list.put("current", kept);
    bob.speaks.add(OMEMO_2);
    assertThat(legacy.namespace()).isEqualTo(Namespaces.OMEMO_LEGACY);
    return legacy;
  }

  @Test
  void aReplayedElementHidesNoTextBesideIt() {
    alicesClientLearnsOmemo2();
    String id = alice.send(BOB, "read");
    world.pass(5);
    XmlElement omemo2 = Traffic.of(world).with(id).extensions().get(0);
    assertThat(omemo2.namespace()).isEqualTo(Namespaces.OMEMO_2);
    XmlElement legacy = withheldInLegacy("not to be hidden");
    bobGets("both", ALICE, List.of(omemo2, legacy));
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "read", "not to be hidden");
    bobGets("true copy", ALICE, List.of(legacy));
    bobGets("both again", ALICE, List.of(omemo2, legacy));
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "read", "not to be hidden");
    assertThat(notes()).isEmpty();
  }

  /** The empty message with which Alice's client answers a new session, which Bob has not got. */
  private XmlElement withheldEmpty() throws Exception {
    Traffic before = Traffic.of(world);
    bob.messenger.renewSessions(ALICE);
    bob.send(ALICE, "a new session");
    while (Traffic.of(world).since(before).to(ALICE).stanzas().isEmpty()) {
      world.time.pass(Duration.ofMillis(1));
    }
    bob.crash();
    world.pass(5);
    world.network.mailbox(BOB, "phone").waiting.clear();
    world.start(bob);
    world.pass(5);
    XmlElement empty =
        Traffic.of(world).since(before).to(BOB).empty().stanzas().get(0).extensions().get(0);
    assertThat(empty.namespace()).isEqualTo(Namespaces.OMEMO_2);
    return empty;
  }

  @Test
  void anEmptyElementHidesNoTextBesideItNorItsTrueCopy() throws Exception {
    alicesClientLearnsOmemo2();
    XmlElement empty = withheldEmpty();
    XmlElement legacy = withheldInLegacy("not to be hidden");
    XmlElement broken =
        HostileStanzasTest.changed(legacy, x -> x.replaceFirst("<payload>..", "<payload>AA"));
    bobGets("broken", ALICE, List.of(empty, broken));
    world.pass(400);
    assertThat(notes()).as("what is missing is said").containsExactly(Note.MESSAGE_MISSING);
    bobGets("both", ALICE, List.of(empty, legacy));
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "not to be hidden");
    bobGets("true copy", ALICE, List.of(legacy));
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "not to be hidden");
    assertThat(notes()).containsExactly(Note.MESSAGE_MISSING);
  }

  @Test
  void strangersJunkIsNotAnswered_Review27() {
    OutgoingStanza message = withheld("real");
    int before = Traffic.of(world).stanzas().size();
    for (int i = 0; i < 20; i++) {
      bobGets("junk " + i, CAROL, message.extensions());
    }
    assertThat(Traffic.of(world).to(CAROL).stanzas()).isEmpty();
    assertThat(Traffic.of(world).stanzas()).hasSize(before);
    bobGets(message.id(), ALICE, message.extensions());
    assertThat(bob.texts(ALICE, false)).contains("real");
  }

  @Test
  void unreadableLegacyMessagesOfAContactCauseOneFreshSessionAnHour_Review27() {
    bob.forgetSessions();
    int before = Traffic.of(world).to(ALICE).stanzas().size();
    for (int i = 0; i < 10; i++) {
      alice.send(BOB, "unreadable?");
      world.pass(1);
      bob.forgetSessions();
    }
    assertThat(Traffic.of(world).to(ALICE).stanzas().size() - before).isEqualTo(1);
    world.pass(3700);
    alice.send(BOB, "unreadable still");
    world.pass(10);
  }

  @Test
  void theIdOfAForeignMessageCannotBeChosenToHideAnother_Review20() {
    OutgoingStanza one = withheld("one");
    OutgoingStanza two = withheld("two");
    bobGets("same id", ALICE, one.extensions());
    bobGets("same id", ALICE, two.extensions());
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "one", "two");
    assertThat(bob.history(ALICE).stream().map(ChatMessage::id)).doesNotHaveDuplicates();
  }

  @Test
  void anArchivedOrDelayedCopyIsTheSameMessage() {
    OutgoingStanza message = withheld("late");
    bobGets(message.id(), ALICE, message.extensions());
    world.network.inject(
        BOB,
        new IncomingStanza(
            EntityAddress.of(ALICE),
            EntityAddress.of(BOB),
            Optional.of("archived"),
            "chat",
            Origin.CARBON_RECEIVED,
            Optional.of(world.time.instant()),
            message.extensions(),
            Optional.empty(),
            Optional.of("a body")));
    world.pass(5);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "late");
  }
}
