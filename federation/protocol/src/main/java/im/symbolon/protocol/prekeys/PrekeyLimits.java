package im.symbolon.protocol.prekeys;

import java.time.Duration;

/** The numbers of {@code urn:symbolon:prekeys:0}; both sides check them. */
public final class PrekeyLimits {
  /** Claim keys in one publication, so that the stanza stays below 64 KiB. */
  public static final int MAX_PUBLISHED_KEYS = 200;

  /** Claim keys that the service keeps unused for one device. */
  public static final int MAX_STOCK = 1000;

  /** Devices of one account; also the most that one claim can name. */
  public static final int MAX_DEVICES = 100;

  /** A device is told to refill when this many claim keys are left, and when none is. */
  public static final int LOW_WATER = 20;

  /** How far ahead a key may expire. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(366);

  private PrekeyLimits() {}
}
