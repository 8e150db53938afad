package im.symbolon.peers.matrix;

import java.util.Objects;

/**
 * A stanza as one side sent or received it.
 *
 * @param way seen from the device whose tape it is on
 */
record Stanza(Way way, String xml) {
  /** Which way a stanza went. */
  enum Way {
    SENT,
    RECEIVED
  }

  Stanza {
    Objects.requireNonNull(way);
    Objects.requireNonNull(xml);
  }

  /** From the way that foreign clients tell it: after {@code "RECV "} or {@code "SENT "}. */
  static Stanza told(String line) {
    Way way = line.startsWith("SENT ") ? Way.SENT : Way.RECEIVED;
    return new Stanza(way, line.substring(line.indexOf(' ') + 1));
  }
}
