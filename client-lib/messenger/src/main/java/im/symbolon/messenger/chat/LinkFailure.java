package im.symbolon.messenger.chat;

/** Why a device was not linked. */
public enum LinkFailure {
  /** It was sealed for another code, or by somebody who does not have the code. */
  WRONG_CODE(1, "The code does not fit; compare it and try again."),
  /** The code was older than five minutes, or the device that showed it was restarted. */
  EXPIRED(2, "The code is too old; show a new one."),
  /** The code had linked a device already. */
  USED(3, "The code was used already; show a new one."),
  /** The other device runs a newer version. */
  NEWER_VERSION(4, "The other device runs a newer version; update this one."),
  /** What was handed over is not the key to this account, or this device was removed from it. */
  NOT_ACCEPTED(5, "The other device could not link this one to the account.");

  private final int number;
  private final String sentence;

  LinkFailure(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  /** As it is told to the other device. */
  public int number() {
    return number;
  }

  /** One sentence for the user. */
  public String sentence() {
    return sentence;
  }

  /** The one with that number; the last one for numbers of newer versions. */
  public static LinkFailure of(int number) {
    for (LinkFailure each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    return NOT_ACCEPTED;
  }
}
