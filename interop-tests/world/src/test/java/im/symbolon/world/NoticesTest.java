package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.views.Backstage;
import im.symbolon.views.Notice;
import im.symbolon.views.Notices;
import im.symbolon.views.NotifyModel;
import im.symbolon.views.Session;
import im.symbolon.views.SettingsModel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told while they look at something else. */
class NoticesTest {
  private static final Notice.Of FROM_ALICE = new Notice.Of(BOB, ALICE);

  @TempDir Path directory;

  private final World world = new World(1);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");
  private final Backstage backstage = new Backstage(Runnable::run, Runnable::run, Runnable::run);
  private final Session bobs = new Session(bob.messenger, backstage);
  private final Bell bell = new Bell();
  private SettingsModel settings;
  private NotifyModel model;

  /** What is on the screen, and how often it rang. */
  private static final class Bell implements NotifyModel.Bell {
    private final List<Notice> shown = new ArrayList<>();
    private int rung;

    @Override
    public void tell(Notice notice) {
      withdraw(notice.of());
      shown.add(notice);
      rung += notice.quiet() ? 0 : 1;
    }

    @Override
    public void withdraw(Notice.Of which) {
      shown.removeIf(each -> each.of().equals(which));
    }
  }

  @BeforeEach
  void listen() {
    settings = SettingsModel.load(directory, backstage);
    settings.change(was -> was.withLanguage("en"));
    model = new NotifyModel(settings, bell, world.time);
    model.listen(bobs);
    model.listen(bobs);
    world.pass(60);
    bobs.attend(false);
  }

  private void says(String text) {
    alice.send(BOB, text);
    world.pass(30);
  }

  private void says(Content content) throws Exception {
    alice.messenger.chat(BOB).send(content);
    world.pass(30);
  }

  private String shown() {
    return bell.shown.isEmpty() ? "" : bell.shown.get(0).title() + " | " + bell.shown.get(0).body();
  }

  private void change(Notices notices) {
    settings.change(was -> was.with(notices));
  }

  @Test
  void oneNoticeForAChatSaysWhatCameLastAndHowMuch() {
    says("one");
    assertThat(shown()).isEqualTo("alice | one");
    says("two");
    assertThat(bell.shown).hasSize(1);
    assertThat(shown()).isEqualTo("alice (2) | two");
    assertThat(bell.rung).isEqualTo(2);
    assertThat(bell.shown.get(0).of()).isEqualTo(FROM_ALICE);
  }

  @Test
  void nothingIsToldOfTheChatThatAPersonLooksAt() {
    bobs.shows(Optional.of(ALICE));
    bobs.attend(true);
    says("one");
    assertThat(bell.rung).isZero();
    bobs.shows(Optional.empty());
    says("two");
    assertThat(bell.rung).isEqualTo(1);
    bobs.shows(Optional.of(ALICE));
    assertThat(bell.shown).as("looked at now").isEmpty();
  }

  @Test
  void whatIsOpenInAWindowBehindOthersIsNotReadAndIsTold() throws Exception {
    bob.messenger.strangers().accept(ALICE);
    bobs.shows(Optional.of(ALICE));
    says("one");
    bobs.chat(ALICE).read();
    assertThat(bobs.chats().state().value().chats().get(0).unread()).isEqualTo(1);
    assertThat(shown()).isEqualTo("alice | one");
    bobs.attend(true);
    world.pass(5);
    assertThat(bobs.chats().state().value().chats().get(0).unread()).isZero();
    assertThat(bell.shown).isEmpty();
  }

  @Test
  void whatWasReadElsewhereIsTakenBack() throws Exception {
    says("one");
    bob.messenger.chat(ALICE).markRead();
    world.pass(5);
    assertThat(bell.shown).isEmpty();
  }

  @Test
  void aLockedScreenSaysNeitherWhoNorWhat() {
    says("a secret");
    model.locked(true);
    assertThat(shown()).isEqualTo("Symbolon | New message");
    assertThat(bell.rung).as("saying less disturbs nobody").isEqualTo(1);
    says("another secret");
    assertThat(shown()).isEqualTo("Symbolon | 2 new messages");
    model.locked(false);
    says("no secret");
    assertThat(shown()).isEqualTo("alice (3) | no secret");
  }

  @Test
  void aPersonChoosesHowMuchIsSaid() {
    change(Notices.USUAL.with(Notices.Words.SENDER));
    says("one");
    assertThat(shown()).isEqualTo("alice | New message");
    change(Notices.USUAL.with(Notices.Words.NOTHING));
    says("two");
    assertThat(shown()).isEqualTo("Symbolon | 2 new messages");
  }

  @Test
  void aPersonChoosesOfWhat() throws Exception {
    change(Notices.USUAL.withPeople(Notices.Level.NONE));
    says("one");
    assertThat(bell.rung).isZero();
    bobs.chats().level(ALICE, Optional.of(Notices.Level.MENTIONS));
    says("two");
    assertThat(bell.rung).isZero();
    says(Content.of("bob!").mentioning(List.of(new Mention(0, 3, ALICE))));
    assertThat(bell.rung).as("somebody else is named").isZero();
    says(Content.of("bob!").mentioning(List.of(new Mention(0, 3, BOB))));
    assertThat(bell.rung).isEqualTo(1);
    says(Content.of("yes").answering(new Reply(BOB, "some-id")));
    assertThat(bell.rung).isEqualTo(2);
    bobs.chats().level(ALICE, Optional.empty());
    says("five");
    assertThat(bell.rung).as("as usual again").isEqualTo(2);
  }

  @Test
  void mutedAndArchivedChatsDisturbNobody() {
    Instant now = world.time.instant();
    bobs.chats().mute(ALICE, Optional.of(now.plus(Duration.ofHours(1))));
    says("one");
    assertThat(bell.rung).isZero();
    world.pass(3_700);
    says("two");
    assertThat(bell.rung).isEqualTo(1);
    bobs.chats().archive(ALICE, true);
    says("three");
    assertThat(bell.rung).isEqualTo(1);
  }

  @Test
  void whatSomebodyWroteCannotLookLikeSomethingElse() {
    says("line\nbreak \u202Eevil\u202C \t and " + "x".repeat(1_000));
    String body = bell.shown.get(0).body();
    assertThat(body).startsWith("line break evil and xxx").endsWith("…").hasSizeLessThan(210);
    assertThat(body.codePoints()).noneMatch(Character::isISOControl);
  }

  @Test
  void aGroupIsNamedAndSoIsWhoSpokeInIt() {
    Session alices = new Session(alice.messenger, backstage);
    List<BareJid> rooms = new ArrayList<>();
    alices.chats().createGroup("Friends", List.of(BOB), rooms::add);
    world.pass(60);
    bobs.chats().join(rooms.get(0));
    world.pass(60);
    alices.chat(rooms.get(0)).send("welcome");
    world.pass(60);
    assertThat(shown()).isEqualTo("Friends | alice: welcome");
    change(Notices.USUAL.with(Notices.Words.SENDER));
    alices.chat(rooms.get(0)).send("again");
    world.pass(60);
    assertThat(shown()).isEqualTo("Friends | alice: 2 new messages");
    change(Notices.USUAL.withGroups(Notices.Level.MENTIONS));
    alices.chat(rooms.get(0)).send("to nobody");
    world.pass(60);
    assertThat(bell.rung).isEqualTo(2);
  }

  @Test
  void anAccountThatIsRemovedTakesItsNoticesAlong() {
    says("one");
    model.forget(BOB);
    assertThat(bell.shown).isEmpty();
  }
}
