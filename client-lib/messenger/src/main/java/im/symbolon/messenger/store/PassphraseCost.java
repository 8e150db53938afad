package im.symbolon.messenger.store;

/**
 * What one guess at a passphrase costs (Argon2id, RFC 9106).
 *
 * @param memoryKib 8 to 1,048,576; at least 8 per lane
 * @param iterations 1 to 64
 * @param lanes 1 to 16; they run one after the other here
 */
public record PassphraseCost(int memoryKib, int iterations, int lanes) {
  /** 64 MiB and three passes: RFC 9106's choice for constrained memory, with one lane. */
  public static final PassphraseCost DEFAULT = new PassphraseCost(64 * 1024, 3, 1);

  // The header is not authentic until the key is known: the upper bounds keep a forged one from
  // using up the machine.
  public PassphraseCost {
    requireWithin(memoryKib, 8, 1024 * 1024);
    requireWithin(iterations, 1, 64);
    requireWithin(lanes, 1, 16);
    requireWithin(memoryKib / lanes, 8, 1024 * 1024);
  }

  private static void requireWithin(int value, int from, int to) {
    if (value < from || value > to) {
      throw new IllegalArgumentException("Argon2id parameter outside of its range");
    }
  }
}
