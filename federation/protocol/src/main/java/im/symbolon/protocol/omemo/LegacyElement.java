package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message in legacy OMEMO (XEP-0384 0.3 §4.6). It does not say whose the recipient devices are,
 * so two of different accounts may bear the same id.
 *
 * @param keys in order, {@value EncryptedElement#MAX_KEYS} at most
 * @param iv stands also in an empty message; absent in some that others send
 */
public record LegacyElement(
    DeviceId sender, List<KeyEntry> keys, Optional<Ciphertext> iv, Optional<Ciphertext> payload)
    implements OmemoElement {
  public LegacyElement {
    Objects.requireNonNull(sender);
    Objects.requireNonNull(iv);
    keys = List.copyOf(keys);
    if (keys.size() > EncryptedElement.MAX_KEYS) {
      throw new IllegalArgumentException("too many recipient devices");
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
}
