package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One OMEMO message: its key, sealed for every recipient device, and its payload (XEP-0384 §5.5.3).
 *
 * @param sender the sending device; whose it is, the stanza says
 * @param keys by account, one entry per device and {@value #MAX_KEYS} at most. May be empty in what
 *     was received, never in what is sent
 * @param payload the sealed envelope, {@value #MAX_PAYLOAD_BYTES} bytes at most; absent in an empty
 *     message
 */
public record EncryptedElement(
    DeviceId sender, Map<BareJid, List<KeyEntry>> keys, Optional<Ciphertext> payload)
    implements OmemoElement {
  /** With room for the keys, this stays within a stanza of 256 KiB. */
  public static final int MAX_PAYLOAD_BYTES = 150 * 1024;

  /** Devices in the largest rooms that pairwise encryption can serve. */
  public static final int MAX_KEYS = 2000;

  public EncryptedElement {
    Objects.requireNonNull(sender);
    Map<BareJid, List<KeyEntry>> copy = new TreeMap<>();
    keys.forEach((account, entries) -> copy.put(account, distinct(entries)));
    keys = Collections.unmodifiableMap(copy);
    if (count(keys) > MAX_KEYS) {
      throw new IllegalArgumentException("too many recipient devices");
    }
    if (payload.isPresent() && payload.get().length() > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException("the payload is too long");
    }
  }

  /** The entry for exactly that device of that account. */
  public Optional<KeyEntry> entryFor(DeviceAddress device) {
    return keys.getOrDefault(device.account(), List.of()).stream()
        .filter(entry -> entry.recipient().equals(device.device()))
        .findFirst();
  }

  @Override
  public OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  @Override
  public List<KeyEntry> entriesFor(DeviceAddress device) {
    return entryFor(device).map(List::of).orElse(List.of());
  }

  @Override
  public Optional<SealedContent> content() {
    return payload.map(p -> new SealedContent(p, Optional.empty()));
  }

  private static int count(Map<BareJid, List<KeyEntry>> keys) {
    return keys.values().stream().mapToInt(List::size).sum();
  }

  private static List<KeyEntry> distinct(List<KeyEntry> entries) {
    Set<DeviceId> seen = new HashSet<>();
    for (KeyEntry entry : entries) {
      if (!seen.add(entry.recipient())) {
        throw new IllegalArgumentException("a device appears twice");
      }
    }
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("an account without devices");
    }
    return List.copyOf(entries);
  }
}
