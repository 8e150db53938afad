package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import im.symbolon.views.Backstage;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.ChatListModel.Begun;
import im.symbolon.views.ChatListModel.Report;
import im.symbolon.views.ChatModel;
import im.symbolon.views.DevicesModel;
import im.symbolon.views.Line;
import im.symbolon.views.Lookalike;
import im.symbolon.views.SealModel;
import im.symbolon.views.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strangers, people who are blocked, and people who look like others, on the screens. */
class PeopleScreensTest {
  private final World world = new World(12);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");
  private final Session alices = session(alice);
  private final Session bobs = session(bob);

  PeopleScreensTest() {
    world.pass(60);
  }

  private static Session session(Phone phone) {
    return new Session(phone.messenger, new Backstage(Runnable::run, Runnable::run, Runnable::run));
  }

  private static ChatListModel.View list(Session session) {
    return session.chats().state().value();
  }

  private static List<String> texts(ChatModel chat) {
    return chat.state().value().lines().stream().map(Line::text).toList();
  }

  private void aliceWrites(String text) {
    alice.send(BOB, text);
    world.pass(30);
  }

  @Test
  void whoWritesForTheFirstTimeStandsAmongRequestsAndLearnsNothing() {
    String id = alice.send(BOB, "hello, stranger");
    world.pass(30);
    assertThat(list(bobs).chats()).isEmpty();
    ChatItem request = list(bobs).requests().get(0).item();
    assertThat(request.kind()).isEqualTo(ChatItem.Kind.REQUEST);
    ChatModel chat = bobs.chat(ALICE);
    assertThat(texts(chat)).containsExactly("hello, stranger");
    assertThat(chat.state().value().isOpen()).isFalse();
    chat.read();
    world.pass(60);
    assertThat(alices.chat(BOB).state().value().lines().get(0).fate().read()).isFalse();
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);

    bobs.chats().accept(ALICE);
    world.pass(1);
    assertThat(list(bobs).requests()).isEmpty();
    assertThat(list(bobs).chats()).extracting(ChatItem::chat).containsExactly(ALICE);
    assertThat(chat.state().value().isOpen()).isTrue();
    chat.read();
    world.pass(60);
    assertThat(alices.chat(BOB).state().value().lines().get(0).fate().read()).isTrue();
  }

  @Test
  void whomOneWroteToIsNoStranger() {
    bob.send(ALICE, "are you there?");
    world.pass(30);
    aliceWrites("yes");
    assertThat(list(bobs).requests()).isEmpty();
    assertThat(list(bobs).chats().get(0).kind()).isEqualTo(ChatItem.Kind.PERSON);
  }

  @Test
  void whatABlockedPersonSendsIsNeitherStoredNorAnswered() {
    aliceWrites("one");
    bobs.chats().block(ALICE, Report.SPAM, "sells watches");
    assertThat(list(bobs).done()).contains("blocked.here"); // this world's servers keep no list
    String id = alice.send(BOB, "two");
    world.pass(60);
    assertThat(texts(bobs.chat(ALICE))).containsExactly("one");
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.SENT);
    assertThat(list(bobs).requests()).isEmpty();
    assertThat(list(bobs).chats().get(0).kind()).isEqualTo(ChatItem.Kind.BLOCKED);
    assertThat(bobs.chat(ALICE).state().value().isOpen()).isFalse();
    assertThat(bobs.profile().state().value().blocked()).containsExactly(ALICE);

    bobs.chats().unblock(ALICE);
    bobs.chats().accept(ALICE);
    aliceWrites("three");
    bob.send(ALICE, "you again");
    world.pass(60);
    assertThat(texts(bobs.chat(ALICE))).contains("one", "three", "you again");
    assertThat(alice.texts(BOB, false)).contains("you again");
  }

  @Test
  void aBlockSurvivesARestart() throws Exception {
    aliceWrites("one");
    bobs.chats().block(ALICE, Report.NONE, "");
    bob.crash();
    aliceWrites("two");
    bob.start();
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactly("one");
  }

  @Test
  void aLinkBeginsAChatAndSendsNothingByItself() {
    List<Begun> begun = new ArrayList<>();
    bobs.chats().begin("xmpp:alice@alpha.test?message;body=Send%20money%E2%80%AE", begun::add);
    assertThat(begun).containsExactly(new Begun(ALICE, Optional.empty()));
    world.pass(60);
    assertThat(alice.told).isEmpty();
    assertThat(list(bobs).chats().get(0).draft()).contains("Send money");
  }

  @Test
  void aLinkThatNamesKeysIsHandedOnAndBelievedByNobody() {
    String link = alices.profile().state().value().link();
    List<Begun> begun = new ArrayList<>();
    bobs.chats().begin(link, begun::add);
    assertThat(begun).containsExactly(new Begun(ALICE, Optional.of(link)));
    world.pass(60);
    assertThat(list(bobs).chats().get(0).verified()).isFalse();
    bobs.safety(ALICE).scanned(link);
    assertThat(list(bobs).chats().get(0).verified()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, problem.address",
    "xmpp:, problem.address",
    "xmpp:room@rooms.test?join, problem.link.room",
    "xmpp:alpha.test?register;preauth=x, problem.link.register",
    "bob@beta.test, problem.link.own",
    "xmpp:bob@beta.test?roster, problem.link.own"
  })
  void whatBeginsNoChatIsSaid(String given, String problem) {
    bobs.chats()
        .begin(
            given,
            begun -> {
              throw new AssertionError(begun);
            });
    assertThat(list(bobs).problem().orElseThrow().key()).isEqualTo(problem);
    bobs.chats().dismiss();
    assertThat(list(bobs).problem()).isEmpty();
  }

  @Test
  void twoOfTheSameNameAreToldApart() throws Exception {
    BareJid other = new BareJid("alice", "gamma.test");
    BareJid twin = new BareJid("аlice", "alpha.test"); // its first letter is Cyrillic
    world.phone(other, "phone");
    world.phone(twin, "phone");
    world.pass(60);
    for (BareJid each : List.of(ALICE, other, twin)) {
      bobs.chats().begin(each.toString(), begun -> {});
    }
    assertThat(list(bobs).chats()).hasSize(3).allMatch(each -> each.who().needsAddress());
    assertThat(list(bobs).chats())
        .filteredOn(each -> each.chat().equals(twin))
        .first()
        .extracting(each -> each.who().doubt())
        .isEqualTo(Optional.of(Lookalike.Doubt.LIKE_ANOTHER));
    Phone carol = world.phone(CAROL, "phone");
    world.pass(60);
    carol.send(BOB, "hi");
    world.pass(30);
    assertThat(list(bobs).requests().get(0).item().who().needsAddress()).isFalse();
  }

  @Test
  void howAMessageWasEncryptedIsKnown() {
    bob.send(ALICE, "hi");
    world.pass(30);
    aliceWrites("hello");
    Line theirs = bobs.chat(ALICE).state().value().lines().get(1);
    SealModel.View seal = bobs.seal(ALICE, theirs.target()).state().value();
    assertThat(seal.version()).contains("seal.omemo2");
    assertThat(seal.way()).contains("seal.session");
    assertThat(seal.device().orElseThrow().id()).isEqualTo(alice.messenger.device().toString());
    assertThat(seal.device().orElseThrow().trust()).contains("seal.trust.trusted");
    assertThat(seal.device().orElseThrow().fingerprint()).isNotEmpty();
    Line mine = bobs.chat(ALICE).state().value().lines().get(0);
    SealModel.View own = bobs.seal(ALICE, mine.target()).state().value();
    assertThat(own.device().orElseThrow().here()).isTrue();
    assertThat(own.readers().orElseThrow()).isEqualTo(new SealModel.Readers(1, 0, 0));
  }

  @Test
  void aChatIsMarkedUntilItIsReadAgain() {
    bob.send(ALICE, "hi");
    world.pass(30);
    bobs.chats().unread(ALICE);
    assertThat(list(bobs).chats().get(0).decided().marked()).isTrue();
    bobs.chat(ALICE).read();
    world.pass(1);
    assertThat(list(bobs).chats().get(0).decided().marked()).isFalse();
  }

  @Test
  void theRecoveryKeyIsShownUntilItIsOnPaper() {
    DevicesModel devices = bobs.devices();
    assertThat(devices.state().value().recoveryPending()).isTrue();
    devices.confirmRecoveryKey("");
    assertThat(devices.state().value().problem()).isPresent();
    devices.showRecoveryKey();
    String key = devices.state().value().recoveryKey();
    assertThat(key).contains("-");
    devices.hideRecoveryKey();
    assertThat(devices.state().value().recoveryKey()).isEmpty();
    devices.showRecoveryKey();
    devices.confirmRecoveryKey(key.substring(key.lastIndexOf('-') + 1));
    assertThat(devices.state().value().recoveryPending()).isFalse();
    assertThat(devices.state().value().recoveryKey()).isEmpty();
    devices.showRecoveryKey();
    assertThat(devices.state().value().recoveryKey()).isEmpty();
  }

  @Test
  void aStolenDeviceIsShutOutWithTheRecoveryKeyAlone() {
    DevicesModel devices = bobs.devices();
    devices.showRecoveryKey();
    String key = devices.state().value().recoveryKey();
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(120);
    String stolen = tablet.messenger.device().toString();
    assertThat(devices.state().value().devices()).hasSize(2);
    for (String wrong : List.of("", "nonsense", key.substring(0, key.length() - 1) + "A")) {
      devices.revoke(stolen, wrong);
      assertThat(devices.state().value().problem()).isPresent();
      assertThat(devices.state().value().devices()).hasSize(2);
    }
    devices.revoke(stolen, key);
    assertThat(devices.state().value().done()).contains("devices.revoked");
    assertThat(devices.state().value().devices()).hasSize(1);
  }
}
