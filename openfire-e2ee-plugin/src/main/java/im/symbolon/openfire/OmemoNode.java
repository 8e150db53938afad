package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import java.util.Optional;

/**
 * A PEP node that OMEMO needs everybody to read (XEP-0384 §5.3.1, §5.3.2; legacy 0.3.0 §4.2, §4.3).
 *
 * @param maxItems how many items it must hold
 */
record OmemoNode(String name, int maxItems) {
  /**
   * One item per device. XEP-0384 wants "max"; this stands for it everywhere, and must never
   * change, because 5.x compares the number of later publications with that of the first.
   */
  static final int MAX_BUNDLES = 1000;

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
