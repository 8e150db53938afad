package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
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
  private static final KeyEntries ENTRIES = new KeyEntries(Namespaces.OMEMO_2, "kex");

  private final Map<BareJid, List<KeyEntry>> byAccount = new TreeMap<>();
  private final Set<DeviceAddress> seen = new HashSet<>();
  private int entries;

  /** Counts every entry, keeps those that a device can own. */
  void add(Optional<BareJid> account, XmlElement entry) throws ProtocolException {
    entries++;
    if (entries > EncryptedElement.MAX_KEYS) {
      throw new ProtocolException(Reason.OVERSIZED, "too many recipient devices");
    }
    Optional<KeyEntry> read = account.isPresent() ? ENTRIES.read(entry) : Optional.empty();
    if (!read.isPresent()) {
      return;
    }
    if (!seen.add(new DeviceAddress(account.get(), read.get().recipient()))) {
      throw new ProtocolException(Reason.MALFORMED, "a recipient device appears twice");
    }
    byAccount.computeIfAbsent(account.get(), any -> new ArrayList<>()).add(read.get());
  }

  Map<BareJid, List<KeyEntry>> byAccount() {
    return byAccount;
  }
}
