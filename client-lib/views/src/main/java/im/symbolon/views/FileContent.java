package im.symbolon.views;

import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.KeptFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What is in a file that is here: judged against what its sender said before a byte is given. */
public final class FileContent {
  private final KeptFile file;

  FileContent(KeptFile file) {
    this.file = file;
  }

  /** Something that reads it, away from the UI thread. */
  @FunctionalInterface
  public interface Reader {
    void read(FileContent content) throws Exception;
  }

  /**
   * All of it.
   *
   * @param limit in bytes
   * @throws IOException when it is larger
   */
  public byte[] bytes(long limit) throws IOException, FileException {
    if (file.size() > limit) {
      throw new IOException("larger than what is read at once");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) file.size());
    file.writeTo(out);
    return out.toByteArray();
  }

  void writeTo(OutputStream out) throws IOException, FileException {
    file.writeTo(out);
  }
}
