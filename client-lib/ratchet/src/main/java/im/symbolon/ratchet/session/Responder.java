package im.symbolon.ratchet.session;

import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Entropy;

/** Accepts sessions that others began. */
public final class Responder {
  private Responder() {}

  /**
   * Opens the first message of a session that is new to us, in the message's version. Check before
   * that the exchange was not accepted before ({@link ExchangeId}), and after that {@code
   * next.remoteIdentity()} is the identity which the sending device is known by.
   *
   * @param signedPreKey ours, with the id that the message names
   * @param preKey ours, with the id that the message names
   * @throws RatchetException NO_SESSION when the ids differ; MALFORMED when the ephemeral key is
   *     not in its one honest encoding, as no tag covers it and a changed one would let a repeated
   *     exchange pass for a new one; NOT_AUTHENTIC; TOO_FAR_AHEAD. Nothing has changed and the
   *     prekey is unused
   */
  public static OpenedMessage accept(
      IdentityKeyPair ours,
      SignedPreKeyPair signedPreKey,
      PreKeyPair preKey,
      KeyExchangeMessage message,
      Entropy entropy)
      throws RatchetException {
    if (!signedPreKey.id().equals(message.signedPreKey())
        || !preKey.id().equals(message.preKey())) {
      throw new RatchetException(Reason.NO_SESSION, "the message names other prekeys");
    }
    if (!Curve25519.isUnique(message.ephemeral())) {
      throw new RatchetException(Reason.MALFORMED, "the ephemeral key was not honestly made");
    }
    Dialect dialect = Dialect.of(message.version());
    var secret =
        dialect
            .agreement()
            .respond(
                ours, signedPreKey.pair(), preKey.pair(), message.identity(), message.ephemeral());
    SessionFacts facts =
        new SessionFacts(
            dialect, SessionFacts.Role.RESPONDER, ExchangeId.of(message), ours.publicKey());
    CurveKeyPair signed = signedPreKey.pair();
    return OpenedMessage.of(
        facts,
        DoubleRatchet.respond(
            dialect, secret, signed, message.message(), facts.receiving(), entropy));
  }
}
