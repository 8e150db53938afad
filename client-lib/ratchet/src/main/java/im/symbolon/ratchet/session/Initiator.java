package im.symbolon.ratchet.session;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.x3dh.AssociatedData;
import im.symbolon.ratchet.x3dh.X3dh;

/** Begins sessions. */
public final class Initiator {
  private Initiator() {}

  /**
   * Begins a session with a device whose keys were fetched. The signed prekey's signature is
   * checked here, whatever was checked before.
   *
   * @param theirPreKey a one-time prekey of that device, not used by us before
   * @throws RatchetException NOT_AUTHENTIC when the signature is wrong or a key agrees on nothing
   */
  public static PendingSession start(
      IdentityKeyPair ours,
      IdentityKey theirs,
      SignedPreKey theirSignedPreKey,
      PreKey theirPreKey,
      Entropy entropy)
      throws RatchetException {
    if (!Ed25519.verify(theirs, theirSignedPreKey.key().encode(), theirSignedPreKey.signature())) {
      throw new RatchetException(Reason.NOT_AUTHENTIC, "the signed prekey's signature is wrong");
    }
    try (CurveKeyPair ephemeral = CurveKeyPair.generate(entropy)) {
      var secret =
          X3dh.initiate(ours, ephemeral, theirs, theirSignedPreKey.key(), theirPreKey.key());
      SessionFacts facts =
          new SessionFacts(
              new AssociatedData(ours.publicKey(), theirs),
              new ExchangeId(ours.publicKey(), ephemeral.publicKey()),
              SessionFacts.Role.INITIATOR);
      return new PendingSession(
          facts,
          theirPreKey.id(),
          theirSignedPreKey.id(),
          DoubleRatchet.initiate(secret, theirSignedPreKey.key(), entropy));
    }
  }
}
