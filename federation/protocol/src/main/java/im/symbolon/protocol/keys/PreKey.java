package im.symbolon.protocol.keys;

import java.util.Objects;

/** The public half of a one-time prekey (X3DH §3.2). */
public record PreKey(PreKeyId id, CurveKey key) {
  public PreKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(key);
  }
}
