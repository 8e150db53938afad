package im.symbolon.protocol.devices;

import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Objects;

/**
 * The public half of an account root (Ed25519): what contacts verify, once per person. It certifies
 * list-signing keys and signs nothing else.
 */
public record AccountRoot(IdentityKey key) {
  public AccountRoot {
    Objects.requireNonNull(key);
  }

  /** For people and QR codes, as those of devices. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(key);
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
