package im.symbolon.ratchet.session;

import im.symbolon.ratchet.primitives.Secret;

/**
 * A session as bytes. It is the session's secrets: whoever holds it seals it at rest and closes it.
 * A restored snapshot that is older than the last one stored must never be used to send.
 */
public final class SessionSnapshot extends Secret {
  private SessionSnapshot(byte[] owned) {
    super(owned);
  }

  /** Takes stored bytes over, unchecked until {@link SessionCodec#decode}. */
  public static SessionSnapshot of(byte[] owned) {
    return new SessionSnapshot(owned);
  }
}
