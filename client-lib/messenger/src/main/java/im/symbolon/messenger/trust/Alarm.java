package im.symbolon.messenger.trust;

/** Why nothing at all leaves to a person until somebody looked. */
public enum Alarm {
  /** A verified person shows another account root. */
  ROOT_CHANGED(1),
  /** A first account root, which none of the devices that were verified is a member of. */
  ROOT_NOT_INTRODUCED(2);

  private final int number;

  Alarm(int number) {
    this.number = number;
  }

  /** As it is stored. */
  public int number() {
    return number;
  }

  /** The one with that number. */
  public static Alarm of(int number) {
    for (Alarm each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown alarm");
  }
}
