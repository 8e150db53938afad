package im.symbolon.swing.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlyOneTest {
  @TempDir Path folder;

  @Test
  void aSecondStartCallsTheFirst() throws Exception {
    BlockingQueue<String> called = new LinkedBlockingQueue<>();
    try (OnlyOne first = OnlyOne.take(folder).orElseThrow()) {
      first.answer(called::add);
      assertThat(OnlyOne.call(folder, "")).isTrue();
      assertThat(called.poll(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(OnlyOne.call(folder, "xmpp:rené@alpha.test")).isTrue();
      assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("xmpp:rené@alpha.test");
    }
    assertThat(OnlyOne.call(folder, "")).as("nobody is there any more").isFalse();
  }

  @Test
  void aCallThatIsTooLongIsCut() throws Exception {
    BlockingQueue<String> called = new LinkedBlockingQueue<>();
    try (OnlyOne first = OnlyOne.take(folder).orElseThrow()) {
      first.answer(called::add);
      OnlyOne.call(folder, "x".repeat(100_000));
      assertThat(called.poll(10, TimeUnit.SECONDS)).hasSize(4_096);
      assertThat(OnlyOne.call(folder, "again")).isTrue();
      assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo("again");
    }
  }

  /** A program that was killed leaves both files. */
  @Test
  void whatAnEndedProgramLeftIsTakenOver() throws Exception {
    Files.writeString(folder.resolve("desktop.lock"), "");
    Files.writeString(folder.resolve("desktop.socket"), "");
    try (OnlyOne next = OnlyOne.take(folder).orElseThrow()) {
      next.answer(link -> {});
      assertThat(OnlyOne.call(folder, "")).isTrue();
    }
  }

  @Test
  void aFolderIsTakenOnceAtATime() throws Exception {
    OnlyOne first = OnlyOne.take(folder).orElseThrow();
    assertThatThrownBy(() -> OnlyOne.take(folder))
        .isInstanceOf(OverlappingFileLockException.class); // in one program; else it is empty
    first.close();
    OnlyOne.take(folder).orElseThrow().close();
  }

  @Test
  void aFolderThatCannotBeWrittenIsAnError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OnlyOne.take(file)).isInstanceOf(IOException.class);
  }
}
