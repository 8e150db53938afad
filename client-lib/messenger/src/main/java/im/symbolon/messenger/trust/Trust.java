package im.symbolon.messenger.trust;

/** What is thought of one device of a person, with the one identity key that it showed. */
public enum Trust {
  /** It is believed to be that person's. */
  TRUSTED(1),
  /** Nobody has decided yet, or a decision was taken back. */
  UNDECIDED(2),
  /** Somebody decided that it is not that person's, or not theirs any more. */
  DISTRUSTED(3);

  private final int number;

  Trust(int number) {
    this.number = number;
  }

  /** As it is stored. */
  public int number() {
    return number;
  }

  /** The one with that number. */
  public static Trust of(int number) {
    for (Trust each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown trust");
  }
}
