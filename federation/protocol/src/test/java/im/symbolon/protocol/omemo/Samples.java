package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Well-formed values for tests. */
final class Samples {
  static final BareJid ALICE = new BareJid("alice", "alpha.test");
  static final BareJid BOB = new BareJid("bob", "beta.test");

  private Samples() {}

  static DeviceList devices(int count) {
    List<DeviceId> ids = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      ids.add(new DeviceId(i * 7));
    }
    return DeviceList.of(ids);
  }

  static CurveKey curveKey(int seed) {
    try {
      byte[] bytes = filled(32, seed);
      bytes[0] = 9;
      return CurveKey.parse(bytes);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  static Bundle bundle(int preKeys) {
    List<PreKey> keys = new ArrayList<>();
    for (int i = 1; i <= preKeys; i++) {
      keys.add(new PreKey(new PreKeyId(i), curveKey(i)));
    }
    try {
      SignedPreKey signed =
          new SignedPreKey(new SignedPreKeyId(1), curveKey(200), Signature.parse(filled(64, 0x5a)));
      return new Bundle(OmemoVersion.OMEMO_2, IdentityKey.parse(filled(32, 0x33)), signed, keys);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  static EncryptedElement message() {
    return new EncryptedElement(
        new DeviceId(27183),
        Map.of(
            BOB, List.of(entry(31415, false), entry(12321, true)),
            ALICE, List.of(entry(1337, false))),
        Optional.of(Ciphertext.of(filled(1024, 3))));
  }

  static LegacyElement legacyMessage() {
    return new LegacyElement(
        new DeviceId(27183),
        List.of(entry(31415, false), entry(12321, true), entry(1337, false)),
        Optional.of(Ciphertext.of(filled(12, 4))),
        Optional.of(Ciphertext.of(filled(17, 3))));
  }

  /** Signed by nobody; the identity has that sign. */
  static Bundle legacyBundle(int preKeys, boolean negative) {
    Bundle other = bundle(preKeys);
    try {
      IdentityKey identity = IdentityKey.ofMontgomery(curveKey(77), negative);
      return new Bundle(OmemoVersion.LEGACY, identity, other.signedPreKey(), other.preKeys());
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  static KeyEntry entry(int device, boolean keyExchange) {
    return new KeyEntry(
        new DeviceId(device), keyExchange, Ciphertext.of(filled(keyExchange ? 198 : 124, device)));
  }

  static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
