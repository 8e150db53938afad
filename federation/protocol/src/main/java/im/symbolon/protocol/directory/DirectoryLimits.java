package im.symbolon.protocol.directory;

/** The numbers of {@code urn:symbolon:directory:0}; both sides check them. */
public final class DirectoryLimits {
  /** Accounts of one request. */
  public static final int MAX_ACCOUNTS = 200;

  /** An answer's element, in bytes of XML: servers cut stanzas at 256 KiB and more (REVIEW 32). */
  public static final int MAX_BYTES = 200 * 1024;

  /** The smallest answer that can be asked for. */
  public static final int MIN_BYTES = 4 * 1024;

  /**
   * The most that an account takes in an answer beside its address, its list and its keys, in
   * bytes.
   */
  public static final int ACCOUNT_BYTES = 144;

  /** The most that one claimed key with its device takes in an answer, in bytes. */
  public static final int MAX_KEY_BYTES = 640;

  private DirectoryLimits() {}
}
