package im.symbolon.swing.files;

import im.symbolon.swing.media.PictureDecoder;
import im.symbolon.views.ChatFiles;
import im.symbolon.views.FileItem;
import im.symbolon.views.FileKey;
import im.symbolon.views.SmallPicture;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.swing.SwingUtilities;

/**
 * Pictures as they are painted, of one chat: made beside the event thread when they are first
 * wanted, and kept as long as there is room. Used on the event thread.
 */
public final class Pictures {
  /** Of a box, in pixels; more than any screen has. */
  static final int LARGEST_BOX = 4096;

  private static final int LARGEST_FILE = 32 << 20;

  /** As many pixels are kept: 64 MB. */
  private static final long MOST = 16_000_000;

  private static final int MOST_SMALL = 600;
  private static final Object ONE_AT_A_TIME = new Object();
  private static final Executor SMALL = small();

  private final ChatFiles files;
  private final Runnable repaint;
  private final LinkedHashMap<Wanted, BufferedImage> made = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Wanted> underWay = new HashSet<>();
  private final Set<FileKey> broken = new HashSet<>();
  private final Map<SmallPicture, Optional<BufferedImage>> thumbnails = new HashMap<>();
  private long pixels;

  private record Wanted(FileKey file, int width, int height) {}

  /**
   * @param repaint shows what has come
   */
  public Pictures(ChatFiles files, Runnable repaint) {
    this.files = files;
    this.repaint = repaint;
  }

  private static Executor small() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "symbolon-thumbnails");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /** As large as it fits into that box; empty while it is not made, and when it cannot be. */
  Optional<BufferedImage> picture(FileKey file, Dimension box) {
    Wanted wanted =
        new Wanted(file, Math.min(box.width, LARGEST_BOX), Math.min(box.height, LARGEST_BOX));
    BufferedImage found = made.get(wanted);
    if (found == null && !broken.contains(file) && underWay.add(wanted)) {
      files.read(
          file,
          content -> {
            Optional<BufferedImage> image;
            synchronized (ONE_AT_A_TIME) {
              image = decode(content.bytes(LARGEST_FILE), wanted.width(), wanted.height());
            }
            SwingUtilities.invokeLater(() -> keep(wanted, image));
          });
    }
    return Optional.ofNullable(found);
  }

  /** True for one that is damaged or too large to be looked at. */
  boolean isBroken(FileKey file) {
    return broken.contains(file);
  }

  private static Optional<BufferedImage> decode(byte[] file, int width, int height) {
    try {
      return Optional.of(PictureDecoder.decode(file, width, height));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void keep(Wanted wanted, Optional<BufferedImage> image) {
    underWay.remove(wanted);
    if (image.isPresent()) {
      made.put(wanted, image.get());
      pixels += size(image.get());
      forgetOldest();
    } else {
      broken.add(wanted.file());
    }
    repaint.run();
  }

  private void forgetOldest() {
    Iterator<BufferedImage> oldest = made.values().iterator();
    while (pixels > MOST && made.size() > 1) {
      pixels -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(BufferedImage image) {
    return (long) image.getWidth() * image.getHeight();
  }

  /** What stands for it until it is here. */
  Optional<BufferedImage> small(FileItem item) {
    if (!item.small().isPresent()) {
      return Optional.empty();
    }
    SmallPicture small = item.small().get();
    Optional<BufferedImage> found = thumbnails.get(small);
    if (found == null) {
      if (thumbnails.size() >= MOST_SMALL) {
        thumbnails.clear();
      }
      thumbnails.put(small, Optional.empty());
      SMALL.execute(
          () -> {
            Optional<BufferedImage> image =
                decode(small.bytes(), SmallPicture.MAX_SIDE, SmallPicture.MAX_SIDE);
            SwingUtilities.invokeLater(
                () -> {
                  thumbnails.put(small, image);
                  repaint.run();
                });
          });
    }
    return found == null ? Optional.empty() : found;
  }
}
