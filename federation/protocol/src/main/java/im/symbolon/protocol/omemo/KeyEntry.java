package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import java.util.Objects;

/**
 * The message key, sealed for one device (XEP-0384 §5.5).
 *
 * @param recipient the device that can open it
 * @param keyExchange true when {@code data} is an OMEMOKeyExchange, false when it is an
 *     OMEMOAuthenticatedMessage
 * @param data {@value #MAX_BYTES} bytes at most; OMEMO 2 itself needs 124 or 198
 */
public record KeyEntry(DeviceId recipient, boolean keyExchange, Ciphertext data) {
  /** Room for later key exchanges with post-quantum parts, and a bound for parsers. */
  public static final int MAX_BYTES = 4 * 1024;

  public KeyEntry {
    Objects.requireNonNull(recipient);
    if (data.length() > MAX_BYTES) {
      throw new IllegalArgumentException("a sealed key is too long");
    }
  }
}
