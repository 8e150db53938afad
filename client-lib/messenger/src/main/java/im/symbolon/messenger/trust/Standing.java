package im.symbolon.messenger.trust;

/** What a person's signed list says about a device with the key that it showed. */
public enum Standing {
  /** There is no account root: each device stands for itself. */
  NO_ROOT,
  /** Listed with exactly this key, or listed and not seen yet. */
  LISTED,
  /** Listed with another key: somebody pretends to be that device. */
  OTHER_KEY,
  /** It was listed, and its owner removed it. */
  REMOVED,
  /** Its owner never signed it. */
  UNLISTED
}
