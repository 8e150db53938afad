package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.PlainMessage;
import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.plain.PlainChat;
import im.symbolon.messenger.plain.PlainChatException;
import im.symbolon.messenger.plain.PlainChatException.Reason;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who has no encryption can be written to, in another kind of chat, and from there leads no way.
 */
class PlainChatTest {
  private static final BareJid PETRA = new BareJid("petra", "beta.test");

  private final World world = new World(67);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Told told = new Told();

  /** What a phone was told about plain chats. */
  private static final class Told implements MessengerListener {
    final List<String> received = new ArrayList<>();
    final List<BareJid> closed = new ArrayList<>();

    @Override
    public void plainMessageReceived(PlainMessage message) {
      received.add(message.text());
    }

    @Override
    public void plainChatClosed(BareJid contact) {
      closed.add(contact);
    }
  }

  PlainChatTest() {
    world.network.mailbox(PETRA, "a client from long ago");
    alice.messenger.listen(told);
    world.pass(30);
  }

  private PlainChat chat() {
    return alice.messenger.plainChat(PETRA);
  }

  private PlainChat opened() throws Exception {
    chat().open();
    return chat();
  }

  private void arrives(IncomingStanza stanza) {
    world.network.inject(ALICE, stanza);
    world.pass(5);
  }

  private static IncomingStanza from(BareJid sender, String id, String text) {
    return Network.message(
        EntityAddress.of(sender), ALICE, id, Origin.LIVE, List.of(Envelope.bodyOf(text)));
  }

  private void petraSays(String id, String text) {
    arrives(from(PETRA, id, text));
  }

  /** What left for somebody in plain text. */
  private List<String> plainTo(BareJid contact) {
    return world.network.seen.stream()
        .filter(each -> each.to().equals(contact))
        .filter(each -> each.extensions().stream().noneMatch(e -> e.name().equals("encrypted")))
        .map(OutgoingStanza::extensions)
        .map(all -> all.stream().map(XmlElement::text).findFirst().orElse(""))
        .toList();
  }

  private List<String> shown() throws Exception {
    return chat().history(100).stream().map(PlainMessage::text).toList();
  }

  private List<Note> lines(BareJid contact) {
    return alice.notes(contact).stream().map(m -> m.note().orElseThrow()).toList();
  }

  private static void refused(Reason reason, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            PlainChatException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).matches("[A-Z][^.]*\\.");
            });
  }

  /** Everything that shows keys, taken away by the server. */
  private void hideListsOf(BareJid contact) {
    for (OmemoVersion each : OmemoVersion.values()) {
      world.network.directories.node(contact, WireFormat.of(each).devicesNode()).clear();
    }
    world.network.directories.node(contact, Namespaces.DEVICES).clear();
  }

  @Test
  void whoHasNoEncryptionIsWrittenToAndAnswers() throws Exception {
    assertThat(chat().standing()).isEqualTo(PlainStanding.NOT_OPEN);
    PlainMessage message = opened().send("<Grüße> & more");
    assertThat(message.state()).isEqualTo(DeliveryState.QUEUED);
    world.pass(5);
    petraSays("1", "Thank you.");
    assertThat(plainTo(PETRA)).containsExactly("<Grüße> & more");
    assertThat(chat().history(10))
        .extracting(PlainMessage::text, PlainMessage::outgoing, PlainMessage::state)
        .containsExactly(
            tuple("<Grüße> & more", true, DeliveryState.SENT),
            tuple("Thank you.", false, DeliveryState.RECEIVED));
    assertThat(told.received).containsExactly("Thank you.");
    assertThat(alice.history(PETRA)).as("another kind of chat").isEmpty();
  }

  @Test
  void nothingIsSentOrShownBeforeAPersonAgreed() throws Exception {
    refused(Reason.NOT_OPEN, () -> chat().send("hello"));
    petraSays("1", "psst");
    petraSays("1", "psst");
    assertThat(lines(PETRA)).containsExactly(Note.UNENCRYPTED);
    assertThat(alice.history(PETRA)).allMatch(m -> m.text().isEmpty());
    opened();
    assertThat(shown()).as("it was not kept").isEmpty();
    assertThat(plainTo(PETRA)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whoHasKeysInAnyVersionIsNotWrittenToInPlainText(OmemoVersion version) {
    world.phone(BOB, "phone", version);
    world.pass(30);
    world.network.directories.node(BOB, Namespaces.DEVICES).clear();
    refused(Reason.ENCRYPTED, () -> alice.messenger.plainChat(BOB).open());
    refused(Reason.ENCRYPTED, () -> alice.messenger.plainChat(BOB).send("hello"));
  }

  @Test
  void whoHasNothingButASignedListIsNotWrittenToInPlainText() {
    world.phone(BOB, "phone");
    world.pass(30);
    XmlElement list = world.network.directories.node(BOB, Namespaces.DEVICES).get("current");
    hideListsOf(BOB);
    world.network.directories.node(BOB, Namespaces.DEVICES).put("current", list);
    refused(Reason.ENCRYPTED, () -> alice.messenger.plainChat(BOB).open());
  }

  /** REVIEW 3: whatever is taken away, stripped or asked for. */
  @Test
  void anEncryptedChatHasNoWayBack() throws Exception {
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "sealed");
    bob.send(ALICE, "sealed, too");
    world.pass(30);
    bob.crash();
    hideListsOf(BOB);
    arrives(from(BOB, "plain", "My client is broken, please write without encryption!"));
    assertThat(lines(BOB)).containsExactly(Note.UNENCRYPTED);
    refused(Reason.ENCRYPTED, () -> alice.messenger.plainChat(BOB).open());
    alice.crash();
    alice.start();
    world.pass(60);
    refused(Reason.ENCRYPTED, () -> alice.messenger.plainChat(BOB).open());
    refused(Reason.ENCRYPTED, () -> alice.messenger.plainChat(BOB).send("hello"));
    alice.send(BOB, "still sealed");
    world.pass(60);
    assertThat(plainTo(BOB)).isEmpty();
    assertThat(alice.messenger.plainChat(BOB).history(10)).isEmpty();
  }

  @Test
  void aListThatIsHeardOfClosesTheChatForGood() throws Exception {
    world.network.telling = true;
    opened().send("before");
    world.pass(5);
    world.phone(PETRA, "a new client");
    world.pass(30);
    assertThat(chat().standing()).isEqualTo(PlainStanding.ENCRYPTED);
    assertThat(told.closed).containsExactly(PETRA);
    assertThat(lines(PETRA)).containsExactly(Note.PLAIN_CHAT_CLOSED);
    refused(Reason.ENCRYPTED, () -> chat().send("after"));
    hideListsOf(PETRA);
    world.pass(3600);
    petraSays("2", "back to the old one");
    refused(Reason.ENCRYPTED, () -> chat().open());
    assertThat(shown()).as("what was said stays").containsExactly("before");
    assertThat(lines(PETRA)).containsExactly(Note.PLAIN_CHAT_CLOSED, Note.UNENCRYPTED);
    assertThat(told.closed).hasSize(1);
    assertThat(plainTo(PETRA)).containsExactly("before");
  }

  /** Not everybody is told of everything. */
  @Test
  void keysAreLookedForBeforeTheNextMessageLeaves() throws Exception {
    opened().send("before");
    world.pass(5);
    world.phone(PETRA, "a new client");
    world.pass(900);
    PlainMessage late = chat().send("late");
    world.pass(30);
    assertThat(plainTo(PETRA)).containsExactly("before");
    PlainMessage failed = chat().history(1).get(0);
    assertThat(failed.id()).isEqualTo(late.id());
    assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(failed.note()).contains(Note.PLAIN_CHAT_CLOSED);
    assertThat(told.closed).containsExactly(PETRA);
  }

  /** While it waits for the connection, everything changes. */
  @Test
  void whatWaitsIsNotSentOnceTheChatIsClosed() throws Exception {
    opened();
    world.network.down("alpha.test");
    alice.transport.cut();
    chat().send("waits");
    world.pass(5);
    world.phone(PETRA, "a new client");
    world.pass(900);
    world.network.up("alpha.test");
    world.pass(60);
    assertThat(plainTo(PETRA)).isEmpty();
    assertThat(chat().history(1).get(0).state()).isEqualTo(DeliveryState.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:xmpp:omemo:2", "eu.siacs.conversations.axolotl", "urn:example:new"})
  void evenAnEncryptedMessageThatCannotBeReadClosesIt(String namespace) throws Exception {
    opened();
    XmlElement encrypted = XmlElement.element(namespace, "encrypted").build();
    EntityAddress petra = EntityAddress.of(PETRA);
    arrives(Network.message(petra, ALICE, "1", Origin.LIVE, List.of(encrypted)));
    assertThat(told.closed).containsExactly(PETRA);
    refused(Reason.ENCRYPTED, () -> chat().send("after"));
  }

  @Test
  void whereNobodyCanBeAskedNothingIsOpened() {
    world.network.down("beta.test");
    assertThatThrownBy(() -> chat().open()).isInstanceOf(TransportException.class);
    refused(Reason.NOT_OPEN, () -> chat().send("hello"));
  }

  @Test
  void oneselfIsNeverWrittenToInPlainText() {
    refused(Reason.OWN_ACCOUNT, () -> alice.messenger.plainChat(ALICE).open());
  }

  @Test
  void copiesAreShownOnceAndOneIdForTwoTextsHidesNeither() throws Exception {
    opened();
    petraSays("1", "one");
    petraSays("1", "one");
    petraSays("1", "two");
    arrives(withoutId("three"));
    assertThat(shown()).containsExactly("one", "two", "three");
  }

  private static IncomingStanza withoutId(String text) {
    return new IncomingStanza(
        EntityAddress.of(PETRA),
        EntityAddress.of(ALICE),
        Optional.empty(),
        "normal",
        Origin.LIVE,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(text));
  }

  @Test
  void textsOfAnySizeAndKindLeaveALineAtLeast() throws Exception {
    opened();
    petraSays("1", "x".repeat(PlainChat.MAX_TEXT_BYTES + 1));
    arrives(withoutId("not \u0000 writable"));
    petraSays("2", "");
    petraSays("3", "x".repeat(PlainChat.MAX_TEXT_BYTES));
    assertThat(chat().history(10))
        .extracting(PlainMessage::note)
        .containsExactly(
            Optional.of(Note.TOO_LARGE), Optional.of(Note.TOO_LARGE), Optional.empty());
    assertThat(lines(PETRA)).as("the empty one").containsExactly(Note.UNENCRYPTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "a\uD800", "\uFFFE"})
  void whatCannotBeSentIsRefusedAtOnce(String text) throws Exception {
    opened();
    assertThatThrownBy(() -> chat().send(text)).isInstanceOf(IllegalArgumentException.class);
    String tooLong = "ß".repeat(PlainChat.MAX_TEXT_BYTES / 2 + 1);
    assertThatThrownBy(() -> chat().send(tooLong)).isInstanceOf(IllegalArgumentException.class);
    assertThat(chat().history(10)).isEmpty();
  }

  @Test
  void theQueueSurvivesCutsAndRestarts() throws Exception {
    opened();
    world.network.down("alpha.test");
    alice.transport.cut();
    chat().send("one");
    chat().send("two");
    alice.crash();
    world.network.up("alpha.test");
    alice.start();
    world.pass(60);
    assertThat(plainTo(PETRA)).containsExactlyInAnyOrder("one", "two");
    assertThat(chat().history(10)).allMatch(m -> m.state() == DeliveryState.SENT);
  }

  @Test
  void whatTheServerRefusesSaysSo() throws Exception {
    BareJid nobody = new BareJid("nobody", "beta.test");
    alice.messenger.plainChat(nobody).open();
    alice.messenger.plainChat(nobody).send("hello?");
    world.pass(10);
    PlainMessage failed = alice.messenger.plainChat(nobody).history(1).get(0);
    assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(failed.note()).contains(Note.REFUSED_BY_SERVER);
  }

  @Test
  void whatAnotherOwnDeviceWroteThereIsShown() throws Exception {
    opened();
    EntityAddress own = EntityAddress.of(ALICE);
    arrives(
        Network.message(
            own, PETRA, "1", Origin.CARBON_SENT, List.of(Envelope.bodyOf("from the tablet"))));
    PlainMessage copy = chat().history(1).get(0);
    assertThat(copy.outgoing()).isTrue();
    assertThat(copy.state()).isEqualTo(DeliveryState.SENT);
    assertThat(plainTo(PETRA)).isEmpty();
  }

  @Test
  void aDeviceThatIsNotLinkedSendsNoPlainTextEither() throws Exception {
    world.linking = false;
    Phone tablet = world.phone(ALICE, "tablet");
    world.pass(30);
    tablet.messenger.plainChat(PETRA).open();
    tablet.messenger.plainChat(PETRA).send("hello");
    world.pass(60);
    assertThat(plainTo(PETRA)).isEmpty();
    alice.admits(tablet);
    world.pass(600);
    assertThat(plainTo(PETRA)).containsExactly("hello");
  }
}
