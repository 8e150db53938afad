package im.symbolon.peers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.peers.matrix.Stanza.Way;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the matrix says of ratchets is read from the wire in both versions. */
class RatchetStepTest {
  private static final byte[] KEY = filled(32, 0xab);
  private static final byte[] TYPED_KEY = filled(33, 0xcd);

  @Test
  void readsAnOmemo2Message() {
    byte[] message = join(number(1, 130), number(2, 7), bytes(3, KEY), bytes(4, filled(16, 1)));
    byte[] authenticated = join(bytes(1, filled(16, 2)), bytes(2, message));
    byte[] exchange = join(number(1, 5), number(2, 6), bytes(5, authenticated));
    assertThat(RatchetStep.in(xml("", authenticated), 9))
        .containsExactly(new RatchetStep("ab".repeat(32), 130));
    assertThat(RatchetStep.in(xml(" kex='true'", exchange), 9))
        .containsExactly(new RatchetStep("ab".repeat(32), 130));
  }

  @Test
  void readsALegacyMessage() {
    byte[] fields = join(bytes(1, TYPED_KEY), number(2, 3), number(3, 1), bytes(4, KEY));
    byte[] message = join(new byte[] {0x33}, fields, filled(8, 9));
    byte[] exchange = join(new byte[] {0x33}, number(5, 1), bytes(4, message));
    assertThat(RatchetStep.in(xml("", message), 9))
        .containsExactly(new RatchetStep("cd".repeat(33), 3));
    assertThat(RatchetStep.in(xml(" prekey=\"1\"", exchange), 9))
        .containsExactly(new RatchetStep("cd".repeat(33), 3));
  }

  @Test
  void whatIsForAnotherDeviceIsNotLookedAt() {
    assertThat(RatchetStep.in(xml("", KEY), 10)).isEmpty();
  }

  @Test
  void tellsEmptyRepeatedAndBeginningMessagesApart() {
    List<Stanza> tape =
        List.of(
            new Stanza(Way.SENT, message("<header sid='1'/><payload>QUJD</payload>")),
            new Stanza(Way.SENT, message("<header sid='1'/><payload>QUJD</payload>")),
            new Stanza(
                Way.SENT, message("<header sid='1'><key rid='9' kex='true'>AA==</key></header>")),
            new Stanza(Way.RECEIVED, message("<header sid='2'/>")),
            new Stanza(Way.SENT, "<iq><encrypted/></iq>"));
    Encrypted sent = Encrypted.of(tape, Way.SENT);
    assertThat(sent.empty()).isEqualTo(1);
    assertThat(sent.beginning()).isEqualTo(1);
    assertThat(sent.mostRepetitions()).isEqualTo(2);
    assertThat(sent.inBothVersions()).isZero();
    assertThat(Encrypted.of(tape, Way.RECEIVED).empty()).isEqualTo(1);
  }

  @Test
  void aStanzaWithBothVersionsIsSeenAsSuch() {
    String both =
        "<message><encrypted xmlns='urn:xmpp:omemo:2'><header/></encrypted>"
            + "<encrypted xmlns='eu.siacs.conversations.axolotl'><header/></encrypted></message>";
    assertThat(Encrypted.of(List.of(new Stanza(Way.SENT, both)), Way.SENT).inBothVersions())
        .isEqualTo(1);
  }

  private static String message(String inside) {
    return "<message><encrypted xmlns='urn:xmpp:omemo:2'>" + inside + "</encrypted></message>";
  }

  private static String xml(String attributes, byte[] key) {
    String text = Base64.getEncoder().encodeToString(key);
    return "<header><key rid='9'" + attributes + ">" + text + "</key></header>";
  }

  private static byte[] number(int field, int value) {
    return join(new byte[] {(byte) (field << 3)}, varint(value));
  }

  private static byte[] bytes(int field, byte[] value) {
    return join(new byte[] {(byte) ((field << 3) | 2)}, varint(value.length), value);
  }

  private static byte[] varint(int value) {
    return value < 128
        ? new byte[] {(byte) value}
        : new byte[] {(byte) ((value & 0x7f) | 0x80), (byte) (value >> 7)};
  }

  private static byte[] filled(int length, int with) {
    byte[] filled = new byte[length];
    Arrays.fill(filled, (byte) with);
    return filled;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] each : parts) {
      out.writeBytes(each);
    }
    return out.toByteArray();
  }
}
