package im.symbolon.ratchet.omemo;

import im.symbolon.protocol.OmemoVersion;

/** What one {@code <key/>} holds: a message in a session, or one that also begins it. */
public sealed interface OmemoMessage permits RatchetMessage, KeyExchangeMessage {
  /** The most bytes that are looked at; a real one has about 200. */
  int MAX_BYTES = 4096;

  /** The version of OMEMO that it is written in. */
  OmemoVersion version();

  /** The serialised form that goes into {@code <key/>}. */
  byte[] encode();
}
