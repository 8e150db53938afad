package im.symbolon.ratchet.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.Encoding;
import im.symbolon.ratchet.omemo.Header;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.CipherKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single messages and payloads of python-twomemo, opened and sealed to the byte. */
class MessageVectorTest {
  private static final String INFO = "OMEMO Message Key Material";

  static List<Vector> messages() {
    return Vectors.in("messages.txt");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void opensMessagesOfTheReference(Vector vector) {
    Opening opening =
        () ->
            Dialect.of(OmemoVersion.OMEMO_2)
                .parseMessage(vector.bytes("bytes"))
                .open(keys(vector), vector.bytes("ad"))
                .expose();
    assertOpens(vector, opening);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void sealsMessagesAsTheReferenceDoes(Vector vector) throws Exception {
    if (vector.succeeds()) {
      Header header =
          new Header(CurveKey.parse(vector.bytes("dh")), vector.number("pn"), vector.number("n"));
      RatchetMessage sealed =
          Encoding.of(OmemoVersion.OMEMO_2)
              .seal(
                  header,
                  keys(vector),
                  vector.bytes("ad"),
                  RatchetPlaintext.of(vector.bytes("plaintext")));
      assertThat(sealed.encode()).isEqualTo(vector.bytes("bytes"));
      assertThat(Dialect.of(OmemoVersion.OMEMO_2).parseMessage(sealed.encode()).header())
          .isEqualTo(header);
    }
  }

  static List<Vector> payloads() {
    return Vectors.in("payloads.txt");
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void opensPayloadsOfTheReference(Vector vector) {
    assertOpens(
        vector,
        () ->
            Dialect.of(OmemoVersion.OMEMO_2)
                .openPayload(
                    vector.bytes("ciphertext"),
                    Optional.empty(),
                    RatchetPlaintext.of(both(vector, "key", "tag"))));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void sealsPayloadsAsTheReferenceDoes(Vector vector) {
    if (vector.succeeds()) {
      Script key = new Script(vector.bytes("key"));
      Payload sealed = Dialect.of(OmemoVersion.OMEMO_2).sealPayload(vector.bytes("plaintext"), key);
      key.assertUsedUp();
      assertThat(sealed.ciphertext()).isEqualTo(vector.bytes("ciphertext"));
      assertThat(sealed.secret().expose()).isEqualTo(both(vector, "key", "tag"));
    }
  }

  private static void assertOpens(Vector vector, Opening opening) {
    Optional<Reason> refused = Optional.empty();
    try {
      assertThat(opening.open()).isEqualTo(vector.bytes("plaintext"));
    } catch (RatchetException e) {
      refused = Optional.of(e.reason());
    }
    assertThat(refused).isEqualTo(vector.refusal());
  }

  private static CipherKeys keys(Vector vector) {
    return CipherKeys.derive(RatchetPlaintext.of(vector.bytes("message-key")), INFO);
  }

  private static byte[] both(Vector vector, String first, String second) {
    byte[] head = vector.bytes(first);
    byte[] tail = vector.bytes(second);
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }

  private interface Opening {
    byte[] open() throws RatchetException;
  }
}
