package im.symbolon.service.files;

/**
 * What one account may put here. Sizes are bytes.
 *
 * @param largest of one file
 * @param dailyBytes of all slots given in a day (UTC), used or not
 * @param dailyFiles the same in slots
 * @param keptBytes of all files that are kept, and of slots that may still become files
 * @param openSlots slots at one time that are not yet used up
 */
public record FileQuota(
    long largest, long dailyBytes, int dailyFiles, long keptBytes, int openSlots) {
  private static final long MIB = 1024 * 1024;

  /** A long film a month, a few photographs an hour, and an album at once. */
  public static final FileQuota DEFAULT =
      new FileQuota(100 * MIB, 1024 * MIB, 1000, 4096 * MIB, 50);

  public FileQuota {
    if (largest < 1 || dailyFiles < 1 || openSlots < 1) {
      throw new IllegalArgumentException("a quota allows at least one byte, file and slot");
    }
    if (largest > dailyBytes || largest > keptBytes) {
      throw new IllegalArgumentException("a quota allows at least one file of the largest size");
    }
  }
}
