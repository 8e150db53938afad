package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Devices.device;
import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.OmemoMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.wire.OMEMOKeyExchange;
import im.symbolon.ratchet.wire.OMEMOMessage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A failed open changes nothing, and the genuine message still opens afterwards. */
class HostileMessageTest {
  private static final ByteString ZEROS = ByteString.copyFrom(new byte[32]);

  private final Dialect dialect = Dialect.of(version());
  private final Surgery surgery = new Surgery(version());
  private final Entropy entropy = entropy(1);
  private final Device alice = device(entropy);
  private final Device bob = device(entropy);
  private Session atAlice;
  private Session atBob;

  /** Where the message under attack stands in the receiver's ratchet. */
  enum Place {
    NEXT,
    AFTER_A_GAP,
    LATE,
    UNDER_A_NEW_RATCHET_KEY
  }

  /** What the subclass is for. */
  OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  @BeforeEach
  void talk() throws Exception {
    SealedMessage first = alice.startWith(bob, version(), entropy).seal(text("first"));
    atBob = accept(dialect.parseKeyExchange(first.message().encode())).next();
    SealedMessage answer = atBob.seal(text("answer"));
    atBob = answer.next();
    atAlice = first.next().open((RatchetMessage) answer.message(), entropy).next();
    deliverToBob(fromAlice("under the second key"));
  }

  @ParameterizedTest
  @EnumSource
  void everyFlippedBitOfAMessageIsRefused(Place place) throws Exception {
    byte[] genuine = genuineAt(place);
    for (int bit = 0; bit < genuine.length * 8; bit++) {
      assertRefusedWithoutChange(flipped(genuine, bit), "bit " + bit);
    }
    assertOpens(genuine);
  }

  @ParameterizedTest
  @EnumSource
  void everyTruncationOfAMessageIsRefused(Place place) throws Exception {
    byte[] genuine = genuineAt(place);
    for (int length = 0; length < genuine.length; length++) {
      assertRefusedWithoutChange(Arrays.copyOf(genuine, length), "length " + length);
    }
    assertOpens(genuine);
  }

  @ParameterizedTest
  @EnumSource
  void everySwappedFieldIsRefused(Place place) throws Exception {
    byte[] genuine = genuineAt(place);
    OMEMOMessage inner = surgery.inner(genuine);
    OMEMOMessage foreign = surgery.inner(messageOfAnotherSession());
    ByteString ownKey = keyBytes(ratchetKeyOf(atBob.seal(text("x")).message()));
    ByteString zeroKey = inner.getDhPub().substring(0, inner.getDhPub().size() - 32).concat(ZEROS);
    List<OMEMOMessage.Builder> swapped =
        List.of(
            inner.toBuilder().setN(inner.getN() + 1),
            inner.toBuilder().setN(1000),
            inner.toBuilder().setN(Integer.MAX_VALUE),
            inner.toBuilder().setN(-1),
            inner.toBuilder().setPn(inner.getPn() + 1),
            inner.toBuilder().setPn(1_000_000),
            inner.toBuilder().setPn(-1),
            inner.toBuilder().setDhPub(foreign.getDhPub()),
            inner.toBuilder().setDhPub(ownKey),
            inner.toBuilder().setDhPub(zeroKey),
            inner.toBuilder().setDhPub(inner.getDhPub().substring(1)),
            inner.toBuilder().setDhPub(ByteString.copyFromUtf8("\u0005").concat(inner.getDhPub())),
            inner.toBuilder().clearDhPub(),
            inner.toBuilder().setCiphertext(foreign.getCiphertext()),
            inner.toBuilder().clearCiphertext());
    for (OMEMOMessage.Builder each : swapped) {
      byte[] attack = surgery.message(each, surgery.tag(genuine));
      assertRefusedWithoutChange(attack, "a swapped field");
    }
    assertOpens(genuine);
  }

  @ParameterizedTest
  @EnumSource
  void aMessageOfAnotherSessionIsRefused(Place place) throws Exception {
    byte[] genuine = genuineAt(place);
    assertRefusedWithoutChange(messageOfAnotherSession(), "another session's");
    assertOpens(genuine);
  }

  @Test
  void ourOwnMessageSentBackIsRefused() throws Exception {
    byte[] ours = atBob.seal(text("x")).message().encode();
    assertRefusedWithoutChange(ours, "our own");
    assertThat(refusalOf(() -> atBob.open(dialect.parseMessage(ours), entropy)))
        .isEqualTo(Reason.NOT_AUTHENTIC);
  }

  @Test
  void aMessageOfAnOlderChainWhoseKeysAreGoneIsRefusedAndHarmsNothing() throws Exception {
    byte[] old = fromAlice("old");
    deliverToBob(old);
    byte[] late = fromAlice("late");
    SealedMessage answer = atBob.seal(text("answer"));
    atBob = answer.next();
    atAlice = atAlice.open((RatchetMessage) answer.message(), entropy).next();
    byte[] next = fromAlice("next");
    deliverToBob(next);
    byte[] genuine = fromAlice("genuine");

    assertRefusedWithoutChange(old, "repeated while a key of its chain is kept");
    assertThat(deliverToBob(late)).isEqualTo("late");
    assertRefusedWithoutChange(old, "repeated when no key of its chain is kept");
    assertOpens(genuine);
  }

  @Test
  void everyFlippedBitOfAKeyExchangeIsRefused() throws Exception {
    SealedMessage sealed = alice.startWith(bob, version(), entropy).seal(text("hello"));
    byte[] genuine = sealed.message().encode();
    for (int bit = 0; bit < genuine.length * 8; bit++) {
      byte[] attack = flipped(genuine, bit);
      refusalOf(() -> accept(dialect.parseKeyExchange(attack)));
    }
    assertThat(text(accept(dialect.parseKeyExchange(genuine)).plaintext())).isEqualTo("hello");
  }

  @Test
  void keyExchangeForOtherPrekeysFindsNoSession() throws Exception {
    KeyExchangeMessage genuine =
        (KeyExchangeMessage) alice.startWith(bob, version(), entropy).seal(text("hello")).message();
    KeyExchangeMessage otherPreKey =
        new KeyExchangeMessage(
            new PreKeyId(8),
            genuine.signedPreKey(),
            genuine.identity(),
            genuine.ephemeral(),
            genuine.message());
    KeyExchangeMessage otherSignedPreKey =
        new KeyExchangeMessage(
            genuine.preKey(),
            new SignedPreKeyId(2),
            genuine.identity(),
            genuine.ephemeral(),
            genuine.message());
    assertThat(refusalOf(() -> accept(otherPreKey))).isEqualTo(Reason.NO_SESSION);
    assertThat(refusalOf(() -> accept(otherSignedPreKey))).isEqualTo(Reason.NO_SESSION);
  }

  @Test
  void keyExchangeInAnothersNameIsNotAuthentic() throws Exception {
    KeyExchangeMessage genuine =
        (KeyExchangeMessage) alice.startWith(bob, version(), entropy).seal(text("hello")).message();
    Device mallory = device(entropy);
    for (ByteString identity : othersThan(alice, mallory)) {
      byte[] attack =
          surgery.keyExchange(surgery.keyExchange(genuine.encode()).toBuilder().setIk(identity));
      assertThat(refusalOf(() -> accept(dialect.parseKeyExchange(attack))))
          .isEqualTo(Reason.NOT_AUTHENTIC);
    }
  }

  @Test
  void keyExchangeWithoutAPrekeyOrWithAnIdOutOfRangeIsRefused() throws Exception {
    KeyExchangeMessage genuine =
        (KeyExchangeMessage) alice.startWith(bob, version(), entropy).seal(text("hello")).message();
    OMEMOKeyExchange wire = surgery.keyExchange(genuine.encode());
    byte[] without = surgery.keyExchange(wire.toBuilder().clearPkId());
    assertThat(refusalOf(() -> dialect.parseKeyExchange(without))).isEqualTo(Reason.NO_PREKEY);
    List<OMEMOKeyExchange.Builder> malformed =
        List.of(
            wire.toBuilder().setPkId(0),
            wire.toBuilder().setPkId(Integer.MIN_VALUE),
            wire.toBuilder().setSpkId(0),
            wire.toBuilder().clearSpkId(),
            wire.toBuilder().clearIk(),
            wire.toBuilder().clearMessage(),
            wire.toBuilder().clearEk(),
            wire.toBuilder().setIk(ZEROS),
            wire.toBuilder().setIk(wire.getIk().concat(ZEROS)),
            wire.toBuilder().setIk(wire.getIk().substring(1)),
            wire.toBuilder().setEk(ZEROS),
            wire.toBuilder().setEk(wire.getEk().substring(1)),
            wire.toBuilder().setMessage(ByteString.EMPTY),
            wire.toBuilder().setMessage(ByteString.copyFrom(new byte[5000])),
            wire.toBuilder().setMessage(wire.toByteString()));
    for (OMEMOKeyExchange.Builder each : malformed) {
      byte[] attack = surgery.keyExchange(each);
      assertThat(refusalOf(() -> dialect.parseKeyExchange(attack))).isEqualTo(Reason.MALFORMED);
    }
  }

  /** In OMEMO 2 the sign of an identity is bound, too; a legacy key exchange does not tell it. */
  private List<ByteString> othersThan(Device device, Device other) throws Exception {
    if (version() == OmemoVersion.LEGACY) {
      return List.of(keyBytes(other.identity().publicKey().toMontgomery()));
    }
    byte[] otherSign = device.identity().publicKey().encode();
    otherSign[31] ^= (byte) 0x80;
    return List.of(
        ByteString.copyFrom(other.identity().publicKey().encode()), ByteString.copyFrom(otherSign));
  }

  private ByteString keyBytes(CurveKey key) {
    return ByteString.copyFrom(version().keyBytes(key));
  }

  private OpenedMessage accept(KeyExchangeMessage message) throws RatchetException {
    return Responder.accept(bob.identity(), bob.signedPreKey(), bob.preKey(), message, entropy);
  }

  private byte[] fromAlice(String text) {
    SealedMessage sealed = atAlice.seal(text(text));
    atAlice = sealed.next();
    return sealed.message().encode();
  }

  private String deliverToBob(byte[] message) throws Exception {
    OpenedMessage opened = atBob.open(dialect.parseMessage(message), entropy);
    atBob = opened.next();
    opened.spent().wipe();
    return text(opened.plaintext());
  }

  private byte[] genuineAt(Place place) throws Exception {
    switch (place) {
      case NEXT -> {}
      case AFTER_A_GAP -> fromAlice("missing");
      case LATE -> {
        byte[] late = fromAlice("genuine");
        deliverToBob(fromAlice("overtakes it"));
        return late;
      }
      case UNDER_A_NEW_RATCHET_KEY -> {
        fromAlice("missing");
        SealedMessage answer = atBob.seal(text("answer"));
        atBob = answer.next();
        atAlice = atAlice.open((RatchetMessage) answer.message(), entropy).next();
        fromAlice("missing, too");
      }
    }
    return fromAlice("genuine");
  }

  private byte[] messageOfAnotherSession() throws Exception {
    Session other = alice.startWith(bob, version(), entropy);
    return ((KeyExchangeMessage) other.seal(text("other")).message()).message().encode();
  }

  private static CurveKey ratchetKeyOf(OmemoMessage message) {
    return ((RatchetMessage) message).header().ratchetKey();
  }

  private static byte[] flipped(byte[] in, int bit) {
    byte[] out = in.clone();
    out[bit / 8] ^= (byte) (1 << bit % 8);
    return out;
  }

  private void assertRefusedWithoutChange(byte[] attack, String which) {
    byte[] before = atBob.snapshot().expose();
    refusalOf(() -> atBob.open(dialect.parseMessage(attack), entropy));
    assertThat(atBob.snapshot().expose()).as(which).isEqualTo(before);
  }

  private void assertOpens(byte[] genuine) throws Exception {
    assertThat(deliverToBob(genuine)).isEqualTo("genuine");
  }

  @Test
  void aRatchetKeyThatAgreesOnNothingIsMalformed() {
    OMEMOMessage.Builder inner =
        OMEMOMessage.newBuilder()
            .setN(0)
            .setPn(0)
            .setDhPub(
                ByteString.copyFrom(new byte[] {5}).substring(isLegacy() ? 0 : 1).concat(ZEROS))
            .setCiphertext(ZEROS.concat(ZEROS));
    byte[] attack = surgery.message(inner, ZEROS.substring(0, isLegacy() ? 8 : 16));
    assertThat(refusalOf(() -> dialect.parseMessage(attack))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource
  void aTagOfAnotherLengthIsRefused(Place place) throws Exception {
    byte[] genuine = genuineAt(place);
    ByteString tag = surgery.tag(genuine);
    for (ByteString other : List.of(tag.substring(1), tag.concat(tag), ByteString.EMPTY)) {
      byte[] attack = surgery.message(surgery.inner(genuine).toBuilder(), other);
      assertRefusedWithoutChange(attack, "a tag of " + other.size() + " bytes");
    }
    assertOpens(genuine);
  }

  @ParameterizedTest
  @EnumSource
  void bytesAndFieldsThatWereAddedAreRefused(Place place) throws Exception {
    byte[] genuine = genuineAt(place);
    for (int last = 0; last < 256; last++) {
      byte[] longer = Arrays.copyOf(genuine, genuine.length + 1);
      longer[genuine.length] = (byte) last;
      assertRefusedWithoutChange(longer, "one byte more");
    }
    assertRefusedWithoutChange(surgery.withFieldsTwice(genuine), "every field twice");
    assertOpens(genuine);
  }

  private boolean isLegacy() {
    return version() == OmemoVersion.LEGACY;
  }
}
