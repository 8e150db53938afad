package im.symbolon.messenger.linking;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.ratchet.linking.SealedGrant;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts grants together of which parts have come. Kept in memory, as the invitation is that opens
 * them, and of few devices: whoever sends nonsense pushes out nothing but his own. Thread-safe.
 */
final class Assembly {
  private static final int MAX_GRANTS = 4;

  private final Map<Name, SortedMap<Integer, Ciphertext>> grants = new LinkedHashMap<>();

  /** One grant of one device. */
  private record Name(DeviceAddress sender, GrantPart shape) {
    static Name of(DeviceAddress sender, GrantPart part) {
      Ciphertext none = Ciphertext.of(new byte[1]);
      return new Name(sender, new GrantPart(part.key(), part.scanned(), 1, part.of(), none));
    }
  }

  /** Adds a part; the whole when it was the last one missing. */
  synchronized Optional<SealedGrant> add(DeviceAddress sender, GrantPart part) {
    Name name = Name.of(sender, part);
    if (!grants.containsKey(name) && grants.size() >= MAX_GRANTS && !makeRoom(sender)) {
      return Optional.empty();
    }
    SortedMap<Integer, Ciphertext> parts = grants.computeIfAbsent(name, n -> new TreeMap<>());
    parts.putIfAbsent(part.part(), part.bytes());
    if (parts.size() < part.of()) {
      return Optional.empty();
    }
    grants.remove(name);
    return Optional.of(new SealedGrant(part.key(), part.scanned(), joined(parts)));
  }

  private boolean makeRoom(DeviceAddress sender) {
    Optional<Name> own =
        grants.keySet().stream().filter(name -> name.sender().equals(sender)).findFirst();
    own.ifPresent(grants::remove);
    return own.isPresent();
  }

  private static Ciphertext joined(SortedMap<Integer, Ciphertext> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Ciphertext each : parts.values()) {
      byte[] bytes = Objects.requireNonNull(each).bytes();
      all.write(bytes, 0, bytes.length);
    }
    return Ciphertext.of(all.toByteArray());
  }

  /** Nothing is waited for any more. */
  synchronized void clear() {
    grants.clear();
  }
}
