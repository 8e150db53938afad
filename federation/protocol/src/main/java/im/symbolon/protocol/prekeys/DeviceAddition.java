package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code <add/>}: list this device, with all its keys, if the lists are still what they were. Sent
 * as IQ-set by the owner.
 *
 * @param version the lists' version on which the addition builds
 * @param publication that refills
 * @param bundles by version of OMEMO, one at least: into those lists the device goes; of the same
 *     identity key as the publication, and full of prekeys of pool PEP
 */
public record DeviceAddition(
    long version, PrekeyPublication publication, Map<OmemoVersion, Bundle> bundles) {
  /** The element's name. */
  public static final String NAME = "add";

  private static final String VERSION = "version";

  public DeviceAddition {
    Objects.requireNonNull(publication);
    bundles = copy(bundles);
    if (version < 0 || version > Numbers.MAX || bundles.isEmpty()) {
      throw new IllegalArgumentException("no version, or no bundle");
    }
    if (publication.mode() != Mode.REFILL) {
      throw new IllegalArgumentException("a new device replaces nothing");
    }
    bundles.forEach((omemo, bundle) -> requireFit(publication, omemo, bundle));
  }

  private static Map<OmemoVersion, Bundle> copy(Map<OmemoVersion, Bundle> bundles) {
    Map<OmemoVersion, Bundle> copy = new EnumMap<>(OmemoVersion.class);
    copy.putAll(bundles);
    return Collections.unmodifiableMap(copy);
  }

  private static void requireFit(PrekeyPublication device, OmemoVersion omemo, Bundle bundle) {
    if (bundle.version() != omemo || !bundle.identity().isSameKeyAs(device.identity())) {
      throw new IllegalArgumentException("a bundle of another device");
    }
    if (bundle.preKeys().size() < Bundle.MIN_PRE_KEYS) {
      throw new IllegalArgumentException("a bundle with too few prekeys");
    }
    for (PreKey each : bundle.preKeys()) {
      if (!Pool.PEP.holds(each.id())) {
        throw new IllegalArgumentException("a bundle's prekey is not of its pool");
      }
    }
  }

  /**
   * Reads {@code <add/>}. Signatures are not checked yet.
   *
   * @throws ProtocolException for every other element
   */
  public static DeviceAddition parse(XmlElement element) throws ProtocolException {
    boolean right =
        element.is(Namespaces.PREKEYS, NAME)
            && element.attributes().size() == 1
            && element.text().trim().isEmpty()
            && element.children().size() <= 1 + OmemoVersion.values().length;
    if (!right) {
      throw new ProtocolException(Reason.MALFORMED, "not an <add>");
    }
    long version = Numbers.parse(element.required(VERSION), Numbers.MAX);
    PrekeyPublication device = PrekeyPublication.parse(element.only(PrekeyPublication.NAME));
    Map<OmemoVersion, Bundle> bundles = new EnumMap<>(OmemoVersion.class);
    for (XmlElement child : bundlesIn(element)) {
      Bundle bundle = readBundle(child);
      if (bundles.put(bundle.version(), bundle) != null) {
        throw new ProtocolException(Reason.MALFORMED, "two bundles of one version");
      }
    }
    try {
      return new DeviceAddition(version, device, bundles);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private static List<XmlElement> bundlesIn(XmlElement element) {
    List<XmlElement> rest = new ArrayList<>(element.children());
    rest.removeIf(child -> child.is(Namespaces.PREKEYS, PrekeyPublication.NAME));
    return rest;
  }

  private static Bundle readBundle(XmlElement element) throws ProtocolException {
    OmemoVersion version =
        element.namespace().equals(Namespaces.OMEMO_2) ? OmemoVersion.OMEMO_2 : OmemoVersion.LEGACY;
    return WireFormat.of(version).decodeBundle(element);
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out =
        XmlElement.element(Namespaces.PREKEYS, NAME)
            .with(VERSION, Long.toString(version))
            .with(publication.toXml());
    bundles.forEach((omemo, bundle) -> out.with(WireFormat.of(omemo).encodeBundle(bundle)));
    return out.build();
  }

  /**
   * Returns this addition when the device really signed each of its keys.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public DeviceAddition verify(BareJid account, SignatureVerifier verifier)
      throws ProtocolException {
    publication.verify(account, verifier);
    for (Bundle each : bundles.values()) {
      each.requireUsable(verifier);
    }
    return this;
  }
}
