package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message in legacy OMEMO (XEP-0384 0.3 §4.6). It does not say whose the recipient devices are,
 * so two of different accounts may bear the same id.
 *
 * @param keys in order, {@value EncryptedElement#MAX_KEYS} at most, {@value #MAX_NAMESAKES} at most
 *     under one device id. May be empty in what was received, never in what is sent
 * @param iv 12 or {@value #MAX_IV_BYTES} bytes; stands also in an empty message that we send, and
 *     is absent in some that others send
 * @param payload the sealed text, {@value EncryptedElement#MAX_PAYLOAD_BYTES} bytes at most; absent
 *     in an empty message
 */
public record LegacyElement(
    DeviceId sender, List<KeyEntry> keys, Optional<Ciphertext> iv, Optional<Ciphertext> payload)
    implements OmemoElement {
  /** What we send; all that GCM recommends. */
  public static final int IV_BYTES = 12;

  /** What older clients send, and all others accept. */
  public static final int MAX_IV_BYTES = 16;

  /**
   * Ids are random 31-bit numbers: among 2000 devices a second namesake is already a wonder. Each
   * one costs its recipient an attempt to open it.
   */
  public static final int MAX_NAMESAKES = 8;

  public LegacyElement {
    Objects.requireNonNull(sender);
    if (iv.isPresent() ? !isIvLength(iv.get().length()) : payload.isPresent()) {
      throw new IllegalArgumentException("the initialisation vector is missing or of odd length");
    }
    keys = List.copyOf(keys);
    if (keys.size() > EncryptedElement.MAX_KEYS) {
      throw new IllegalArgumentException("too many recipient devices");
    }
    if (mostNamesakes(keys) > MAX_NAMESAKES) {
      throw new IllegalArgumentException("too many entries under one device id");
    }
    if (payload.isPresent() && payload.get().length() > EncryptedElement.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException("the payload is too long");
    }
  }

  @Override
  public OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }

  @Override
  public List<KeyEntry> entriesFor(DeviceAddress device) {
    return keys.stream()
        .filter(entry -> entry.recipient().equals(device.device()))
        .collect(Collectors.toList());
  }

  @Override
  public Optional<SealedContent> content() {
    return payload.map(p -> new SealedContent(p, iv));
  }

  static boolean isIvLength(int bytes) {
    return bytes == IV_BYTES || bytes == MAX_IV_BYTES;
  }

  static int mostNamesakes(List<KeyEntry> keys) {
    Map<DeviceId, Integer> count = new HashMap<>();
    keys.forEach(each -> count.merge(each.recipient(), 1, Integer::sum));
    return count.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }
}
