package im.symbolon.messenger.xmpp;

import java.util.OptionalInt;

/**
 * How a personal node is kept (XEP-0060 §16.4.4).
 *
 * @param access who may read it
 * @param persist true when items outlive the next publish and a restart
 * @param maxItems how many items are kept; empty for as many as the server allows
 */
public record NodeOptions(Access access, boolean persist, OptionalInt maxItems) {
  /** Anyone may read it; one item. */
  public static final NodeOptions OPEN_SINGLE =
      new NodeOptions(Access.OPEN, true, OptionalInt.of(1));

  /** Anyone may read it; one item per device, as OMEMO's bundles need. */
  public static final NodeOptions OPEN_MANY =
      new NodeOptions(Access.OPEN, true, OptionalInt.empty());

  /**
   * Nobody but the account itself may read it; one item per device. A number, because Openfire
   * never answers to another word for it but on the nodes that our plugin looks after.
   */
  public static final NodeOptions OWN_MANY =
      new NodeOptions(Access.WHITELIST, true, OptionalInt.of(100));

  /** Whoever may see that the owner is there may read it; one item. */
  public static final NodeOptions CONTACTS_SINGLE =
      new NodeOptions(Access.PRESENCE, true, OptionalInt.of(1));

  /** Who may read a node (XEP-0060 §4.5). */
  public enum Access {
    OPEN("open"),
    /** Who is subscribed to the owner's presence. */
    PRESENCE("presence"),
    /** Nobody is on the list but the owner. */
    WHITELIST("whitelist");

    private final String wireName;

    Access(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  /** True for one item, which is what servers keep when nobody says otherwise. */
  boolean isSingle() {
    return maxItems.isPresent() && maxItems.getAsInt() == 1;
  }
}
