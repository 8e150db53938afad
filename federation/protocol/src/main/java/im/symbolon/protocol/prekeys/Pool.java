package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.PreKeyId;

/**
 * What a one-time prekey is for. The pools share no ids, so the id in a key exchange tells by
 * itself which promise was made about the key.
 */
public enum Pool {
  /**
   * Published in the PEP bundle, where everybody sees all of them: may be used more than once. Ids
   * stay below 2<sup>24</sup>, which every OMEMO implementation has always used itself.
   */
  PEP("pep", 1, (1 << 24) - 1),

  /** Handed out by the service to one claimer, once. */
  CLAIM("claim", 1 << 24, (1 << 30) - 1),

  /** Handed out, as often as needed, when no claim key is left or a limit was reached. */
  LAST_RESORT("last-resort", 1 << 30, Integer.MAX_VALUE);

  private final String wireName;
  private final int first;
  private final int last;

  Pool(String wireName, int first, int last) {
    this.wireName = wireName;
    this.first = first;
    this.last = last;
  }

  /** The value of the {@code pool} attribute. */
  public String wireName() {
    return wireName;
  }

  /** The lowest id of this pool. */
  public PreKeyId first() {
    return new PreKeyId(first);
  }

  /** The highest id of this pool. */
  public PreKeyId last() {
    return new PreKeyId(last);
  }

  public boolean holds(PreKeyId id) {
    return id.value() >= first && id.value() <= last;
  }

  /**
   * The pool that an id of ours belongs to; every one belongs to exactly one.
   *
   * @throws IllegalArgumentException for 0, which only others use: their ids have no pool
   */
  public static Pool of(PreKeyId id) {
    for (Pool each : values()) {
      if (each.holds(id)) {
        return each;
      }
    }
    throw new IllegalArgumentException("prekey " + id + " is of no pool");
  }

  /**
   * Reads a {@code pool} attribute.
   *
   * @throws ProtocolException UNKNOWN_VERSION
   */
  static Pool parse(String wireName) throws ProtocolException {
    for (Pool each : values()) {
      if (each.wireName.equals(wireName)) {
        return each;
      }
    }
    throw new ProtocolException(Reason.UNKNOWN_VERSION, "unknown prekey pool");
  }
}
