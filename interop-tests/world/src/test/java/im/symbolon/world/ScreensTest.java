package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.BareJid;
import im.symbolon.views.Backstage;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatModel;
import im.symbolon.views.DevicesModel;
import im.symbolon.views.GroupModel;
import im.symbolon.views.Line;
import im.symbolon.views.SafetyModel;
import im.symbolon.views.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What screens show while people write to each other, in virtual time. */
class ScreensTest {
  private final World world = new World(11);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");
  private final Session alices = session(alice);
  private final Session bobs = session(bob);

  ScreensTest() {
    world.pass(60);
  }

  private static Session session(Phone phone) {
    return new Session(phone.messenger, new Backstage(Runnable::run, Runnable::run, Runnable::run));
  }

  private static List<String> texts(ChatModel chat) {
    return chat.state().value().lines().stream().map(Line::text).toList();
  }

  @Test
  void aMessageStandsInTheChatAtOnceAndItsStateMovesOn() {
    ChatModel chat = alices.chat(BOB);
    List<DeliveryState> seen = new ArrayList<>();
    chat.state().watch(view -> view.lines().forEach(line -> seen.add(line.state())));
    chat.send("hello");
    assertThat(texts(chat)).containsExactly("hello");
    world.pass(30);
    assertThat(seen)
        .startsWith(DeliveryState.QUEUED)
        .contains(DeliveryState.SENT)
        .endsWith(DeliveryState.DELIVERED);
  }

  @Test
  void whatCameIsUnreadUntilTheChatIsOpened() {
    alice.send(BOB, "one");
    alice.send(BOB, "two");
    world.pass(30);
    bobs.chats().accept(ALICE);
    ChatItem item = bobs.chats().state().value().chats().get(0);
    assertThat(item.chat()).isEqualTo(ALICE);
    assertThat(item.unread()).isEqualTo(2);
    assertThat(item.last().map(Line::text)).contains("two");
    bobs.chat(ALICE).read();
    world.pass(30);
    assertThat(bobs.chats().state().value().chats().get(0).unread()).isZero();
  }

  @Test
  void chatsAreThereAfterARestart() throws Exception {
    alice.send(BOB, "before");
    world.pass(30);
    bobs.chats().accept(ALICE);
    bob.crash();
    bob.start();
    assertThat(session(bob).chats().state().value().chats())
        .extracting(ChatItem::chat)
        .containsExactly(ALICE);
  }

  @Test
  void aLongChatIsPagedAndNeverHeldAsAWhole() {
    for (int i = 0; i < 1_000; i++) {
      alice.send(BOB, "line " + i);
    }
    ChatModel chat = alices.chat(BOB);
    assertThat(texts(chat)).hasSize(100).endsWith("line 999");
    List<String> first = List.of();
    for (int i = 0; i < 20 && chat.state().value().older(); i++) {
      chat.older();
      first = texts(chat);
      assertThat(first).hasSizeLessThanOrEqualTo(ChatModel.WINDOW);
    }
    assertThat(first).startsWith("line 0");
    assertThat(chat.state().value().newer()).isTrue();
    for (int i = 0; i < 20 && chat.state().value().newer(); i++) {
      chat.newer();
    }
    assertThat(texts(chat)).endsWith("line 999");
    chat.older();
    chat.older();
    chat.newest();
    assertThat(texts(chat)).endsWith("line 999");
  }

  @Test
  void aTextThatCannotBeSentIsSaid() {
    ChatModel chat = alices.chat(BOB);
    chat.send("x".repeat(1 << 20));
    assertThat(chat.state().value().problem().orElseThrow().key()).isEqualTo("problem.text");
    assertThat(texts(chat)).isEmpty();
    chat.send("a bell \u0007");
    assertThat(texts(chat)).isEmpty();
    chat.dismiss();
    assertThat(chat.state().value().problem()).isEmpty();
    chat.send("another bell \u0007");
    assertThat(chat.state().value().problem()).isPresent();
    chat.send("no bell");
    assertThat(chat.state().value().problem()).isEmpty();
    assertThat(texts(chat)).containsExactly("no bell");
  }

  @Test
  void twoPeopleSeeTheSameNumberAndVerifyEachOther() {
    alice.send(BOB, "hello");
    world.pass(30);
    bob.send(ALICE, "hello");
    world.pass(30);
    SafetyModel hers = alices.safety(BOB);
    SafetyModel his = bobs.safety(ALICE);
    assertThat(hers.state().value().number()).hasSize(12).isEqualTo(his.state().value().number());
    assertThat(hers.state().value().standing()).isEqualTo(SafetyModel.Standing.NOT_VERIFIED);
    hers.confirm();
    assertThat(hers.state().value().standing()).isEqualTo(SafetyModel.Standing.VERIFIED);
    assertThat(alices.chats().state().value().chats().get(0).verified()).isTrue();
    his.scanned(hers.state().value().code());
    assertThat(his.state().value().standing()).isEqualTo(SafetyModel.Standing.VERIFIED);
    his.unverify();
    assertThat(his.state().value().standing()).isEqualTo(SafetyModel.Standing.NOT_VERIFIED);
  }

  @Test
  void aCodeOfSomebodyElseVerifiesNobody() {
    Phone carol = world.phone(CAROL, "phone");
    alice.send(BOB, "hello");
    world.pass(60);
    SafetyModel hers = alices.safety(BOB);
    hers.scanned(session(carol).safety(BOB).state().value().code());
    assertThat(hers.state().value().problem().orElseThrow().key())
        .isEqualTo("problem.safety.otheraccount");
    hers.scanned("nonsense");
    assertThat(hers.state().value().problem().orElseThrow().key())
        .isEqualTo("problem.safety.nocode");
    assertThat(hers.state().value().standing()).isEqualTo(SafetyModel.Standing.NOT_VERIFIED);
  }

  @Test
  void aDeviceIsLinkedByTheCodeThatItShows() throws Exception {
    world.linking = false;
    Phone tablet = world.phone(ALICE, "tablet");
    world.pass(60);
    assertThat(tablet.membership()).isEqualTo(Membership.UNLINKED);
    DevicesModel devices = alices.devices();
    String code = tablet.messenger.linking().invite().typed();
    world.pass(10);
    devices.find("ABCD-ABCD-ABCD-ABCD");
    assertThat(devices.state().value().problem()).isPresent();
    assertThat(devices.state().value().offer()).isEmpty();
    devices.find(code);
    assertThat(devices.state().value().offer()).isPresent();
    devices.approve(true);
    world.pass(60);
    assertThat(tablet.membership()).isEqualTo(Membership.LINKED);
    assertThat(devices.state().value().devices()).hasSize(2);
    assertThat(devices.state().value().offer()).isEmpty();
    String id = tablet.messenger.device().toString();
    devices.rename(id, "Kitchen");
    assertThat(devices.state().value().devices())
        .extracting(DevicesModel.Own::label)
        .contains("Kitchen");
    devices.remove(id);
    assertThat(devices.state().value().devices()).hasSize(1);
  }

  @Test
  void aGroupIsMadeJoinedAndLeft() {
    List<BareJid> rooms = new ArrayList<>();
    alices.chats().createGroup("Friends", List.of(BOB), rooms::add);
    world.pass(60);
    BareJid room = rooms.get(0);
    ChatItem invitation = bobs.chats().state().value().chats().get(0);
    assertThat(invitation.name()).isEqualTo("Friends");
    if (invitation.kind() == ChatItem.Kind.INVITATION) {
      bobs.chats().join(room);
    }
    world.pass(60);
    alices.chat(room).send("welcome");
    world.pass(60);
    assertThat(texts(bobs.chat(room))).contains("welcome");
    GroupModel group = alices.group(room);
    assertThat(group.state().value().members())
        .extracting(GroupModel.Row::account)
        .containsExactlyInAnyOrder(ALICE, BOB);
    assertThat(group.state().value().admin()).isTrue();
    GroupModel his = bobs.group(room);
    his.leave();
    assertThat(his.state().value().problem()).isEmpty();
    world.pass(60);
    assertThat(bobs.chats().state().value().chats().get(0).kind()).isEqualTo(ChatItem.Kind.FORMER);
    world.pass(60);
    assertThat(alices.group(room).state().value().members())
        .extracting(GroupModel.Row::account)
        .containsExactly(ALICE);
  }
}
