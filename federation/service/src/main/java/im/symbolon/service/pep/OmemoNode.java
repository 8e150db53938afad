package im.symbolon.service.pep;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.WireFormat;
import java.util.Optional;

/**
 * A PEP node that holds a device list or bundles.
 *
 * @param isList false for bundles
 */
record OmemoNode(OmemoVersion omemo, boolean isList, String name) {
  /** The node of that name, if it is one of these. */
  static Optional<OmemoNode> named(String name) {
    if (name == null) {
      return Optional.empty();
    }
    for (OmemoVersion each : OmemoVersion.values()) {
      if (name.equals(WireFormat.of(each).devicesNode())) {
        return Optional.of(new OmemoNode(each, true, name));
      }
    }
    if (name.equals(Namespaces.OMEMO_2_BUNDLES)) {
      return Optional.of(new OmemoNode(OmemoVersion.OMEMO_2, false, name));
    }
    return name.startsWith(Namespaces.OMEMO_LEGACY_BUNDLES)
        ? Optional.of(new OmemoNode(OmemoVersion.LEGACY, false, name))
        : Optional.empty();
  }

  /** Whose bundle an item of this node is; empty when that is no device. */
  Optional<DeviceId> device(String itemId) {
    String number =
        omemo == OmemoVersion.OMEMO_2
            ? itemId
            : name.substring(Namespaces.OMEMO_LEGACY_BUNDLES.length());
    try {
      return Optional.of(DeviceId.parse(number));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
