package im.symbolon.swing.profile;

import im.symbolon.swing.look.BoundedImage;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.ProfileModel;
import java.awt.Component;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;
import net.miginfocom.swing.MigLayout;

/** Chooses the own picture: a file, and a square of what is in it. */
final class Choosing {
  /** As others have it; a PNG of it stays below what is taken. */
  private static final int[] SIDES = {192, 128, 96, 64};

  private static final int MOST = 120 * 1024;
  private static final BoundedImage.Bounds BOUNDS = new BoundedImage.Bounds(400_000_000L, 800);

  private final ProfileModel model;
  private final Parts parts;
  private final Predicate<JComponent> asks;

  /**
   * @param asks shows that in a window of its own, and is told whether it was meant
   */
  Choosing(ProfileModel model, Parts parts, Predicate<JComponent> asks) {
    this.model = model;
    this.parts = parts;
    this.asks = asks;
  }

  void choose(Component over) {
    JFileChooser chooser = new JFileChooser();
    chooser.setName("profile.chooser");
    if (chooser.showOpenDialog(over) == JFileChooser.APPROVE_OPTION) {
      Thread reading =
          new Thread(
              () -> {
                Optional<BufferedImage> read =
                    BoundedImage.read(chooser.getSelectedFile().toPath(), BOUNDS);
                SwingUtilities.invokeLater(() -> crop(read));
              },
              "symbolon-picture");
      reading.setDaemon(true);
      reading.start();
    }
  }

  private void crop(Optional<BufferedImage> read) {
    if (!read.isPresent()) {
      model.notAPicture();
      return;
    }
    CropView view =
        parts.named(new CropView(read.get()), "profile.crop", parts.text("profile.crop"));
    JSlider zoom = new JSlider(100, (int) (100 * CropView.LARGEST), 100);
    parts.named(zoom, "profile.zoom", parts.text("profile.zoom"));
    zoom.setOpaque(false);
    zoom.addChangeListener(event -> view.zoom(zoom.getValue() / 100.0));
    JPanel form = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]10[]"));
    form.add(view, "align center");
    form.add(zoom, "growx, wmax 260, align center");
    form.add(new Prose(parts.text("profile.public"), "muted", 0.93f), "growx, wmin 0");
    if (asks.test(form)) {
      publish(view);
    }
  }

  /** As large as it can be sent. */
  private void publish(CropView view) {
    for (int side : SIDES) {
      byte[] png = png(view.chosen(side));
      if (png.length <= MOST) {
        model.show(png, side);
        return;
      }
    }
    model.notAPicture();
  }

  private static byte[] png(BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }
}
