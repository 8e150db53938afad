package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.util.Objects;

/** What this device knows about signers: how signatures are checked, and which keys are dead. */
public record EpochJudge(SignatureVerifier verifier, Serials serials) {
  public EpochJudge {
    Objects.requireNonNull(verifier);
    Objects.requireNonNull(serials);
  }

  /** The newest list key of which anything is known. */
  @FunctionalInterface
  public interface Serials {
    /** The highest serial seen of that person's list keys under that root; 0 when none was. */
    long newest(BareJid person, AccountRoot root);
  }

  boolean isAuthentic(Epoch epoch) {
    try {
      epoch.verify(verifier);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** False once a list key with a higher serial was seen of the signer (REVIEW 2). */
  boolean isAlive(Epoch epoch) {
    return epoch.certificate().serial() >= serials.newest(epoch.signer(), epoch.signerRoot());
  }
}
