package im.symbolon.messenger.xmpp;

import java.util.OptionalInt;

/**
 * How a personal node is kept (XEP-0060 §16.4.4).
 *
 * @param open true when anyone may read it, false for those with a presence subscription
 * @param persist true when items outlive the next publish and a restart
 * @param maxItems how many items are kept; empty for as many as the server allows
 */
public record NodeOptions(boolean open, boolean persist, OptionalInt maxItems) {
  /** Anyone may read it; one item. */
  public static final NodeOptions OPEN_SINGLE = new NodeOptions(true, true, OptionalInt.of(1));

  /** Anyone may read it; one item per device, as OMEMO's bundles need. */
  public static final NodeOptions OPEN_MANY = new NodeOptions(true, true, OptionalInt.empty());

  /** True for one item, which is what servers keep when nobody says otherwise. */
  boolean isSingle() {
    return maxItems.isPresent() && maxItems.getAsInt() == 1;
  }
}
