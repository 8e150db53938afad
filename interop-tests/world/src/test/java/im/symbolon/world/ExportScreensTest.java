package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.views.Backstage;
import im.symbolon.views.ChatModel;
import im.symbolon.views.ExportModel;
import im.symbolon.views.ExportModel.Stage;
import im.symbolon.views.Session;
import im.symbolon.views.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the screen shows while a copy of chats is made. */
class ExportScreensTest {
  @TempDir Path folder;

  private final World world = new World(12);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");
  private final Session alices = session(alice);
  private final Session bobs = session(bob);

  ExportScreensTest() {
    world.pass(60);
    alices.chat(BOB).send("Have you seen the turtle?");
    world.pass(30);
    ChatModel his = bobs.chat(ALICE);
    his.answer(his.lastOfOthers().get(), "It <b>moved</b>");
    world.pass(30);
  }

  private static Session session(Phone phone) {
    return new Session(phone.messenger, new Backstage(Runnable::run, Runnable::run, Runnable::run));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  @Test
  void aChatIsCopiedInThePersonsLanguage() throws Exception {
    try (ExportModel model = alices.export(Optional.of(BOB), Texts.in(Locale.GERMANY))) {
      List<Stage> stages = new ArrayList<>();
      model.state().watch(view -> stages.add(view.stage()));
      assertThat(model.proposedName(true)).matches("Symbolon bob [0-9-]{10}\\.zip");
      model.begin(folder.resolve("copy"), true, false);
      ExportModel.View view = model.state().value();
      assertThat(view.stage()).isEqualTo(Stage.DONE);
      assertThat(view.problem()).isEmpty();
      assertThat(view.done())
          .contains(
              new ExportModel.Done(
                  folder.resolve("copy"), folder.resolve("copy/index.html"), 2, 0, 0, 0));
      assertThat(stages).startsWith(Stage.CHOOSING, Stage.RUNNING).endsWith(Stage.DONE);
      assertThat(folder.resolve("copy/index.html"))
          .content()
          .contains("lang=\"de-DE\"", "nicht verschlüsselt", "2 Nachrichten");
      assertThat(folder.resolve("copy/chats/001-" + BOB + ".html"))
          .content()
          .contains("<bdi>Du</bdi>", "<blockquote", "It &lt;b&gt;moved&lt;/b&gt;");
    }
  }

  @Test
  void whatIsThereAlreadyIsSaidAndAnotherNameIsTaken() throws Exception {
    try (ExportModel model = alices.export(Optional.empty(), Texts.in(Locale.ENGLISH))) {
      Path there = Files.createDirectories(folder.resolve("there"));
      model.begin(there, false, false);
      assertThat(model.state().value().problem().get().key()).isEqualTo("problem.export.exists");
      assertThat(model.state().value().stage()).isEqualTo(Stage.CHOOSING);
      model.begin(folder.resolve("other.zip"), false, true);
      assertThat(model.state().value().problem()).isEmpty();
      assertThat(left()).containsExactlyInAnyOrder(there, folder.resolve("other.zip"));
    }
  }

  @Test
  void cancellingIsNoProblemAndLeavesNothing() throws Exception {
    try (ExportModel model = alices.export(Optional.empty(), Texts.in(Locale.ENGLISH))) {
      model
          .state()
          .watch(
              view -> {
                if (view.stage() == Stage.RUNNING) {
                  model.cancel();
                }
              });
      model.begin(folder.resolve("copy"), false, false);
      assertThat(model.state().value().stage()).isEqualTo(Stage.CHOOSING);
      assertThat(model.state().value().problem()).isEmpty();
      assertThat(left()).isEmpty();
      model.begin(folder.resolve("copy"), false, false);
      assertThat(left()).as("the other one was let begin, and was cancelled as well").isEmpty();
    }
  }

  @Test
  void nothingBeginsOnceTheAccountIsClosed() throws Exception {
    ExportModel model = alices.export(Optional.empty(), Texts.in(Locale.ENGLISH));
    alices.close();
    model.begin(folder.resolve("copy"), false, false);
    assertThat(left()).isEmpty();
    assertThat(model.state().value().stage()).isEqualTo(Stage.CHOOSING);
  }
}
