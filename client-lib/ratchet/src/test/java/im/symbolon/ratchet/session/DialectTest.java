package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.Devices;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.wire.LegacyKeyExchange;
import im.symbolon.ratchet.wire.LegacyMessage;
import im.symbolon.ratchet.wire.OMEMOKeyExchange;
import im.symbolon.ratchet.wire.OMEMOMessage;
import im.symbolon.ratchet.x3dh.AssociatedData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** OMEMO-FACTS §4e: where the versions differ, and clients have met by accident. */
class DialectTest {
  private static final Dialect LEGACY = Dialect.of(OmemoVersion.LEGACY);
  private static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);

  private final Entropy entropy = entropy(1);
  private final Device alice = deviceWithSign(true);
  private final Device bob = deviceWithSign(false);

  private Device deviceWithSign(boolean negative) {
    Device device = Devices.device(entropy);
    while (device.identity().publicKey().isNegative() != negative) {
      device = Devices.device(entropy);
    }
    return device;
  }

  @Test
  @DisplayName("Trap: the associated data's order turns with the direction in legacy OMEMO only")
  void orderOfAssociatedData() {
    IdentityKey ofAlice = alice.identity().publicKey();
    IdentityKey ofBob = bob.identity().publicKey();
    AssociatedData two = OMEMO_2.associatedData(ofAlice, ofBob);
    assertThat(two.fromInitiator()).isEqualTo(joined(ofAlice.encode(), ofBob.encode()));
    assertThat(two.fromResponder()).isEqualTo(two.fromInitiator());

    byte[] shortAlice = OmemoVersion.LEGACY.keyBytes(ofAlice.toMontgomery());
    byte[] shortBob = OmemoVersion.LEGACY.keyBytes(ofBob.toMontgomery());
    AssociatedData legacy = LEGACY.associatedData(ofAlice, ofBob);
    assertThat(legacy.fromInitiator()).isEqualTo(joined(shortAlice, shortBob));
    assertThat(legacy.fromResponder()).isEqualTo(joined(shortBob, shortAlice));
  }

  @Test
  @DisplayName("Trap: an Ed25519 sign bit, bound in OMEMO 2 and unknown to a legacy key exchange")
  void signBit() throws Exception {
    IdentityKey ofAlice = alice.identity().publicKey();
    IdentityKey unsigned = IdentityKey.ofMontgomery(ofAlice.toMontgomery(), false);
    IdentityKey ofBob = bob.identity().publicKey();
    assertThat(unsigned).isNotEqualTo(ofAlice);
    assertThat(OMEMO_2.associatedData(unsigned, ofBob).fromInitiator())
        .isNotEqualTo(OMEMO_2.associatedData(ofAlice, ofBob).fromInitiator());
    assertThat(LEGACY.associatedData(unsigned, ofBob).fromInitiator())
        .isEqualTo(LEGACY.associatedData(ofAlice, ofBob).fromInitiator());

    KeyExchangeMessage legacy = LEGACY.parseKeyExchange(begin(OmemoVersion.LEGACY).encode());
    KeyExchangeMessage two = OMEMO_2.parseKeyExchange(begin(OmemoVersion.OMEMO_2).encode());
    assertThat(legacy.identity()).isEqualTo(unsigned);
    assertThat(two.identity()).isEqualTo(ofAlice);
    assertThat(accept(legacy).next().remoteIdentity().isSameKeyAs(ofAlice)).isTrue();
  }

  @Test
  @DisplayName("Trap: 33 bytes under the legacy signature, 32 under that of OMEMO 2")
  void signedBytes() {
    for (OmemoVersion version : OmemoVersion.values()) {
      OmemoVersion other = otherThan(version);
      Bundle mixed =
          new Bundle(
              version,
              bob.identity().publicKey(),
              bob.signedPreKey().publicKey(other, bob.identity()),
              List.of(bob.preKey().publicKey()));
      assertThat(
              refusalOf(
                  () ->
                      Initiator.start(alice.identity(), mixed, bob.preKey().publicKey(), entropy)))
          .isEqualTo(Reason.NOT_AUTHENTIC);
    }
  }

  @Test
  @DisplayName("Trap: 8 bytes of tag and a version byte in legacy OMEMO, 16 and none in OMEMO 2")
  void tagAndVersionByte() throws Exception {
    byte[] legacy = begin(OmemoVersion.LEGACY).message().encode();
    byte[] two = begin(OmemoVersion.OMEMO_2).message().encode();
    assertThat(LEGACY.encoding().tagLength()).isEqualTo(8);
    assertThat(new Surgery(OmemoVersion.OMEMO_2).tag(two).size()).isEqualTo(16);
    assertThat(legacy[0]).isEqualTo((byte) 0x33);
    LegacyMessage inner = LegacyMessage.parseFrom(Arrays.copyOfRange(legacy, 1, legacy.length - 8));
    assertThat(inner.getDhPub().size()).isEqualTo(33);
    assertThat(inner.getDhPub().byteAt(0)).isEqualTo((byte) 5);
    assertThat(begin(OmemoVersion.LEGACY).encode()[0]).isEqualTo((byte) 0x33);
  }

  @Test
  @DisplayName("Trap: empty messages carry 32 zeros in OMEMO 2, and a random key in legacy OMEMO")
  void emptyForms() {
    assertThat(OMEMO_2.emptyContent(entropy).expose()).isEqualTo(new byte[32]);
    RatchetPlaintext empty = LEGACY.emptyContent(entropy);
    assertThat(empty.length()).isEqualTo(16);
    assertThat(empty.sameAs(LEGACY.emptyContent(entropy))).isFalse();
    assertThat(LEGACY.isEmptyContent(empty)).isTrue();
    assertThat(LEGACY.isEmptyContent(RatchetPlaintext.of(new byte[32]))).isTrue();
    assertThat(LEGACY.isEmptyContent(RatchetPlaintext.of(new byte[48]))).isFalse();
    assertThat(OMEMO_2.isEmptyContent(OMEMO_2.emptyContent(entropy))).isTrue();
    assertThat(OMEMO_2.isEmptyContent(empty)).isFalse();
    assertThat(OMEMO_2.isEmptyContent(RatchetPlaintext.of(new byte[48]))).isFalse();
  }

  @Test
  void aLegacyPayloadHasAnIvOfTwelveBytesAndItsSecretThirtyTwo() throws Exception {
    byte[] text = "hello".getBytes(UTF_8);
    Payload sealed = LEGACY.sealPayload(text, entropy);
    assertThat(sealed.iv().map(iv -> iv.length)).contains(12);
    assertThat(sealed.secret().length()).isEqualTo(32);
    assertThat(sealed.ciphertext()).hasSize(text.length);
    assertThat(LEGACY.openPayload(sealed.ciphertext(), sealed.iv(), sealed.secret()))
        .isEqualTo(text);
    assertThat(
            refusalOf(
                () -> LEGACY.openPayload(sealed.ciphertext(), Optional.empty(), sealed.secret())))
        .isEqualTo(Reason.MALFORMED);
    assertThat(OMEMO_2.sealPayload(text, entropy).iv()).isEmpty();
  }

  @Test
  @DisplayName("Trap: a tag left in the legacy payload; anybody could change the content")
  void keyWithoutTag() {
    Payload sealed = LEGACY.sealPayload(new byte[20], entropy);
    byte[] key = Arrays.copyOf(sealed.secret().expose(), 16);
    byte[] tag = Arrays.copyOfRange(sealed.secret().expose(), 16, 32);
    byte[] withTag = joined(sealed.ciphertext(), tag);
    assertThat(refusalOf(() -> LEGACY.openPayload(withTag, sealed.iv(), RatchetPlaintext.of(key))))
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void theRegistrationIdIsNotWrittenAndNotRead() throws Exception {
    byte[] written = begin(OmemoVersion.LEGACY).encode();
    LegacyKeyExchange wire =
        LegacyKeyExchange.parseFrom(Arrays.copyOfRange(written, 1, written.length));
    assertThat(wire.hasRegistrationId()).isFalse();
    byte[] with = versioned(wire.toBuilder().setRegistrationId(4711).build().toByteArray());
    assertThat(text(accept(LEGACY.parseKeyExchange(with)).plaintext())).isEqualTo("hello");
  }

  /** REVIEW 12, 13: keys that serve both versions must not let one speak for the other. */
  @Test
  void aKeyExchangeWrittenInTheOtherVersionIsRefused() throws Exception {
    OMEMOKeyExchange two =
        new Surgery(OmemoVersion.OMEMO_2).keyExchange(begin(OmemoVersion.OMEMO_2).encode());
    byte[] asLegacy = new Surgery(OmemoVersion.LEGACY).keyExchange(toLegacy(two));
    assertThat(refusalOf(() -> accept(LEGACY.parseKeyExchange(asLegacy))))
        .isEqualTo(Reason.NOT_AUTHENTIC);

    OMEMOKeyExchange legacy =
        new Surgery(OmemoVersion.LEGACY).keyExchange(begin(OmemoVersion.LEGACY).encode());
    byte[] asTwo = new Surgery(OmemoVersion.OMEMO_2).keyExchange(toOmemo2(legacy));
    assertThat(refusalOf(() -> accept(OMEMO_2.parseKeyExchange(asTwo))))
        .isEqualTo(Reason.NOT_AUTHENTIC);
  }

  @Test
  void theUnchangedBytesOfOneVersionAreMalformedInTheOther() throws Exception {
    byte[] two = begin(OmemoVersion.OMEMO_2).encode();
    byte[] legacy = begin(OmemoVersion.LEGACY).encode();
    assertThat(refusalOf(() -> LEGACY.parseKeyExchange(two))).isEqualTo(Reason.MALFORMED);
    assertThat(refusalOf(() -> OMEMO_2.parseKeyExchange(legacy))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aSessionOpensNoMessageOfTheOtherVersion() throws Exception {
    for (OmemoVersion version : OmemoVersion.values()) {
      Session session = accept(begin(version)).next();
      RatchetMessage other = begin(otherThan(version)).message();
      byte[] before = session.snapshot().expose();
      assertThat(refusalOf(() -> session.open(other, entropy))).isEqualTo(Reason.NOT_AUTHENTIC);
      assertThat(session.snapshot().expose()).isEqualTo(before);
    }
  }

  @Test
  void oneSetOfPrekeysServesBothVersions() throws Exception {
    for (OmemoVersion version : OmemoVersion.values()) {
      OpenedMessage opened = accept(begin(version));
      assertThat(text(opened.plaintext())).isEqualTo("hello");
      assertThat(opened.next().version()).isEqualTo(version);
    }
  }

  private KeyExchangeMessage begin(OmemoVersion version) throws RatchetException {
    return (KeyExchangeMessage)
        alice.startWith(bob, version, entropy).seal(text("hello")).message();
  }

  private OpenedMessage accept(KeyExchangeMessage message) throws RatchetException {
    return Responder.accept(bob.identity(), bob.signedPreKey(), bob.preKey(), message, entropy);
  }

  private OMEMOKeyExchange.Builder toLegacy(OMEMOKeyExchange two) throws Exception {
    byte[] message = two.getMessage().toByteArray();
    Surgery from = new Surgery(OmemoVersion.OMEMO_2);
    OMEMOMessage inner = from.inner(message);
    OMEMOMessage.Builder rewritten = inner.toBuilder().setDhPub(longer(inner.getDhPub()));
    byte[] blob =
        new Surgery(OmemoVersion.LEGACY).message(rewritten, from.tag(message).substring(0, 8));
    IdentityKey identity = IdentityKey.parse(two.getIk().toByteArray());
    return two.toBuilder()
        .setIk(ByteString.copyFrom(OmemoVersion.LEGACY.keyBytes(identity.toMontgomery())))
        .setEk(longer(two.getEk()))
        .setMessage(ByteString.copyFrom(blob));
  }

  private OMEMOKeyExchange.Builder toOmemo2(OMEMOKeyExchange legacy) throws Exception {
    byte[] message = legacy.getMessage().toByteArray();
    Surgery from = new Surgery(OmemoVersion.LEGACY);
    OMEMOMessage inner = from.inner(message);
    ByteString tag = from.tag(message);
    byte[] blob =
        new Surgery(OmemoVersion.OMEMO_2)
            .message(inner.toBuilder().setDhPub(inner.getDhPub().substring(1)), tag.concat(tag));
    return legacy.toBuilder()
        .setIk(ByteString.copyFrom(alice.identity().publicKey().encode()))
        .setEk(legacy.getEk().substring(1))
        .setMessage(ByteString.copyFrom(blob));
  }

  private static ByteString longer(ByteString key) throws Exception {
    return ByteString.copyFrom(OmemoVersion.LEGACY.keyBytes(CurveKey.parse(key.toByteArray())));
  }

  private static OmemoVersion otherThan(OmemoVersion version) {
    return version == OmemoVersion.LEGACY ? OmemoVersion.OMEMO_2 : OmemoVersion.LEGACY;
  }

  private static byte[] versioned(byte[] message) {
    return joined(new byte[] {0x33}, message);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
