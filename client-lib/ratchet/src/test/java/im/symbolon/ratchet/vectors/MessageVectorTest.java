package im.symbolon.ratchet.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.Header;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.CipherKeys;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single messages and payloads of the reference, opened and sealed to the byte. */
class MessageVectorTest {
  /** A vector, and the version of OMEMO that it is about. */
  record Case(Dialect dialect, Vector vector) {
    @Override
    public String toString() {
      return dialect + " " + vector;
    }
  }

  private static Stream<Case> cases(String file) {
    return Stream.concat(
        Vectors.in(file).stream().map(v -> new Case(Dialect.of(OmemoVersion.OMEMO_2), v)),
        Vectors.in("legacy-" + file).stream()
            .map(v -> new Case(Dialect.of(OmemoVersion.LEGACY), v)));
  }

  static Stream<Case> messages() {
    return cases("messages.txt");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void opensMessagesOfTheReference(Case each) {
    Vector vector = each.vector();
    assertOpens(
        vector,
        () ->
            each.dialect()
                .parseMessage(vector.bytes("bytes"))
                .open(keys(each), vector.bytes("ad"))
                .expose());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void sealsMessagesAsTheReferenceDoes(Case each) throws Exception {
    Vector vector = each.vector();
    if (vector.succeeds()) {
      Header header =
          new Header(CurveKey.parse(vector.bytes("dh")), vector.number("pn"), vector.number("n"));
      RatchetPlaintext plaintext = RatchetPlaintext.of(vector.bytes("plaintext"));
      RatchetMessage sealed =
          each.dialect().encoding().seal(header, keys(each), vector.bytes("ad"), plaintext);
      assertThat(sealed.encode()).isEqualTo(vector.bytes("bytes"));
      assertThat(each.dialect().parseMessage(sealed.encode()).header()).isEqualTo(header);
    }
  }

  static Stream<Case> payloads() {
    return cases("payloads.txt");
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void opensPayloadsOfTheReference(Case each) {
    Vector vector = each.vector();
    RatchetPlaintext secret = RatchetPlaintext.of(both(vector, "key", "tag"));
    assertOpens(
        vector, () -> each.dialect().openPayload(vector.bytes("ciphertext"), iv(vector), secret));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void sealsPayloadsAsTheReferenceDoes(Case each) {
    Vector vector = each.vector();
    int ivLength = iv(vector).map(iv -> iv.length).orElse(0);
    if (vector.succeeds() && ivLength <= 12) {
      Script entropy =
          new Script(vector.has("iv") ? both(vector, "key", "iv") : vector.bytes("key"));
      Payload sealed = each.dialect().sealPayload(vector.bytes("plaintext"), entropy);
      entropy.assertUsedUp();
      assertThat(sealed.ciphertext()).isEqualTo(vector.bytes("ciphertext"));
      assertThat(sealed.secret().expose()).isEqualTo(both(vector, "key", "tag"));
      assertThat(sealed.iv().isPresent()).isEqualTo(vector.has("iv"));
      sealed.iv().ifPresent(iv -> assertThat(iv).isEqualTo(vector.bytes("iv")));
    }
  }

  private static Optional<byte[]> iv(Vector vector) {
    return vector.has("iv") ? Optional.of(vector.bytes("iv")) : Optional.empty();
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

  private static CipherKeys keys(Case each) {
    return each.dialect().cipherKeys(RatchetPlaintext.of(each.vector().bytes("message-key")));
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
