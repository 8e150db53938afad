package im.symbolon.messenger.export;

import java.io.IOException;
import java.nio.file.Path;

/** What was written so far, told to whoever waits for it. */
final class Tally {
  private final ExportWatch watch;
  private final long total;
  private long messages;
  private long files;
  private long absentFiles;
  private long leftOut;

  Tally(ExportWatch watch, long total) {
    this.watch = watch;
    this.total = total;
  }

  /** Carries a person's wish through streams. */
  static final class Unwanted extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @throws Unwanted when nobody wants it any more
   */
  void goOn() throws Unwanted {
    if (!watch.goOn(messages, total)) {
      throw new Unwanted();
    }
  }

  void message() {
    messages++;
  }

  void file() {
    files++;
  }

  void absentFile() {
    absentFiles++;
  }

  void leaveOut() {
    leftOut++;
  }

  long messages() {
    return messages;
  }

  long leftOut() {
    return leftOut;
  }

  Exported at(Path where) {
    return new Exported(where, messages, files, absentFiles, leftOut);
  }
}
