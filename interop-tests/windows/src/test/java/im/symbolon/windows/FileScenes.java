package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.swing.edt.GuiActionRunner.execute;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.swing.fixture.DialogFixture;

/** Scenes in which files, pictures and voices go from one window to the other. */
final class FileScenes {
  private static final int LARGE = 12_000_000;
  private static final long HELD = 5_000_000;

  private final Hand alice;
  private final Hand bob;
  private final FileHand alices;
  private final FileHand bobs;
  private final OffTheEventThread platform;
  private final Path directory;

  FileScenes(Hand alice, Hand bob, OffTheEventThread platform, Path directory) {
    this.alice = alice;
    this.bob = bob;
    this.alices = new FileHand(alice);
    this.bobs = new FileHand(bob);
    this.platform = platform;
    this.directory = directory;
  }

  void pictures() throws Exception {
    Path photo = directory.resolve("At the lake.jpg");
    ImageIO.write(landscape(2400, 1600), "jpeg", photo.toFile());
    DialogFixture preview = alices.attach(photo);
    assertThat(preview.checkBox("file.original").target().isSelected()).isFalse();
    Hand.type(preview.target(), "file.caption", "Look, the lake this morning!");
    alice.picture(preview.target(), "20-send-preview");
    Hand.answer(preview, "file.send");
    alice.awaitLine("Picture At the lake.jpg");
    bob.awaitLine("the lake this morning!");
    bobs.until("Picture At the lake.jpg", "here");

    execute(
        () ->
            Toolkit.getDefaultToolkit()
                .getSystemClipboard()
                .setContents(new Pasted(landscape(500, 700)), null));
    bobs.paste("chat.message");
    DialogFixture pasted = bob.dialog("file.send");
    bob.picture(pasted.target(), "20-send-pasted");
    Hand.answer(pasted, "file.send");
    alices.until("Picture picture.png", "here");
    Hand.until("pictures are painted", () -> alices.paints(LAKE) && bobs.paints(LAKE));
    alice.picture("21-pictures");
    bob.picture("21-pictures-other-side");
    look();
  }

  private void look() throws Exception {
    alices.click("picture.png");
    DialogFixture viewer = alice.dialog("viewer");
    Hand.until("the picture is looked at", () -> FileHand.paints(viewer.target(), LAKE));
    viewer.button("viewer.larger").click();
    viewer.button("viewer.previous").click();
    Hand.until(
        "the one before", () -> viewer.label("viewer.name").text().equals("At the lake.jpg"));
    Hand.until("it is looked at, too", () -> FileHand.paints(viewer.target(), LAKE));
    assertThat(viewer.button("viewer.previous").isEnabled()).isFalse();
    alice.picture(viewer.target(), "22-viewer");
    viewer.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
    Hand.until("the viewer is closed", () -> !viewer.target().isShowing());
  }

  /** While both have the group open. */
  void group() throws Exception {
    Path map = directory.resolve("The way.png");
    ImageIO.write(landscape(800, 500), "png", map.toFile());
    DialogFixture preview = alices.attach(map);
    Hand.type(preview.target(), "file.caption", "This is the way.");
    Hand.answer(preview, "file.send");
    bobs.until("Picture The way.png", "here");
    bob.awaitLine("This is the way.");
    Hand.until("it is painted", () -> bobs.paints(LAKE));
    bob.picture("11-group-picture");
  }

  void large() throws Exception {
    Path file = directory.resolve("Minutes of the meeting, with all that was said there.zip");
    byte[] content = content(LARGE, 1);
    Files.write(file, content);
    platform.gate().close(HELD);
    alices.attach(file).button("file.send").click();
    bobs.until("File Minutes", "not fetched yet");
    alice.picture("23-file-sent");
    bobs.click("Minutes of the meeting, with all that was said there.zip");
    bobs.until("File Minutes", "on its way 4");
    bob.picture("23-file-moving");
    bobs.click("Minutes of the meeting, with all that was said there.zip");
    bobs.until("File Minutes", "not fetched yet");
    platform.gate().open();
    bobs.click("Minutes of the meeting, with all that was said there.zip");
    bobs.until("File Minutes", "here");
    List<Long> begun = platform.gate().begun();
    assertThat(begun.get(begun.size() - 1)).as("it went on").isGreaterThanOrEqualTo(HELD);
    bob.picture("24-file-here");
    Path saved = directory.resolve("saved by Bob.zip");
    bobs.menu("Minutes of the meeting, with all that was said there.zip", "file.saveas");
    bobs.savesAs(saved);
    Hand.until("it is saved", () -> Files.exists(saved) && Files.size(saved) == LARGE);
    assertThat(saved).hasBinaryContent(content);
  }

  void tampered() throws Exception {
    Path file = directory.resolve("run me.sh");
    Files.write(file, content(100_000, 2));
    List<Path> before = uploaded();
    alices.attach(file).button("file.send").click();
    bobs.until("File run me.sh", "not fetched yet");
    Path sealed =
        uploaded().stream().filter(each -> !before.contains(each)).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(sealed);
    bytes[50_000] ^= 1;
    Files.write(sealed, bytes);
    bobs.click("run me.sh");
    bobs.until("File run me.sh", "not here: This file was changed on its way");
    bob.picture("25-file-refused");
    bytes[50_000] ^= 1;
    Files.write(sealed, bytes);
    bobs.click("run me.sh");
    bobs.until("File run me.sh", "here");
    bobs.click("run me.sh");
    DialogFixture warned = bob.dialog("file.question");
    bob.picture(warned.target(), "25-file-may-run");
    Hand.answer(warned, "common.cancel");
  }

  /** Sealed files, as the servers have them. */
  private List<Path> uploaded() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("servers"))) {
      return all.filter(Files::isRegularFile)
          .filter(each -> each.toString().contains("alpha.test"))
          .filter(each -> each.toFile().length() == 100_016)
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  void voice() throws Exception {
    platform.ears().deaf(true);
    alice.click("voice.record");
    Hand.until(() -> alice.isThere("problem.text"));
    assertThat(alice.area("problem.text")).contains("microphone");
    alice.picture("26-no-microphone");
    platform.ears().deaf(false);
    alice.click("voice.record");
    Hand.until(() -> alice.isThere("voice.time") && alice.text("voice.time").equals("0:03"));
    alice.picture("26-recording");
    alice.click("voice.cancel");
    Hand.until(() -> alice.isThere("voice.record"));
    assertThat(alice.described("transcript")).doesNotContain("Voice message");
    alice.click("voice.record");
    Hand.until(() -> alice.isThere("voice.time") && alice.text("voice.time").equals("0:03"));
    alice.click("voice.send");
    bobs.until("Voice message voice.ogg", "0:04, here");
    platform.ears().hold(Ears.SECONDS * 48_000L / 2);
    bobs.click("voice.ogg");
    Hand.until("half of it is heard", () -> platform.ears().heard() >= Ears.SECONDS * 24_000L);
    bob.picture("27-voice-heard");
    platform.ears().letGo();
    Hand.until("all of it is heard", () -> platform.ears().heard() >= Ears.SECONDS * 48_000L);
    assertThat(platform.ears().loudest()).isGreaterThan(8_000);
  }

  /** The colour of its sun, which nothing else in the window has. */
  private static final Color LAKE = new Color(255, 196, 0);

  private static BufferedImage landscape(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    g2.setPaint(new GradientPaint(0, 0, new Color(0x5fa8d3), 0, height, new Color(0xf6e7cb)));
    g2.fillRect(0, 0, width, height);
    g2.setColor(LAKE);
    g2.fillOval(width / 2, height / 6, width / 5, width / 5);
    g2.setColor(new Color(0x2f5d50));
    g2.fillPolygon(
        new int[] {0, width / 3, width * 2 / 3},
        new int[] {height * 2 / 3, height / 4, height * 2 / 3},
        3);
    g2.setPaint(
        new GradientPaint(0, height * 2f / 3, new Color(0x2b6777), 0, height, new Color(0x123c4a)));
    g2.fillRect(0, height * 2 / 3, width, height);
    g2.dispose();
    return image;
  }

  private static byte[] content(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** A picture that was copied elsewhere. */
  private record Pasted(Image image) implements Transferable {
    @Override
    public DataFlavor[] getTransferDataFlavors() {
      return new DataFlavor[] {DataFlavor.imageFlavor};
    }

    @Override
    public boolean isDataFlavorSupported(DataFlavor flavor) {
      return flavor.equals(DataFlavor.imageFlavor);
    }

    @Override
    public Object getTransferData(DataFlavor flavor) {
      return image;
    }
  }
}
