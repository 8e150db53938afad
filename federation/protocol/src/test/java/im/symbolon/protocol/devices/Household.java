package im.symbolon.protocol.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.JdkVerifier;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Bob with his root, his list key and his devices, as the tests sign for them. */
public final class Household {
  public static final BareJid BOB = new BareJid("bob", "beta.test");
  static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
  static final SignatureVerifier VERIFIER = new JdkVerifier();

  final JdkSigner root = new JdkSigner();
  final JdkSigner listKey = new JdkSigner();
  private final Map<Integer, JdkSigner> devices = new TreeMap<>();

  AccountRoot accountRoot() throws Exception {
    return new AccountRoot(root.identity());
  }

  ListKeyCertificate certificate() throws Exception {
    return certificate(BOB, 1);
  }

  ListKeyCertificate certificate(BareJid account, long serial) throws Exception {
    ListKey key = new ListKey(listKey.identity());
    Instant expires = NOW.plus(Duration.ofDays(3650));
    byte[] signed = ListKeyCertificate.signedBytes(account, accountRoot(), key, serial, expires);
    return new ListKeyCertificate(accountRoot(), key, serial, expires, root.sign(signed));
  }

  JdkSigner keyOf(int device) {
    return devices.computeIfAbsent(device, id -> new JdkSigner());
  }

  /** A device of ours that really signed its membership. */
  public ListedDevice device(int number, String... capabilities) throws Exception {
    DeviceId id = new DeviceId(number);
    JdkSigner key = keyOf(number);
    byte[] signed = ListedDevice.membershipBytes(accountRoot(), BOB, id, NOW);
    SortedSet<String> tokens = new TreeSet<>(Arrays.asList(capabilities));
    return new ListedDevice(
        id,
        key.identity(),
        DeviceKind.SYMBOLON,
        "Phone " + number,
        tokens,
        NOW,
        Optional.empty(),
        Optional.of(key.sign(signed)));
  }

  ListedDevice foreign(int number) throws Exception {
    return ListedDevice.foreign(new DeviceId(number), keyOf(number).identity(), "Gajim", NOW);
  }

  Tombstone tombstone(int number) throws Exception {
    return new Tombstone(new DeviceId(number), keyOf(number).identity(), NOW);
  }

  DeviceListDraft draft(ListedDevice... listed) throws Exception {
    return new DeviceListDraft(
        BOB,
        certificate(),
        1,
        List.of(),
        NOW,
        NOW.plus(DeviceListDraft.MAX_LIFETIME),
        List.of(listed),
        new ArrayList<>());
  }

  public SignedDeviceList list(ListedDevice... listed) throws Exception {
    return sign(draft(listed));
  }

  SignedDeviceList sign(DeviceListDraft draft) throws Exception {
    return draft.signedWith(listKey.sign(draft.signedBytes()));
  }
}
