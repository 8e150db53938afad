package im.symbolon.messenger.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a folder into a zip, and empties it meanwhile: both need little more room than one. */
final class Packing implements AutoCloseable {
  private static final int STEP = 64 * 1024;

  private final ZipOutputStream zip;
  private final byte[] step = new byte[STEP];

  Packing(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /**
   * Takes all that is in a folder.
   *
   * @param under this name
   */
  void take(Path folder, String under) throws IOException {
    List<Path> inside = new ArrayList<>();
    try (Stream<Path> found = Files.list(folder)) {
      found.forEach(inside::add);
    }
    Collections.sort(inside);
    for (Path each : inside) {
      String name = under + "/" + each.getFileName();
      if (Files.isDirectory(each)) {
        take(each, name);
      } else {
        add(each, name);
        Files.delete(each);
      }
    }
  }

  private void add(Path file, String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(step); count >= 0; count = in.read(step)) {
        zip.write(step, 0, count);
      }
    }
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
