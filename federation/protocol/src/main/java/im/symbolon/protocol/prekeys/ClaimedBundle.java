package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a claimer gets of one device. Nothing in it is trusted before {@link #verified}.
 *
 * @param key of pool CLAIM, or LAST_RESORT when the stock or the claimer's limit ran out
 */
public record ClaimedBundle(IdentityKey identity, SignedPreKey signedPreKey, SignedClaimKey key) {
  public ClaimedBundle {
    Objects.requireNonNull(identity);
    Objects.requireNonNull(signedPreKey);
    Objects.requireNonNull(key);
  }

  /**
   * The bundle for a key exchange, with its one prekey, when {@code owner} signed both keys and the
   * prekey has not expired. Whether {@link #identity} is trusted is the caller's decision.
   *
   * @throws ProtocolException BAD_SIGNATURE, or OUT_OF_RANGE for an expired key
   */
  public Bundle verified(DeviceAddress owner, SignatureVerifier verifier, Instant now)
      throws ProtocolException {
    signedPreKey.verify(OmemoVersion.OMEMO_2, identity, verifier);
    key.verify(owner, identity, verifier);
    if (key.isExpired(now)) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "the claimed prekey has expired");
    }
    return new Bundle(OmemoVersion.OMEMO_2, identity, signedPreKey, List.of(key.preKey()));
  }

  static ClaimedBundle parse(XmlElement device) throws ProtocolException {
    return new ClaimedBundle(
        PrekeyXml.readIdentity(device),
        PrekeyXml.readSigned(device),
        PrekeyXml.readKey(device.only(PrekeyXml.KEY)));
  }

  XmlElement.Builder write(XmlElement.Builder device) {
    return device
        .with(PrekeyXml.write(identity))
        .with(PrekeyXml.write(signedPreKey))
        .with(PrekeyXml.write(key));
  }
}
