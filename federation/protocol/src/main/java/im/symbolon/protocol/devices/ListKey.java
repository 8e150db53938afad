package im.symbolon.protocol.devices;

import im.symbolon.protocol.keys.IdentityKey;
import java.util.Objects;

/**
 * The public half of a list-signing key (Ed25519). An account's linked devices hold the private
 * half; it means something only beside a {@link ListKeyCertificate}.
 */
public record ListKey(IdentityKey key) {
  public ListKey {
    Objects.requireNonNull(key);
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
