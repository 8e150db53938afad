package im.symbolon.messenger.xmpp;

/**
 * Tells when a stanza has to be passed over. What our parser refuses, a lenient server may have let
 * through; it then comes again with each resumed stream, for ever, and with it nothing else.
 */
final class PoisonCount {
  /** Once may be an accident of the moment; what is the same three times is the stanza. */
  private static final int TIMES = 3;

  private long handled = -1;
  private int failures;

  /** Behind that many handled stanzas, the stream could not be read any further. */
  synchronized void failedBehind(long count) {
    failures = count == handled ? failures + 1 : 1;
    handled = count;
  }

  /** True when it is to be passed over, once. */
  synchronized boolean passOver(long count) {
    if (count != handled || failures < TIMES) {
      return false;
    }
    handled = -1;
    failures = 0;
    return true;
  }
}
