package im.symbolon.messenger.history;

import im.symbolon.messenger.core.Hex;
import im.symbolon.ratchet.primitives.Sha256;
import java.util.Arrays;

/** Ids that follow from what they name. */
final class Digests {
  private static final int ID_BYTES = 16;

  private Digests() {}

  /** The first 128 bits of SHA-256 in hexadecimal. */
  static String id(byte[] named) {
    return Hex.of(Arrays.copyOf(Sha256.create().digest(named), ID_BYTES));
  }
}
