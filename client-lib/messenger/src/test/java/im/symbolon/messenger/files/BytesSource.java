package im.symbolon.messenger.files;

import im.symbolon.protocol.files.FileName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file that is in memory. */
public final class BytesSource implements FileSource {
  private final FileName name;
  private final byte[] content;

  private BytesSource(FileName name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  public static BytesSource of(String name, byte[] content) {
    return new BytesSource(FileName.clean(name), content);
  }

  @Override
  public FileName name() {
    return name;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(content);
  }

  /** All that can be read of a source. */
  public static byte[] read(FileSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = source.open()) {
      byte[] portion = new byte[777];
      for (int n = in.read(portion); n >= 0; n = in.read(portion)) {
        out.write(portion, 0, n);
      }
    }
    return out.toByteArray();
  }
}
