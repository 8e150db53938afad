package im.symbolon.protocol.uri;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fingerprints and the account root in the query part of a link that is being read. */
final class FingerprintEntries {
  private final SortedMap<DeviceId, Fingerprint> named = new TreeMap<>();
  private final SortedSet<Fingerprint> unnamed = new TreeSet<>();
  private Optional<AccountRoot> root = Optional.empty();
  private int entries;

  /** Reads {@code key=value} pairs and words, separated by semicolons or ampersands. */
  void read(String query) throws ProtocolException {
    for (String part : query.split("[;&]", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String key = part.substring(0, equals).toLowerCase(Locale.ROOT);
        add(key, part.substring(equals + 1));
      }
    }
  }

  SortedMap<DeviceId, Fingerprint> named() {
    return named;
  }

  SortedSet<Fingerprint> unnamed() {
    return unnamed;
  }

  Optional<AccountRoot> root() {
    return root;
  }

  private void add(String key, String value) throws ProtocolException {
    if (key.equals(VerificationUri.ROOT)) {
      root(value);
    } else if (key.equals(VerificationUri.UNNAMED)) {
      count();
      unnamed.add(fingerprint(value));
    } else if (key.startsWith(VerificationUri.NAMED)) {
      count();
      Optional<DeviceId> device = deviceOf(key.substring(VerificationUri.NAMED.length()));
      if (device.isPresent()) {
        put(device.get(), fingerprint(value));
      }
    }
  }

  private void root(String value) throws ProtocolException {
    Optional<AccountRoot> said = Optional.of(RootText.parse(PercentText.decode(value)));
    if (root.isPresent() && !root.equals(said)) {
      throw new ProtocolException(Reason.MALFORMED, "two account roots in the same link");
    }
    root = said;
  }

  private void count() throws ProtocolException {
    entries++;
    if (entries > VerificationUri.MAX_FINGERPRINTS) {
      throw new ProtocolException(Reason.OVERSIZED, "too many fingerprints in one link");
    }
  }

  private void put(DeviceId device, Fingerprint fingerprint) throws ProtocolException {
    Fingerprint before = named.put(device, fingerprint);
    if (before != null && !before.equals(fingerprint)) {
      throw new ProtocolException(
          Reason.MALFORMED, "two fingerprints of one device in the same link");
    }
  }

  private static Fingerprint fingerprint(String value) throws ProtocolException {
    return Fingerprint.parse(PercentText.decode(value));
  }

  private static Optional<DeviceId> deviceOf(String decimal) {
    try {
      return Optional.of(DeviceId.parse(decimal));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
