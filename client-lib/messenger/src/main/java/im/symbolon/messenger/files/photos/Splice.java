package im.symbolon.messenger.files.photos;

/** What stands in place of some bytes of a file. */
final class Splice {
  /** For what reaches to the end, however far that is. */
  static final long TO_END = Long.MAX_VALUE;

  private final long offset;
  private final long length;
  private final byte[] instead;

  Splice(long offset, long length, byte[] instead) {
    this.offset = offset;
    this.length = length;
    this.instead = instead;
  }

  static Splice out(long offset, long length) {
    return new Splice(offset, length, new byte[0]);
  }

  long offset() {
    return offset;
  }

  long length() {
    return length;
  }

  byte[] instead() {
    return instead;
  }
}
