package im.symbolon.messenger.trust;

/** What a decision about a device rests on. */
public enum Basis {
  /** Nothing: nobody has looked at its key. */
  BLIND(1),
  /** A person looked at its fingerprint and decided. */
  PERSON(2),
  /** A person scanned a code that holds its fingerprint. */
  CODE(3),
  /** The person's signed device list; never stored with a device, as the list may change. */
  SIGNED(4);

  private final int number;

  Basis(int number) {
    this.number = number;
  }

  /** As it is stored. */
  public int number() {
    return number;
  }

  /** The one with that number. */
  public static Basis of(int number) {
    for (Basis each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown basis of trust");
  }
}
