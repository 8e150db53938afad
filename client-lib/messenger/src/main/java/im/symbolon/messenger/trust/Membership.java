package im.symbolon.messenger.trust;

/** Whether this device belongs to its account. */
public enum Membership {
  /** It has not looked yet. */
  FIRST_TIME(0),
  /** It is in the account's signed device list. */
  LINKED(1),
  /** The account has a signed list without it: it waits to be linked, and sends nothing. */
  UNLINKED(2),
  /** Another device removed it: it sends nothing any more. */
  REMOVED(3);

  private final int number;

  Membership(int number) {
    this.number = number;
  }

  /** As it is stored. */
  public int number() {
    return number;
  }

  /** The one with that number. */
  public static Membership of(int number) {
    for (Membership each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown membership");
  }

  /** True when messages may leave; without an answer from the server, none does anyway. */
  public boolean maySpeak() {
    return this == LINKED || this == FIRST_TIME;
  }
}
