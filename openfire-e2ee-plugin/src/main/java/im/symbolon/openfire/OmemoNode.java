package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.devices.OwnNodes;
import java.util.Optional;

/**
 * A PEP node that OMEMO needs everybody to read (XEP-0384 §5.3.1, §5.3.2; legacy 0.3.0 §4.2, §4.3).
 *
 * @param maxItems how many items it must hold
 */
record OmemoNode(String name, int maxItems) {
  /** The same that the service puts into its own publications: 5.x compares them. */
  static final int MAX_BUNDLES = OwnNodes.MAX_BUNDLES;

  private static final String LEGACY = "eu.siacs.conversations.axolotl.";

  /** The node of that name, if it is one of OMEMO's. */
  static Optional<OmemoNode> named(String name) {
    if (Namespaces.OMEMO_2_BUNDLES.equals(name)) {
      return Optional.of(new OmemoNode(name, MAX_BUNDLES));
    }
    if (Namespaces.OMEMO_2_DEVICES.equals(name) || (name != null && name.startsWith(LEGACY))) {
      return Optional.of(new OmemoNode(name, 1));
    }
    return Optional.empty();
  }
}
