package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.records.PortraitRecords;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.views.Backstage;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import im.symbolon.views.Naming;
import im.symbolon.views.Notice;
import im.symbolon.views.Notices;
import im.symbolon.views.NotifyModel;
import im.symbolon.views.Session;
import im.symbolon.views.SettingsModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members who are named in a group, on the screens of those who write and read it. */
class MentionScreensTest {
  @TempDir Path directory;

  private final Circle circle = new Circle(89).found();
  private final World world = circle.world;
  private final Backstage backstage = new Backstage(Runnable::run, Runnable::run, Runnable::run);
  private final Session alices = new Session(circle.alice.messenger, backstage);
  private final Session bobs = new Session(circle.bob.messenger, backstage);
  private final ChatModel hers = alices.chat(circle.room);
  private final ChatModel his = bobs.chat(circle.room);

  private static Line last(ChatModel chat) {
    List<Line> lines = chat.state().value().lines();
    return lines.get(lines.size() - 1);
  }

  private static Line.Named named(int start, int end, BareJid who, boolean me) {
    return new Line.Named(start, end, who, me);
  }

  private void says(String text, Mention... mentions) throws Exception {
    circle.alice.messenger.chat(circle.room).send(Content.of(text).mentioning(List.of(mentions)));
    world.pass(20);
  }

  @Test
  void whoIsNamedIsNamedOnBothScreens() {
    assertThat(hers.choices("b")).containsExactly(new Naming.Choice(BOB, "bob"));
    hers.send("😀 hello @bob!");
    world.pass(20);
    assertThat(last(hers).named()).containsExactly(named(9, 13, BOB, false));
    assertThat(last(hers).namesMe()).isFalse();
    assertThat(last(his).named()).containsExactly(named(9, 13, BOB, true));
    assertThat(last(his).namesMe()).isTrue();
    assertThat(circle.bob.history(circle.room).get(0).mentions())
        .containsExactly(new Mention(8, 12, BOB));
  }

  @Test
  void anAnswerNamesPeopleTooAndAnEditGoesOnToDoSo() {
    hers.send("one");
    world.pass(20);
    his.answer(last(his), "@alice two");
    world.pass(20);
    assertThat(last(hers).quote()).isPresent();
    assertThat(last(hers).named()).containsExactly(named(0, 6, ALICE, true));
    his.edit(last(his), "well, @alice two");
    world.pass(20);
    assertThat(last(hers).fate().edited()).isTrue();
    assertThat(last(hers).named()).containsExactly(named(6, 12, ALICE, true));
    his.edit(last(his), "nobody");
    world.pass(20);
    assertThat(last(hers).named()).isEmpty();
    his.retract(last(his));
    world.pass(20);
    assertThat(last(hers).named()).isEmpty();
  }

  @Test
  void inAChatOfTwoNobodyIsOffered() {
    ChatModel chat = alices.chat(BOB);
    assertThat(chat.choices("")).isEmpty();
    chat.send("@bob hello");
    world.pass(20);
    assertThat(circle.bob.history(ALICE).get(0).mentions()).isEmpty();
  }

  @Test
  void whoIsInNoListIsNotNamed() throws Exception {
    says("@carol and @bob", new Mention(0, 6, CAROL), new Mention(11, 15, BOB));
    assertThat(last(his).named()).containsExactly(named(11, 15, BOB, true));
    says("@bobbob", new Mention(0, 4, BOB), new Mention(2, 7, ALICE));
    assertThat(last(his).named()).as("across each other").containsExactly(named(0, 4, BOB, true));
    says("\u202Ebob @bob", new Mention(5, 9, BOB));
    assertThat(last(his).text()).isEqualTo("bob @bob");
    assertThat(last(his).named()).containsExactly(named(4, 8, BOB, true));
  }

  @Test
  void nobodyIsNamedInPlaceOfAnother() throws Exception {
    world.phone(CAROL, "phone");
    world.pass(30);
    circle.add(CAROL);
    circle.alice.read(
        rows -> {
          new PortraitRecords(rows).nick(BOB, "B\u202Eob");
          new PortraitRecords(rows).nick(CAROL, "Bob (bob@beta.test)");
          return null;
        });
    ChatModel chat = alices.chat(circle.room);
    assertThat(chat.choices("b"))
        .containsExactly(
            new Naming.Choice(BOB, "Bob"),
            new Naming.Choice(CAROL, "Bob (bob@beta.test) (carol@gamma.test)"));
    chat.send("@Bob (bob@beta.test) hello");
    assertThat(last(chat).named()).containsExactly(named(0, 4, BOB, false));
    chat.send("@Bob (bob@beta.test) (carol@gamma.test) hello");
    assertThat(last(chat).named()).containsExactly(named(0, 39, CAROL, false));
    circle.alice.read(
        rows -> {
          new PortraitRecords(rows).nick(CAROL, "Вob");
          return null;
        });
    assertThat(alices.chat(circle.room).choices("b"))
        .extracting(Naming.Choice::name)
        .contains("Bob (bob@beta.test)");
  }

  @Test
  void whoWasRemovedIsNamedNoMore() throws Exception {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    circle.add(CAROL);
    circle.enter(carol);
    hers.send("@carol hello");
    world.pass(20);
    assertThat(last(his).named()).containsExactly(named(0, 6, CAROL, false));
    circle.remove(CAROL);
    world.pass(30);
    assertThat(last(his).named()).isEmpty();
    assertThat(his.choices("c")).isEmpty();
  }

  @Test
  void aGroupOfWhichOneWantsMentionsAloneTellsTheseAlone() throws Exception {
    List<Notice> told = new ArrayList<>();
    SettingsModel settings = SettingsModel.load(directory, backstage);
    NotifyModel notify =
        new NotifyModel(
            settings,
            new NotifyModel.Bell() {
              @Override
              public void tell(Notice notice) {
                told.add(notice);
              }

              @Override
              public void withdraw(Notice.Of which) {
                told.removeIf(each -> each.of().equals(which));
              }
            },
            world.time);
    notify.listen(bobs);
    bobs.attend(false);
    bobs.chats().level(circle.room, Optional.of(Notices.Level.MENTIONS));
    says("@bob is meant by nobody here");
    says("@alice", new Mention(0, 6, ALICE));
    assertThat(told).isEmpty();
    hers.send("@bob is meant");
    world.pass(20);
    assertThat(told).hasSize(1);
    bobs.chats().mute(circle.room, Optional.of(Instant.MAX));
    hers.send("@bob is asleep");
    world.pass(20);
    assertThat(told).as("muted").hasSize(1);
    bobs.chats().mute(circle.room, Optional.empty());
    bobs.chats().level(circle.room, Optional.of(Notices.Level.NONE));
    hers.send("@bob is not told");
    world.pass(20);
    assertThat(told).hasSize(1);
  }
}
