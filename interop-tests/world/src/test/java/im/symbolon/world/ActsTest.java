package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.chats.Chat;
import im.symbolon.messenger.chats.ChatException;
import im.symbolon.messenger.linking.LinkRequest;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.Table;
import im.symbolon.protocol.BareJid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Replies, edits, retractions and reactions, on every device of everybody. */
class ActsTest {
  private final Circle circle = new Circle(97).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone tablet = circle.tablet;
  private final Phone bob = circle.bob;
  private final Phone laptop = circle.laptop;

  /** Where that phone's owner talks with the other one, or in the group. */
  private Chat chat(Phone phone, boolean group) {
    BareJid other = phone.account().equals(ALICE) ? BOB : ALICE;
    return phone.messenger.chat(group ? circle.room : other);
  }

  private static SortedSet<String> emoji(String... some) {
    return new TreeSet<>(List.of(some));
  }

  /** What a phone shows, oldest first, without what the phones know differently. */
  private List<String> seen(Phone phone, boolean group) throws Exception {
    List<String> found = new ArrayList<>();
    for (Shown each : chat(phone, group).newest(50)) {
      if (!each.original().note().isPresent()) {
        found.add(
            each.original().sender().local()
                + ": "
                + (each.retracted() ? "(gone)" : each.now().text())
                + (each.edited() ? " (edited)" : "")
                + each.now().reply().map(r -> " re " + r.author().local()).orElse("")
                + (each.reactions().isEmpty() ? "" : " " + each.reactions().keySet()));
      }
    }
    Collections.reverse(found);
    return found;
  }

  private List<String> talk(boolean group) throws Exception {
    ChatMessage tea = chat(alice, group).send(Content.of("Tee at four?"));
    world.pass(20);
    ChatMessage oops = chat(alice, group).send(Content.of("wrong window"));
    world.pass(20);
    chat(bob, group).reply(Target.of(tea), Content.of("Yes"));
    chat(bob, group).react(Target.of(tea), emoji("👍", "🐢"));
    world.pass(20);
    chat(laptop, group).react(Target.of(tea), emoji("👍"));
    chat(alice, group).edit(Target.of(tea), "Tea at four?", List.of());
    chat(tablet, group).retract(Target.of(oops));
    world.pass(60);
    return List.of("alice: Tea at four? (edited) [👍]", "alice: (gone)", "bob: Yes re alice");
  }

  private void allSee(List<String> expected, boolean group) throws Exception {
    for (Phone each : List.of(alice, tablet, bob, laptop)) {
      assertThat(seen(each, group)).as(each.account() + " " + each.name()).isEqualTo(expected);
    }
  }

  @Test
  void allDevicesOfBothSeeTheSame() throws Exception {
    allSee(talk(false), false);
    for (ChatMessage each : alice.history(BOB)) {
      assertThat(each.state()).isNotIn(DeliveryState.QUEUED, DeliveryState.FAILED);
    }
  }

  @Test
  void allDevicesInAGroupSeeTheSame() throws Exception {
    allSee(talk(true), true);
  }

  @Test
  void actsAreNoMessagesToThoseWhoListen() throws Exception {
    List<BareJid> changed = new ArrayList<>();
    laptop.messenger.listen(
        new MessengerListener() {
          @Override
          public void chatChanged(BareJid chat) {
            changed.add(chat);
          }
        });
    int before = laptop.told.size();
    talk(false);
    assertThat(laptop.told.subList(before, laptop.told.size()))
        .extracting(ChatMessage::text)
        .containsExactly("Tee at four?", "wrong window");
    assertThat(changed).contains(ALICE);
    assertThat(laptop.history(ALICE)).noneMatch(ChatMessage::isAct);
  }

  @Test
  void whoWasAwaySeesTheSameAfterwards() throws Exception {
    laptop.crash();
    tablet.crash();
    List<String> expected;
    ChatMessage tea = chat(alice, false).send(Content.of("Tee"));
    world.pass(20);
    chat(alice, false).edit(Target.of(tea), "Tea", List.of());
    chat(bob, false).react(Target.of(tea), emoji("🐢"));
    world.pass(60);
    world.start(laptop);
    world.start(tablet);
    world.pass(120);
    expected = List.of("alice: Tea (edited) [🐢]");
    allSee(expected, false);
  }

  /** The power fails wherever it may while a retraction is stored, sent and received. */
  @Test
  void powerThatFailsBetweenLeavesNothingHalfDone() throws Exception {
    for (int commits = 1; commits < 6; commits++) {
      ChatMessage oops = chat(alice, false).send(Content.of("wrong window " + commits));
      world.pass(20);
      alice.crashAfter(commits);
      bob.crashAfter(commits);
      try {
        chat(alice, false).retract(Target.of(oops));
      } catch (VirtualTime.PowerCut e) {
        assertThat(alice.isOn()).isFalse();
      }
      world.pass(30);
      for (Phone each : List.of(alice, bob)) {
        each.crashAfter(Integer.MAX_VALUE);
        world.start(each);
      }
      world.pass(7_200); // what servers lost is repeated
      Shown here = chat(alice, false).line(Target.of(oops)).orElseThrow();
      Shown there = chat(bob, false).line(Target.of(oops)).orElseThrow();
      assertThat(there.retracted()).as("after %s commits", commits).isEqualTo(here.retracted());
    }
  }

  @Test
  @DisplayName("REVIEW 28: a retracted text is in nobody's store, and nobody gets it again")
  void whatWasRetractedIsGone() throws Exception {
    laptop.crash();
    ChatMessage oops = chat(alice, false).send(Content.of("topsecret"));
    world.pass(20);
    chat(alice, false).edit(Target.of(oops), "topsecret edit", List.of());
    world.pass(20);
    chat(alice, false).retract(Target.of(oops));
    world.pass(60);
    world.start(laptop);
    laptop.forgetSessions(); // it cannot read what waited, and asks for it
    world.pass(600);
    for (Phone each : List.of(alice, tablet, bob, laptop)) {
      List<Table> tables =
          List.of(
              Table.lasting(8, "messages"),
              Table.epoch(9, "outbox"),
              Table.lasting(85, "what was done to messages"));
      for (Table table : tables) {
        for (Row row : each.read(rows -> rows.all(table))) {
          assertThat(new String(row.value(), StandardCharsets.ISO_8859_1))
              .as(each.account() + " " + each.name() + " " + table.name())
              .doesNotContain("topsecret");
        }
      }
    }
    assertThat(chat(bob, false).line(Target.of(oops)).orElseThrow().retracted()).isTrue();
  }

  /** It cannot read what came, and gets it again as it was: an edit as an edit. */
  @Test
  void whatCouldNotBeReadIsRepairedWithAllThatItDoes() throws Exception {
    ChatMessage tea = chat(alice, false).send(Content.of("Tee"));
    world.pass(20);
    laptop.crash();
    laptop.forgetSessions();
    chat(alice, false).edit(Target.of(tea), "Tea", List.of());
    chat(alice, false).react(Target.of(tea), emoji("🐢"));
    world.pass(20);
    world.start(laptop);
    world.pass(600);
    allSee(List.of("alice: Tea (edited) [🐢]"), false);
    assertThat(laptop.notes(ALICE)).isEmpty();
  }

  @Test
  void aLinkedDeviceGetsTheHistoryWithAllThatWasDone() throws Exception {
    List<String> expected = talk(false);
    List<String> inGroup = talk(true);
    world.linking = false;
    Phone third = world.phone(ALICE, "third");
    world.pass(60);
    String code = third.messenger.linking().invite().typed();
    world.pass(10);
    try (LinkRequest request = alice.messenger.linking().find(code)) {
      request.approve(true);
    }
    world.pass(600);
    List<String> found = seen(third, false);
    assertThat(found)
        .containsExactly(expected.get(0), expected.get(2)); // what is gone is not given
    assertThat(seen(third, true)).containsExactly(inGroup.get(0), inGroup.get(2));
    assertThat(third.messenger.chat(BOB).summary().unread()).isZero();
  }

  @Test
  void onlyWhatIsOnesOwnAndThereCanBeChanged() throws Exception {
    ChatMessage tea = chat(alice, false).send(Content.of("Tea"));
    world.pass(20);
    assertThatThrownBy(() -> chat(bob, false).retract(Target.of(tea)))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.reason()).isEqualTo(ChatException.Reason.NOT_YOURS));
    assertThatThrownBy(() -> chat(alice, true).edit(Target.of(tea), "elsewhere", List.of()))
        .isInstanceOfSatisfying(
            ChatException.class,
            e -> assertThat(e.reason()).isEqualTo(ChatException.Reason.NOT_THERE));
    assertThatThrownBy(() -> chat(alice, false).react(Target.of(tea), emoji("x".repeat(41))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theListSaysWhatIsUnreadAndWhoWasMeant() throws Exception {
    ChatMessage tea = chat(alice, false).send(Content.of("Tea"));
    world.pass(20);
    chat(alice, false).send(Content.of("Scones"));
    world.pass(20);
    chat(alice, false).react(Target.of(tea), emoji("🐢"));
    world.pass(20);
    assertThat(chat(bob, false).summary().unread()).isEqualTo(2);
    assertThat(chat(bob, false).summary().last().orElseThrow().now().text()).isEqualTo("Scones");
    chat(bob, false).markRead();
    world.pass(20);
    assertThat(chat(bob, false).summary().unread()).isZero();
    chat(bob, false).pin(true);
    assertThat(bob.messenger.chats().all().get(0).chat()).isEqualTo(ALICE);
  }
}
