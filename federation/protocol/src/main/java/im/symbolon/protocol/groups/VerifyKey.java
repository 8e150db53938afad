package im.symbolon.protocol.groups;

import im.symbolon.protocol.keys.IdentityKey;
import java.util.Objects;

/**
 * The public half of the key that signs one chain's messages (Ed25519). Never a device's identity:
 * what a chain signed proves nothing to whom its key was not handed to.
 */
public record VerifyKey(IdentityKey key) {
  public VerifyKey {
    Objects.requireNonNull(key);
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
