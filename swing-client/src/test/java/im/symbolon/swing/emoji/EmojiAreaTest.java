package im.symbolon.swing.emoji;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.event.ActionEvent;
import java.awt.image.BufferedImage;
import java.util.Collections;
import javax.swing.SwingUtilities;
import javax.swing.text.DefaultEditorKit;
import javax.swing.undo.UndoManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiAreaTest {
  private static final String FAMILY = "👨‍👩‍👧";

  private EmojiArea area;

  @BeforeEach
  void opens() throws Exception {
    assumeTrue(
        Emoji.system().hasPictures(),
        "*** EMOJI NOT TESTED: fonts-noto-color-emoji is missing ***");
    SwingUtilities.invokeAndWait(
        () -> {
          area = new EmojiArea();
          area.setSize(300, 200);
        });
  }

  private void type(String text) throws Exception {
    SwingUtilities.invokeAndWait(() -> area.replaceSelection(text));
    settled();
  }

  /** What was written is shown a moment later. */
  private static void settled() throws Exception {
    SwingUtilities.invokeAndWait(() -> {});
  }

  private void press(String action) throws Exception {
    SwingUtilities.invokeAndWait(
        () -> area.getActionMap().get(action).actionPerformed(event(action)));
    settled();
  }

  private ActionEvent event(String command) {
    return new ActionEvent(area, 1, command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a 👍 b", FAMILY, "❤️❤️", "x\ny 🇩🇪\n", "1️⃣2", "plain", "\uD83D", "👍🏽👍"})
  void whatIsWrittenStaysAsItIs(String text) throws Exception {
    type(text);
    assertThat(area.text()).isEqualTo(text);
    paint();
    assertThat(area.text()).isEqualTo(text);
  }

  private BufferedImage paint() throws Exception {
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    SwingUtilities.invokeAndWait(
        () -> {
          area.doLayout();
          area.print(image.createGraphics());
        });
    return image;
  }

  @Test
  void itIsSeenInColour() throws Exception {
    type("👍");
    BufferedImage image = paint();
    boolean yellow = false;
    for (int x = 0; x < 30; x++) {
      for (int y = 0; y < 30; y++) {
        int rgb = image.getRGB(x, y);
        yellow |= (rgb >> 16 & 0xff) > 200 && (rgb & 0xff) < 110;
      }
    }
    assertThat(yellow).isTrue();
  }

  @Test
  void oneKeyDeletesOneEmojiWhole() throws Exception {
    type("a" + FAMILY + "👍🏽");
    press(DefaultEditorKit.deletePrevCharAction);
    assertThat(area.text()).isEqualTo("a" + FAMILY);
    press(DefaultEditorKit.deletePrevCharAction);
    assertThat(area.text()).isEqualTo("a");
    press(DefaultEditorKit.deletePrevCharAction);
    assertThat(area.text()).isEmpty();
    press(DefaultEditorKit.deletePrevCharAction);
    assertThat(area.text()).isEmpty();
  }

  @Test
  void deletingForwardsDoesTheSame() throws Exception {
    type("a" + FAMILY + "b");
    SwingUtilities.invokeAndWait(() -> area.setCaretPosition(1));
    press(DefaultEditorKit.deleteNextCharAction);
    assertThat(area.text()).isEqualTo("ab");
  }

  @Test
  void theCaretStandsBeforeOrBehindNeverWithin() throws Exception {
    type("a" + FAMILY + "b" + "👍");
    paint();
    int end = area.text().length();
    assertThat(area.getCaretPosition()).isEqualTo(end);
    press(DefaultEditorKit.backwardAction);
    assertThat(area.getCaretPosition()).isEqualTo(end - 2);
    press(DefaultEditorKit.backwardAction);
    press(DefaultEditorKit.backwardAction);
    assertThat(area.getCaretPosition()).isEqualTo(1);
    press(DefaultEditorKit.forwardAction);
    assertThat(area.getCaretPosition()).isEqualTo(1 + FAMILY.length());
  }

  @Test
  void whatIsTypedBehindAnEmojiIsALetter() throws Exception {
    type("👍");
    type("x");
    type("y");
    press(DefaultEditorKit.deletePrevCharAction);
    assertThat(area.text()).isEqualTo("👍x");
  }

  @Test
  void undoingUndoesWhatWasWrittenNotHowItLooks() throws Exception {
    UndoManager undo = new UndoManager();
    area.getDocument()
        .addUndoableEditListener(
            event -> {
              if (!EmojiArea.isLookOnly(event.getEdit())) {
                undo.addEdit(event.getEdit());
              }
            });
    type("a");
    type("👍");
    SwingUtilities.invokeAndWait(undo::undo);
    settled();
    assertThat(area.text()).isEqualTo("a");
    SwingUtilities.invokeAndWait(undo::redo);
    settled();
    assertThat(area.text()).isEqualTo("a👍");
    assertThat(undo.canRedo()).isFalse();
  }

  @Test
  void manyAreShownWithoutEnd() throws Exception {
    type(String.join("", Collections.nCopies(2_000, "👍 word ")));
    assertThat(area.text()).hasSize(2_000 * 8);
    paint();
    SwingUtilities.invokeAndWait(() -> area.setText(""));
    settled();
    assertThat(area.text()).isEmpty();
  }
}
