package im.symbolon.protocol.devices;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import java.time.Instant;
import java.util.Objects;

/**
 * A device that was removed. Only this removes one: a device that merely lacks stays.
 *
 * @param removed whole seconds
 */
public record Tombstone(DeviceId id, IdentityKey identity, Instant removed) {
  public Tombstone {
    Objects.requireNonNull(id);
    Objects.requireNonNull(identity);
    Numbers.requireWritable(removed);
  }

  void appendTo(SigningInput out) {
    out.number(id.value()).key(identity).time(removed);
  }
}
