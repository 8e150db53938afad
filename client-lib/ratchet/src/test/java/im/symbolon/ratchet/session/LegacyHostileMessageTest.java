package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Devices.device;
import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same in legacy OMEMO, and what only its form allows. */
class LegacyHostileMessageTest extends HostileMessageTest {
  private static final Dialect LEGACY = Dialect.of(OmemoVersion.LEGACY);

  @Override
  OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }

  @ParameterizedTest
  @ValueSource(bytes = {0x00, 0x03, 0x22, 0x23, 0x30, 0x32, 0x34, 0x43, 0x44, (byte) 0xb3})
  void anotherVersionByteIsMalformed(byte version) throws Exception {
    KeyExchangeMessage genuine = keyExchange();
    byte[] exchange = genuine.encode();
    byte[] message = genuine.message().encode();
    assertThat(LEGACY.parseKeyExchange(exchange)).isNotNull();
    assertThat(LEGACY.parseMessage(message)).isNotNull();
    exchange[0] = version;
    message[0] = version;
    assertThat(refusalOf(() -> LEGACY.parseKeyExchange(exchange))).isEqualTo(Reason.MALFORMED);
    assertThat(refusalOf(() -> LEGACY.parseMessage(message))).isEqualTo(Reason.MALFORMED);
  }

  /** What is no honest key agrees on the same secrets under several names. */
  @Test
  void anIdentityThatIsNotTheOneEncodingOfAPointOnTheCurveIsMalformed() throws Exception {
    Surgery surgery = new Surgery(OmemoVersion.LEGACY);
    KeyExchangeMessage genuine = keyExchange();
    List<byte[]> dishonest = new ArrayList<>();
    byte[] topBit = genuine.identity().toMontgomery().encode();
    topBit[31] |= (byte) 0x80;
    dishonest.add(topBit);
    byte[] aboveP = new byte[32];
    Arrays.fill(aboveP, (byte) 0xff);
    aboveP[31] = 0x7f;
    dishonest.add(aboveP);
    byte[] onTheTwist = new byte[32];
    for (byte u = 2; dishonest.size() < 6; u++) {
      onTheTwist[0] = u;
      if (!Curve25519.isUnique(CurveKey.parse(onTheTwist))) {
        dishonest.add(onTheTwist.clone());
      }
    }
    for (byte[] each : dishonest) {
      byte[] attack =
          surgery.keyExchange(
              surgery.keyExchange(genuine.encode()).toBuilder()
                  .setIk(ByteString.copyFrom(OmemoVersion.LEGACY.keyBytes(CurveKey.parse(each)))));
      assertThat(refusalOf(() -> LEGACY.parseKeyExchange(attack))).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void aKeyOfAnotherTypeIsMalformed() throws Exception {
    Surgery surgery = new Surgery(OmemoVersion.LEGACY);
    KeyExchangeMessage genuine = keyExchange();
    var parts = surgery.keyExchange(genuine.encode());
    ByteString six = ByteString.copyFrom(new byte[] {6});
    for (var each :
        List.of(
            parts.toBuilder().setIk(six.concat(parts.getIk().substring(1))),
            parts.toBuilder().setEk(six.concat(parts.getEk().substring(1))))) {
      byte[] attack = surgery.keyExchange(each);
      assertThat(refusalOf(() -> LEGACY.parseKeyExchange(attack))).isEqualTo(Reason.MALFORMED);
    }
  }

  private static KeyExchangeMessage keyExchange() throws Exception {
    Entropy entropy = entropy(7);
    Device alice = device(entropy);
    Device bob = device(entropy);
    return (KeyExchangeMessage)
        alice.startWith(bob, OmemoVersion.LEGACY, entropy).seal(text("x")).message();
  }
}
