package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The {@code <key>} entries of a header that is being read. */
final class RecipientKeys {
  private final Map<BareJid, List<KeyEntry>> byAccount = new TreeMap<>();
  private final Set<DeviceAddress> seen = new HashSet<>();
  private int entries;

  /** Counts every entry, keeps those that a device can own. */
  void add(Optional<BareJid> account, XmlElement entry) throws ProtocolException {
    entries++;
    if (entries > EncryptedElement.MAX_KEYS) {
      throw new ProtocolException(Reason.OVERSIZED, "too many recipient devices");
    }
    Optional<DeviceId> device = entry.attribute("rid").flatMap(RecipientKeys::deviceOf);
    if (!account.isPresent() || !device.isPresent()) {
      return;
    }
    if (!seen.add(new DeviceAddress(account.get(), device.get()))) {
      throw new ProtocolException(Reason.MALFORMED, "a recipient device appears twice");
    }
    byAccount
        .computeIfAbsent(account.get(), any -> new ArrayList<>())
        .add(
            new KeyEntry(
                device.get(),
                isKeyExchange(entry),
                Ciphertext.parse(entry.text(), KeyEntry.MAX_BYTES)));
  }

  Map<BareJid, List<KeyEntry>> byAccount() {
    return byAccount;
  }

  private static Optional<DeviceId> deviceOf(String rid) {
    try {
      return Optional.of(DeviceId.parse(rid));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** xs:boolean has two words for each value. */
  private static boolean isKeyExchange(XmlElement entry) throws ProtocolException {
    return switch (entry.attribute("kex").orElse("false")) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new ProtocolException(Reason.MALFORMED, "kex is neither true nor false");
    };
  }
}
