package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkVerifier;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.XmlElement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Device lists and bundles that nobody honest publishes, and what becomes of them. */
@Timeout(20)
class HostileBundlesTest {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final int CROWD = 10_000;
  private static final int MILLION = 1_000_000;

  @ParameterizedTest
  @EnumSource(Words.class)
  void tenThousandDevicesAreRefused(Words words) {
    List<XmlElement> crowd = new ArrayList<>();
    for (int i = 1; i <= CROWD; i++) {
      crowd.add(words.device(Integer.toString(i)));
    }
    assertThat(outcome(() -> words.format().decodeDevices(words.devices(crowd))))
        .isEqualTo(Reason.OVERSIZED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void whatIsNoDeviceIsPassedOverHoweverOftenItIsThere(Words words) throws Exception {
    List<XmlElement> entries = new ArrayList<>(Collections.nCopies(CROWD, words.device("5")));
    for (String id : List.of("0", "-1", "2147483648", "4294967297", "x", "", " 7", "1e3", "٣")) {
      entries.addAll(Collections.nCopies(CROWD / 10, words.device(id)));
    }
    entries.add(words.start("device").build());
    entries.addAll(Collections.nCopies(MILLION, element("urn:example", "device").build()));
    assertThat(words.format().decodeDevices(words.devices(entries)).devices())
        .containsExactly(new DeviceId(5));
  }

  /** REVIEW 19: nobody signed the labels in use, and what is signed needs more than this list. */
  @ParameterizedTest
  @EnumSource(Words.class)
  void labelsAreIgnoredSignedOrNot(Words words) throws Exception {
    XmlElement labelled =
        words.start("device").with("id", "7").with("label", "<b>").with("labelsig", "!").build();
    DeviceList read = words.format().decodeDevices(words.devices(List.of(labelled)));
    assertThat(read).isEqualTo(DeviceList.empty().with(new DeviceId(7)));
    assertThat(words.format().encodeDevices(read).toXml()).doesNotContain("label");
  }

  /** Ids are per account: an id that somebody else has, or that is ours, is an id like others. */
  @ParameterizedTest
  @EnumSource(Words.class)
  void anotherAccountsDeviceIdIsAccepted(Words words) throws Exception {
    XmlElement list = words.devices(List.of(words.device("27183")));
    assertThat(words.format().decodeDevices(list).contains(new DeviceId(27183))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void listsAndBundlesOfTheOtherVersionAreRefused(Words words) {
    Words other = words == Words.LEGACY ? Words.OMEMO_2 : Words.LEGACY;
    XmlElement list = other.devices(List.of(other.device("1")));
    assertThat(outcome(() -> words.format().decodeDevices(list))).isEqualTo(Reason.MALFORMED);
    assertThat(decoded(words, other.bundle())).isEqualTo(Reason.MALFORMED);
    XmlElement disguised = words.start("bundle").with(other.bundle().children()).build();
    assertThat(decoded(words, disguised)).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void everyPartStandsThereOnce(Words words) {
    for (String part : List.of(words.signed, words.signature, words.identity, "prekeys")) {
      assertThat(decoded(words, words.bundle(part, child -> List.of())))
          .isEqualTo(Reason.MALFORMED);
      assertThat(decoded(words, words.bundle(part, child -> List.of(child, child))))
          .isEqualTo(Reason.MALFORMED);
      XmlElement foreign = element("urn:example", part).text("QUFB").build();
      assertThat(decoded(words, words.bundle(part, child -> List.of(foreign))))
          .isEqualTo(Reason.MALFORMED);
      assertThat(decoded(words, words.bundle(part, child -> List.of(foreign, child))))
          .isEqualTo("usable");
    }
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void orderWhitespaceAndMissingPaddingDoNotMatter(Words words) throws Exception {
    Bundle plain = words.format().decodeBundle(words.bundle());
    List<XmlElement> reversed = new ArrayList<>(words.bundle().children());
    Collections.reverse(reversed);
    assertThat(words.format().decodeBundle(words.start("bundle").with(reversed).build()))
        .isEqualTo(plain);
    for (String part : List.of(words.signed, words.signature, words.identity)) {
      XmlElement loose =
          words.rewriting(
              part,
              text ->
                  "\r\n\t " + text.substring(0, 9) + " \n" + text.substring(9).replace("=", ""));
      assertThat(words.format().decodeBundle(loose)).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void unknownPartsAndAttributesAreIgnored(Words words) throws Exception {
    XmlElement.Builder more = words.start("bundle").with("v", "9").with(words.bundle().children());
    more.with(Collections.nCopies(MILLION, words.start("unknown").build()));
    assertThat(words.format().decodeBundle(more.build()))
        .isEqualTo(words.format().decodeBundle(words.bundle()));
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void garbageIsNoKeyAndNoSignature(Words words) {
    for (String part : List.of(words.signed, words.signature, words.identity)) {
      for (String text :
          List.of("", " ", "=", "A", "QUFB", "*", "QR==", "QUFB=QUFB", "Ä", "\u00a0")) {
        assertThat(decoded(words, words.rewriting(part, any -> text))).isEqualTo(Reason.MALFORMED);
      }
      assertThat(decoded(words, words.rewriting(part, any -> "QUFB".repeat(CROWD))))
          .isEqualTo(Reason.OVERSIZED);
    }
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void keysOfTheOtherVersionsLengthAreRefused(Words words) {
    UnaryOperator<String> other =
        text -> {
          byte[] key = Base64.getDecoder().decode(text);
          byte[] changed = new byte[words == Words.LEGACY ? 32 : 33];
          changed[0] = 5;
          System.arraycopy(key, key.length - 32, changed, changed.length - 32, 32);
          return base64(changed);
        };
    Reason expected = words == Words.LEGACY ? Reason.MALFORMED : Reason.OVERSIZED;
    for (String part : List.of(words.signed, words.identity)) {
      assertThat(decoded(words, words.rewriting(part, other))).isEqualTo(expected);
    }
  }

  /** Only the 5 that libsignal writes; other first bytes were never in use. */
  @ParameterizedTest
  @EnumSource(value = Words.class, names = "LEGACY")
  void theFirstByteOfALegacyKeyIsFive(Words words) {
    for (int first : new int[] {0, 4, 6, 0x85, 0xff}) {
      for (String part : List.of(words.signed, words.identity)) {
        XmlElement bundle = words.rewriting(part, text -> changed(text, 0, first));
        assertThat(decoded(words, bundle)).isEqualTo(Reason.MALFORMED);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void aWrongSignatureIsReadAndNeverUsed(Words words) {
    List<UnaryOperator<String>> wrong =
        List.of(
            text -> base64(new byte[64]),
            text -> base64(Samples.filled(64, 0xff)),
            text -> changed(text, 0, Base64.getDecoder().decode(text)[0] ^ 1),
            text -> changed(text, 63, Base64.getDecoder().decode(text)[63] ^ 0x80),
            text -> changed(text, 63, Base64.getDecoder().decode(text)[63] ^ 0x40));
    for (UnaryOperator<String> each : wrong) {
      assertThat(decoded(words, words.rewriting(words.signature, each)))
          .isEqualTo(Reason.BAD_SIGNATURE);
    }
    assertThat(decoded(words, words.rewriting(words.signature, text -> base64(new byte[63]))))
        .isEqualTo(Reason.MALFORMED);
    assertThat(decoded(words, words.rewriting(words.signature, text -> base64(new byte[65]))))
        .isEqualTo(Reason.OVERSIZED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void weakKeysAreRefusedWhereverTheyStand(Words words) {
    for (long weak : new long[] {0, 1}) {
      String key = written(words, BigInteger.valueOf(weak));
      for (String part : List.of(words.signed, words.identity)) {
        assertThat(decoded(words, words.rewriting(part, any -> key))).isEqualTo(Reason.WEAK_KEY);
      }
      XmlElement preKey = words.start(words.oneTime).with(words.oneTimeId, "9").text(key).build();
      assertThat(decoded(words, words.bundleWith(List.of(words.preKey("1"), preKey))))
          .isEqualTo(Reason.WEAK_KEY);
    }
  }

  /** One key, one encoding: another way to write an identity would be another fingerprint. */
  @ParameterizedTest
  @EnumSource(Words.class)
  void identitiesThatAreNotCanonicalAreRefused(Words words) {
    for (BigInteger each : List.of(P.subtract(BigInteger.ONE), P, P.add(BigInteger.valueOf(9)))) {
      XmlElement bundle = words.rewriting(words.identity, any -> written(words, each));
      assertThat(decoded(words, bundle)).isEqualTo(Reason.WEAK_KEY);
    }
    BigInteger topBit = BigInteger.ONE.shiftLeft(255).add(BigInteger.valueOf(9));
    XmlElement bundle = words.rewriting(words.identity, any -> written(words, topBit));
    assertThat(decoded(words, bundle))
        .isEqualTo(words == Words.LEGACY ? Reason.WEAK_KEY : Reason.BAD_SIGNATURE);
  }

  /** Such a key could agree on secrets, but nothing can be signed with it. */
  @ParameterizedTest
  @EnumSource(Words.class)
  void identitiesOnTheTwistAreNeverUsed(Words words) throws Exception {
    BigInteger u = BigInteger.TWO;
    while (isOnTheCurve(u)) {
      u = u.add(BigInteger.ONE);
    }
    byte[] montgomery = littleEndian(u);
    IdentityKey twisted = IdentityKey.ofMontgomery(CurveKey.parse(montgomery), false);
    String text = words == Words.LEGACY ? written(words, u) : twisted.toBase64();
    XmlElement bundle = words.rewriting(words.identity, any -> text);
    assertThat(words.format().decodeBundle(bundle).identity().isSameKeyAs(twisted)).isTrue();
    assertThat(decoded(words, bundle)).isEqualTo(Reason.BAD_SIGNATURE);
  }

  /** J#4167: Gajim and Conversations number from 0 or 1. */
  @ParameterizedTest
  @EnumSource(Words.class)
  void prekeysMayBeNumberedFromZero(Words words) throws Exception {
    XmlElement bundle = words.bundleWith(List.of(words.preKey("0"), words.preKey("2147483647")));
    assertThat(words.format().decodeBundle(bundle).preKeys())
        .extracting(each -> each.id().value())
        .containsExactly(0, Integer.MAX_VALUE);
    XmlElement zero =
        words.bundle(
            words.signed,
            part ->
                List.of(
                    words.start(words.signed).with(words.signedId, "0").text(part.text()).build()));
    assertThat(words.format().decodeBundle(zero).signedPreKey().id().value()).isZero();
    assertThat(decoded(words, zero)).isEqualTo("usable");
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void otherPrekeyIdsAreRefused(Words words) {
    for (String id : List.of("-1", "", "x", "1 ", "+1", "00000000001")) {
      assertThat(decoded(words, words.bundleWith(List.of(words.preKey(id)))))
          .isEqualTo(Reason.MALFORMED);
    }
    for (String id : List.of("2147483648", "4294967296")) {
      assertThat(decoded(words, words.bundleWith(List.of(words.preKey(id)))))
          .isEqualTo(Reason.OUT_OF_RANGE);
    }
    XmlElement nameless = words.start(words.oneTime).text(words.preKey("1").text()).build();
    assertThat(decoded(words, words.bundleWith(List.of(nameless)))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void oneIdIsOneKeyAndTheirNumberIsBounded(Words words) {
    for (String id : List.of("0", "7")) {
      assertThat(decoded(words, words.bundleWith(List.of(words.preKey(id), words.preKey(id)))))
          .isEqualTo(Reason.MALFORMED);
    }
    assertThat(decoded(words, words.bundleWith(List.of()))).isEqualTo(Reason.MALFORMED);
    List<XmlElement> crowd = Collections.nCopies(CROWD, words.preKey("1"));
    assertThat(decoded(words, words.bundleWith(crowd))).isEqualTo(Reason.OVERSIZED);
  }

  /** "usable", or why it is not. */
  private static Object decoded(Words words, XmlElement bundle) {
    return outcome(() -> words.format().decodeBundle(bundle).requireUsable(new JdkVerifier()));
  }

  private static Object outcome(Attempt attempt) {
    try {
      attempt.run();
      return "usable";
    } catch (ProtocolException e) {
      return e.reason();
    }
  }

  private static boolean isOnTheCurve(BigInteger u) {
    BigInteger square = u.pow(3).add(BigInteger.valueOf(486662).multiply(u.pow(2))).add(u).mod(P);
    return square.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE);
  }

  private static String written(Words words, BigInteger number) {
    byte[] key = littleEndian(number);
    byte[] out = new byte[words.version == OmemoVersion.LEGACY ? 33 : 32];
    out[0] = 5;
    System.arraycopy(key, 0, out, out.length - 32, 32);
    return base64(out);
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] out = new byte[32];
    for (int i = 0; i < out.length; i++) {
      out[i] = number.shiftRight(8 * i).byteValue();
    }
    return out;
  }

  private static String changed(String base64, int index, int value) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    bytes[index] = (byte) value;
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private interface Attempt {
    void run() throws ProtocolException;
  }
}
