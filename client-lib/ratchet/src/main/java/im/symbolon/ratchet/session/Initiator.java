package im.symbolon.ratchet.session;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Entropy;

/** Begins sessions. */
public final class Initiator {
  private Initiator() {}

  /**
   * Begins a session, in the bundle's version, with a device whose keys were fetched. The signed
   * prekey's signature is checked here, whatever was checked before.
   *
   * @param theirPreKey a one-time prekey of that device, not used by us before
   * @throws RatchetException NOT_AUTHENTIC when the signature is wrong or a key agrees on nothing
   */
  public static PendingSession start(
      IdentityKeyPair ours, Bundle theirs, PreKey theirPreKey, Entropy entropy)
      throws RatchetException {
    Dialect dialect = Dialect.of(theirs.version());
    CurveKey signedPreKey = verified(theirs);
    try (CurveKeyPair ephemeral = CurveKeyPair.generate(entropy)) {
      var secret =
          dialect
              .agreement()
              .initiate(ours, ephemeral, theirs.identity(), signedPreKey, theirPreKey.key());
      ExchangeId exchange = new ExchangeId(ours.publicKey(), ephemeral.publicKey());
      return new PendingSession(
          new SessionFacts(dialect, SessionFacts.Role.INITIATOR, exchange, theirs.identity()),
          theirPreKey.id(),
          theirs.signedPreKey().id(),
          DoubleRatchet.initiate(dialect, secret, signedPreKey, entropy));
    }
  }

  private static CurveKey verified(Bundle theirs) throws RatchetException {
    try {
      return theirs
          .signedPreKey()
          .verify(theirs.version(), theirs.identity(), Ed25519::verify)
          .key();
    } catch (ProtocolException e) {
      throw new RatchetException(Reason.NOT_AUTHENTIC, "the signed prekey's signature is wrong", e);
    }
  }
}
