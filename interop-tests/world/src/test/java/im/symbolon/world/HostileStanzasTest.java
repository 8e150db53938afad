package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What servers, strangers and contacts may send: a line for the user, and the chat goes on. */
class HostileStanzasTest {
  private final World world = new World(7).withPrekeyServices();
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
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
    assertThat(bob.texts(ALICE, false))
        .startsWith("first")
        .endsWith("at last")
        .doesNotHaveDuplicates();
    assertThat(alice.texts(BOB, false))
        .startsWith("second")
        .endsWith("indeed")
        .doesNotHaveDuplicates();
  }

  private static List<XmlElement> changed(List<XmlElement> in, UnaryOperator<String> change) {
    return List.of(changed(in.get(0), change));
  }

  static XmlElement changed(XmlElement in, UnaryOperator<String> change) {
    try {
      return SecureXml.parse(change.apply(in.toXml()));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  /** The last stanza that somebody sent to somebody, as it went over the network. */
  private OutgoingStanza sent(BareJid to, String text, Phone by) {
    String id = by.send(to, text);
    world.pass(5);
    return world.network.seen.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  private void bobGets(String id, BareJid from, List<XmlElement> children) {
    EntityAddress sender = EntityAddress.of(from);
    world.network.inject(BOB, Network.message(sender, BOB, id, Origin.LIVE, children));
    world.pass(5);
  }

  private void bobGets(IncomingStanza stanza) {
    world.network.inject(BOB, stanza);
    world.pass(5);
  }

  private static IncomingStanza plain(String type, Optional<String> id, Optional<Instant> delay) {
    return new IncomingStanza(
        EntityAddress.of(ALICE),
        EntityAddress.of(BOB),
        id,
        type,
        Origin.LIVE,
        delay,
        List.of(),
        Optional.empty(),
        Optional.of("plain"));
  }

  private List<Note> notes() {
    return bob.notes(ALICE).stream().map(m -> m.note().orElseThrow()).toList();
  }

  @Test
  void aReplayedMessageIsSilent() {
    OutgoingStanza message = sent(BOB, "once", alice);
    bobGets("other id", ALICE, message.extensions());
    bobGets(message.id(), ALICE, message.extensions());
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "once");
    assertThat(notes()).isEmpty();
  }

  @Test
  void aReplayedKeyExchangeChangesNothing() {
    OutgoingStanza first =
        world.network.seen.stream().filter(s -> s.to().equals(BOB)).findFirst().orElseThrow();
    int before = world.network.seen.size();
    bobGets("again", ALICE, first.extensions());
    assertThat(notes()).isEmpty();
    assertThat(bob.texts(ALICE, false)).containsExactly("first");
    assertThat(world.network.seen.size() - before)
        .as("at most the receipt again")
        .isLessThanOrEqualTo(1);
  }

  @Test
  void aTamperedKeyOrPayloadIsALineAndTheTrueOneStillOpens() {
    world.network.losing = 1;
    OutgoingStanza message = sent(BOB, "true", alice);
    world.network.losing = 0;
    bobGets("bad payload", ALICE, changed(message.extensions(), HostileStanzasTest::otherPayload));
    bobGets("bad key", ALICE, changed(message.extensions(), HostileStanzasTest::otherKey));
    assertThat(notes()).containsExactly(Note.NOT_AUTHENTIC, Note.NOT_AUTHENTIC);
    bobGets(message.id(), ALICE, message.extensions());
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "true");
  }

  /** Without it, it looks like an empty message; and must not count as the one that was sent. */
  @Test
  void aMessageWithoutItsPayloadIsALineAndTheTrueOneStillOpens() {
    stripped(ALICE, alice);
    Phone old = world.phone(CAROL, "old", OmemoVersion.LEGACY);
    world.pass(30);
    stripped(CAROL, old);
    old.send(BOB, "hello");
    world.pass(5);
    stripped(CAROL, old);
  }

  private void stripped(BareJid account, Phone sender) {
    int lines = bob.notes(account).size();
    world.network.losing = 1;
    OutgoingStanza message = sent(BOB, "whole " + lines, sender);
    world.network.losing = 0;
    bobGets(
        "stripped " + lines,
        account,
        changed(message.extensions(), xml -> xml.replaceFirst("<payload>[^<]*</payload>", "")));
    assertThat(bob.notes(account)).hasSize(lines + 1);
    assertThat(bob.notes(account).get(lines).note()).contains(Note.NOT_AUTHENTIC);
    bobGets(message.id(), account, message.extensions());
    assertThat(bob.texts(account, false)).contains("whole " + lines);
    assertThat(bob.notes(account)).hasSize(lines + 1);
  }

  /** Of the contact's devices and of our own: the others are written to all the same. */
  @Test
  void aBundleThatNoParserTakesHoldsUpNothing() {
    for (BareJid each : List.of(ALICE, BOB)) {
      Phone odd = world.phone(each, "odd", OmemoVersion.LEGACY);
      world.pass(30);
      DeviceId device = odd.messenger.device();
      world.network.directories.unreadable.add(
          WireFormat.of(OmemoVersion.LEGACY).bundleOf(device).node());
      odd.crash();
    }
    world.pass(120);
    alice.send(BOB, "to the others");
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "to the others");
  }

  private static String otherPayload(String xml) {
    return xml.replaceFirst("<payload>....", "<payload>AAAA");
  }

  private static String otherKey(String xml) {
    return xml.replaceFirst("(<key [^>]*>.{20})....", "$1AAAA");
  }

  @Test
  void aWrongSenderDeviceIsALine() {
    world.network.losing = 1;
    OutgoingStanza message = sent(BOB, "mine", alice);
    world.network.losing = 0;
    bobGets(
        "sid",
        ALICE,
        changed(message.extensions(), xml -> xml.replaceFirst("sid='\\d+'", "sid='77'")));
    assertThat(notes()).containsExactly(Note.NO_SESSION);
    bobGets(message.id(), ALICE, message.extensions());
    assertThat(bob.texts(ALICE, false)).contains("mine");
  }

  /** Carol is real, and her words to Bob were meant for nobody else. */
  @Test
  void wordsOfAThirdPersonAreNotAnybodyElses() {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    OutgoingStanza message = sent(BOB, "from carol", carol);
    bobGets("as alice", ALICE, message.extensions());
    assertThat(bob.texts(ALICE, false)).doesNotContain("from carol");
    assertThat(bob.texts(CAROL, false)).containsExactly("from carol");
    assertThat(notes()).hasSize(1);
  }

  @Test
  void aMessageForSomebodyElseIsALine() {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    alice.send(CAROL, "for carol");
    world.pass(5);
    OutgoingStanza message =
        world.network.seen.stream().filter(s -> s.to().equals(CAROL)).findFirst().orElseThrow();
    bobGets("not for bob", ALICE, message.extensions());
    assertThat(notes()).containsExactly(Note.NOT_FOR_THIS_DEVICE);
    assertThat(carol.texts(ALICE, false)).containsExactly("for carol");
  }

  @Test
  void plaintextIsALineWithoutItsText() {
    bobGets(plain("chat", Optional.of("p1"), Optional.empty()));
    assertThat(notes()).containsExactly(Note.UNENCRYPTED);
    assertThat(bob.history(ALICE)).noneMatch(m -> m.text().contains("plain"));
  }

  @Test
  void otherEncryptionsAreALine() {
    XmlElement older = XmlElement.element("urn:xmpp:omemo:1", "encrypted").build();
    XmlElement later = XmlElement.element("urn:xmpp:omemo:3", "encrypted").build();
    bobGets("older", ALICE, List.of(older));
    bobGets("later", ALICE, List.of(later));
    assertThat(notes()).containsExactly(Note.UNKNOWN_ENCRYPTION, Note.UNKNOWN_ENCRYPTION);
  }

  @Test
  void anEmptyOrBrokenElementIsNoMoreThanALine() {
    XmlElement empty = XmlElement.element(Namespaces.OMEMO_2, "encrypted").build();
    OutgoingStanza message = sent(BOB, "ok", alice);
    bobGets("empty", ALICE, List.of(empty));
    bobGets("two", ALICE, List.of(message.extensions().get(0), message.extensions().get(0)));
    bobGets(
        "base64",
        ALICE,
        changed(message.extensions(), xml -> xml.replaceAll(">[^<]{9,}<", ">%%%<")));
    bobGets(
        "no sid", ALICE, changed(message.extensions(), xml -> xml.replaceFirst("sid='\\d+'", "")));
    bobGets(
        "id zero",
        ALICE,
        changed(message.extensions(), xml -> xml.replaceFirst("sid='\\d+'", "sid='0'")));
    assertThat(notes()).hasSize(5).containsOnly(Note.NOT_AUTHENTIC);
  }

  @Test
  void whatIsTooLargeOrTooDeepIsALineAndComesOnce() {
    XmlElement.Builder wide = XmlElement.element(Namespaces.OMEMO_2, "encrypted");
    for (int i = 0; i < 6_000; i++) {
      wide.with(XmlElement.element(Namespaces.OMEMO_2, "x").build());
    }
    XmlElement deep = XmlElement.element(Namespaces.OMEMO_2, "x").build();
    for (int i = 0; i < 40; i++) {
      deep = XmlElement.element(Namespaces.OMEMO_2, i == 39 ? "encrypted" : "x").with(deep).build();
    }
    XmlElement huge =
        XmlElement.element(Namespaces.OMEMO_2, "encrypted").text("A".repeat(3 << 20)).build();
    bobGets("wide", ALICE, List.of(wide.build()));
    bobGets("deep", ALICE, List.of(deep));
    bobGets("huge", ALICE, List.of(huge));
    assertThat(notes()).containsExactly(Note.NOT_AUTHENTIC, Note.NOT_AUTHENTIC, Note.TOO_LARGE);
    assertThat(bob.transport.state().isOnline()).isTrue();
  }

  @Test
  void whatIsTooLargeOnlyInBytesIsALineAndNotTheEndOfTheConnection() {
    String threeBytesEach = "\u20ac".repeat(200_000);
    bobGets(
        "bytes",
        ALICE,
        List.of(XmlElement.element(Namespaces.OMEMO_2, "encrypted").text(threeBytesEach).build()));
    assertThat(bob.transport.state().isOnline()).isTrue();
    assertThat(notes()).containsExactly(Note.TOO_LARGE);
  }

  @Test
  void aReceiptThatAlwaysComesBackIsNotSentForEver() {
    int before = world.network.seen.size();
    sent(BOB, "confirm this", alice);
    String receipt =
        world.network.seen.stream()
            .skip(before)
            .filter(s -> s.to().equals(ALICE))
            .findFirst()
            .orElseThrow()
            .id();
    for (int i = 0; i < 60; i++) {
      bobGets(error(ALICE, receipt, "recipient-unavailable"));
      world.pass(180);
    }
    int sentBy = world.network.seen.size();
    for (int i = 0; i < 10; i++) {
      bobGets(error(ALICE, receipt, "recipient-unavailable"));
      world.pass(180);
    }
    assertThat(world.network.seen.stream().skip(sentBy).map(OutgoingStanza::id))
        .doesNotContain(receipt);
  }

  @Test
  void absurdIdsTypesAndDatesAreHarmless() {
    bobGets(plain("chat", Optional.of("x".repeat(1 << 20)), Optional.of(Instant.MAX)));
    bobGets(plain("nonsense", Optional.of(""), Optional.of(Instant.MIN)));
    bobGets(plain("groupchat", Optional.of("g"), Optional.empty()));
    assertThat(notes()).containsExactly(Note.UNENCRYPTED, Note.UNENCRYPTED);
  }

  @Test
  void errorsAboutWhatWasNeverSentAreIgnoredAndStrangersCannotReturnMessages() {
    world.network.losing = 1;
    String id = bob.send(ALICE, "on its way");
    world.pass(1);
    world.network.losing = 0;
    for (BareJid from : List.of(CAROL, BOB)) {
      bobGets(error(from, id, "service-unavailable"));
    }
    bobGets(error(ALICE, "x".repeat(1 << 20), "service-unavailable"));
    bobGets(error(ALICE, "unknown", "gone"));
    assertThat(bob.stateOf(ALICE, id)).isEqualTo(DeliveryState.SENT);
    assertThat(notes()).isEmpty();
    bobGets(error(ALICE, id, "service-unavailable"));
    assertThat(bob.stateOf(ALICE, id)).isEqualTo(DeliveryState.FAILED);
    assertThat(notes()).containsExactly(Note.REFUSED_BY_SERVER);
  }

  private static IncomingStanza error(BareJid from, String id, String condition) {
    return new IncomingStanza(
        EntityAddress.of(from),
        EntityAddress.of(BOB),
        Optional.of(id),
        "error",
        Origin.LIVE,
        Optional.empty(),
        List.of(),
        Optional.of(new StanzaError(condition, "cancel", Optional.empty())),
        Optional.empty());
  }

  @Test
  void strangersJunkIsNotAnswered() {
    OutgoingStanza message = sent(BOB, "real", alice);
    int before = world.network.seen.size();
    for (int i = 0; i < 20; i++) {
      bobGets("junk " + i, CAROL, changed(message.extensions(), HostileStanzasTest::otherKey));
    }
    assertThat(world.network.seen.stream().skip(before).filter(s -> s.to().equals(CAROL)))
        .isEmpty();
  }

  @Test
  void aListenerThatThrowsStopsNothing() {
    bob.messenger.listen(
        new im.symbolon.messenger.chat.MessengerListener() {
          @Override
          public void messageReceived(ChatMessage message) {
            throw new AssertionError("hostile");
          }
        });
    alice.send(BOB, "to a bad listener");
    world.pass(5);
    assertThat(bob.told.stream().map(ChatMessage::text)).contains("to a bad listener");
  }

  @Test
  void ownCopiesAreBelievedOnlyIfAnOwnDeviceSealedThem() {
    OutgoingStanza message = sent(BOB, "by alice", alice);
    bobGets(
        Network.message(
            EntityAddress.of(BOB), ALICE, "forged", Origin.CARBON_SENT, message.extensions()));
    world.pass(400);
    assertThat(bob.texts(ALICE, true)).containsExactly("second");
    assertThat(notes()).hasSize(1);
  }

  /**
   * XEP-0420 §5: what is sensitive and stands outside of the envelope was not written by anybody.
   */
  @Test
  void whatStandsBesideTheElementIsNotLookedAt() {
    world.network.losing = 1;
    OutgoingStanza message = sent(BOB, "the true text", alice);
    world.network.losing = 0;
    String ours = bob.history(ALICE).get(1).id();
    List<XmlElement> more = new ArrayList<>(message.extensions());
    more.add(XmlElement.element(Namespaces.CLIENT, "body").text("forged").build());
    more.add(XmlElement.element(Namespaces.CLIENT, "subject").text("forged").build());
    more.add(XmlElement.element(Namespaces.RECEIPTS, "received").with("id", ours).build());
    bobGets(message.id(), ALICE, more);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "the true text");
    assertThat(notes()).isEmpty();
  }
}
