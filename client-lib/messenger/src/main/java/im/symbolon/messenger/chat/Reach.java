package im.symbolon.messenger.chat;

/**
 * Which devices a message of ours was encrypted for, among all those in the contact's lists and our
 * own others.
 *
 * @param devices that can read it
 * @param untrusted left out because they are distrusted, or nobody has decided about them
 * @param keyless left out because they offered no keys, or other ones than before
 * @param legacy how many of those that can read it got it in legacy OMEMO only: because they know
 *     nothing better, or because a server hides that they do
 */
public record Reach(int devices, int untrusted, int keyless, int legacy) {
  public Reach {
    if (legacy > devices) {
      throw new IllegalArgumentException("more in legacy OMEMO than at all");
    }
    if (devices < 0 || untrusted < 0 || keyless < 0 || legacy < 0) {
      throw new IllegalArgumentException("less than no device");
    }
  }

  /** How many were left out. */
  public int leftOut() {
    return untrusted + keyless;
  }
}
