package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * {@code <publish/>}: what one device leaves with its own service, sent as IQ-set by its owner.
 *
 * @param claimKeys of pool CLAIM with distinct ids; {@value PrekeyLimits#MAX_PUBLISHED_KEYS} at
 *     most, none when only the signed prekey and the last resort are renewed
 * @param lastResort of pool LAST_RESORT
 */
public record PrekeyPublication(
    DeviceId device,
    Mode mode,
    IdentityKey identity,
    SignedPreKey signedPreKey,
    List<SignedClaimKey> claimKeys,
    SignedClaimKey lastResort) {

  /** What becomes of the keys that the service already has. */
  public enum Mode {
    /** They stay and these are added. The identity key must be the one that is known. */
    REFILL("refill"),

    /** The unused ones are dropped. The one way to change a device's identity key. */
    REPLACE("replace");

    private final String wireName;

    Mode(String wireName) {
      this.wireName = wireName;
    }

    private static Mode parse(String text) throws ProtocolException {
      for (Mode each : values()) {
        if (each.wireName.equals(text)) {
          return each;
        }
      }
      throw new ProtocolException(Reason.UNKNOWN_VERSION, "unknown mode of publishing");
    }
  }

  /** The element's name. */
  public static final String NAME = "publish";

  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, NAME, PrekeyXml.DEVICE, "mode");
  private static final int OTHER_CHILDREN = 3; // identity, signed prekey, last resort

  public PrekeyPublication {
    Objects.requireNonNull(device);
    Objects.requireNonNull(mode);
    Objects.requireNonNull(identity);
    Objects.requireNonNull(signedPreKey);
    claimKeys = List.copyOf(claimKeys);
    if (claimKeys.size() > PrekeyLimits.MAX_PUBLISHED_KEYS) {
      throw new IllegalArgumentException("too many prekeys in one publication");
    }
    Set<PreKeyId> ids = new HashSet<>();
    for (SignedClaimKey each : claimKeys) {
      if (each.pool() != Pool.CLAIM || !ids.add(each.id())) {
        throw new IllegalArgumentException("prekey " + each.id() + " is there twice or of no use");
      }
    }
    if (lastResort.pool() != Pool.LAST_RESORT) {
      throw new IllegalArgumentException("the last resort is of pool " + lastResort.pool());
    }
  }

  /**
   * Reads {@code <publish/>}. Signatures are not checked yet.
   *
   * @throws ProtocolException for every other element
   */
  public static PrekeyPublication parse(XmlElement element) throws ProtocolException {
    SHAPE.container(
        element,
        PrekeyLimits.MAX_PUBLISHED_KEYS + OTHER_CHILDREN,
        PrekeyXml.IDENTITY,
        PrekeyXml.SIGNED,
        PrekeyXml.KEY);
    List<SignedClaimKey> claim = new ArrayList<>();
    List<SignedClaimKey> last = new ArrayList<>();
    for (XmlElement child : element.children(PrekeyXml.KEY)) {
      SignedClaimKey key = PrekeyXml.readKey(child);
      (key.pool() == Pool.CLAIM ? claim : last).add(key);
    }
    if (last.size() != 1) {
      throw new ProtocolException(Reason.MALFORMED, "<publish> needs exactly one last resort");
    }
    DeviceId device = DeviceId.parse(element.required(PrekeyXml.DEVICE));
    Mode mode = Mode.parse(element.required("mode"));
    IdentityKey identity = PrekeyXml.readIdentity(element);
    SignedPreKey signed = PrekeyXml.readSigned(element);
    try {
      return new PrekeyPublication(device, mode, identity, signed, claim, last.get(0));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out =
        SHAPE
            .start()
            .with(PrekeyXml.DEVICE, device.toString())
            .with("mode", mode.wireName)
            .with(PrekeyXml.write(identity))
            .with(PrekeyXml.write(signedPreKey));
    claimKeys.forEach(key -> out.with(PrekeyXml.write(key)));
    return out.with(PrekeyXml.write(lastResort)).build();
  }

  /**
   * Returns this publication when the device really signed each of its keys.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public PrekeyPublication verify(BareJid account, SignatureVerifier verifier)
      throws ProtocolException {
    DeviceAddress owner = new DeviceAddress(account, device);
    signedPreKey.verify(OmemoVersion.OMEMO_2, identity, verifier);
    lastResort.verify(owner, identity, verifier);
    for (SignedClaimKey each : claimKeys) {
      each.verify(owner, identity, verifier);
    }
    return this;
  }
}
