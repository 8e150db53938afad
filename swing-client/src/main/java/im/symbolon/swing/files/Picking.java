package im.symbolon.swing.files;

import im.symbolon.views.Picked;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.datatransfer.Clipboard;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.event.InputEvent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import javax.swing.TransferHandler;

/** Takes files and pictures that are dropped or pasted; what else comes goes where it went. */
public final class Picking extends TransferHandler {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(Picking.class.getName());

  private final transient Consumer<List<Picked>> told;
  private final transient Optional<TransferHandler> otherwise;

  /**
   * @param told on the event thread what there is to be sent
   * @param otherwise takes what is neither
   */
  public Picking(Consumer<List<Picked>> told, Optional<TransferHandler> otherwise) {
    this.told = told;
    this.otherwise = otherwise;
  }

  private static boolean brings(TransferSupport support) {
    return support.isDataFlavorSupported(DataFlavor.javaFileListFlavor)
        || isPicture(support.getTransferable());
  }

  /** A picture that is a text as well, as from a table, is meant as text. */
  private static boolean isPicture(Transferable from) {
    return from.isDataFlavorSupported(DataFlavor.imageFlavor)
        && !from.isDataFlavorSupported(DataFlavor.stringFlavor);
  }

  @Override
  public boolean canImport(TransferSupport support) {
    return brings(support) || otherwise.filter(each -> each.canImport(support)).isPresent();
  }

  @Override
  public boolean importData(TransferSupport support) {
    if (!brings(support)) {
      return otherwise.filter(each -> each.importData(support)).isPresent();
    }
    if (support.isDrop()) {
      support.setDropAction(COPY); // what is dropped stays where it is
    }
    return take(support.getTransferable());
  }

  private boolean take(Transferable from) {
    try {
      if (from.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
        files((List<?>) from.getTransferData(DataFlavor.javaFileListFlavor));
      } else {
        picture((Image) from.getTransferData(DataFlavor.imageFlavor));
      }
      return true;
    } catch (UnsupportedFlavorException | IOException e) {
      LOG.log(Level.INFO, "what was dropped cannot be had: {0}", e.getClass().getName());
      return false;
    }
  }

  private void files(List<?> all) {
    List<Picked> picked = all.stream().map(each -> Picked.of(((File) each).toPath())).toList();
    SwingUtilities.invokeLater(() -> told.accept(picked)); // once whoever dropped it is let go
  }

  private void picture(Image image) {
    Thread writing = new Thread(() -> write(image), "symbolon-pasted");
    writing.setDaemon(true);
    writing.start();
  }

  private void write(Image image) {
    int across = image.getWidth(null);
    int tall = image.getHeight(null);
    if (across <= 0 || tall <= 0) {
      return;
    }
    BufferedImage drawn = new BufferedImage(across, tall, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = drawn.createGraphics();
    g2.drawImage(image, 0, 0, null);
    g2.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(drawn, "png", out);
      List<Picked> picked = List.of(Picked.of("picture.png", out.toByteArray()));
      SwingUtilities.invokeLater(() -> told.accept(picked));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a picture cannot be written: {0}", e.getClass().getName());
    }
  }

  @Override
  public int getSourceActions(JComponent source) {
    return otherwise.map(each -> each.getSourceActions(source)).orElse(NONE);
  }

  @Override
  public void exportToClipboard(JComponent source, Clipboard clipboard, int action) {
    otherwise.ifPresent(each -> each.exportToClipboard(source, clipboard, action));
  }

  @Override
  public void exportAsDrag(JComponent source, InputEvent event, int action) {
    otherwise.ifPresent(each -> each.exportAsDrag(source, event, action));
  }
}
