package im.symbolon.messenger.xmpp;

/**
 * How much of somebody else's XML is looked at.
 *
 * @param depth elements inside each other
 * @param elements elements in all
 * @param characters names, namespaces, attribute values and text together
 */
record XmlLimits(int depth, int elements, int characters) {
  /** A stanza: servers cut at 256 KiB to 2 MiB, and a room's bundle of keys stays far below. */
  static final XmlLimits STANZA = new XmlLimits(48, 20_000, 4 << 20);

  /** The content of an encrypted envelope, which came inside of a stanza. */
  static final XmlLimits ENVELOPE = new XmlLimits(32, 5_000, 1 << 20);
}
