package im.symbolon.protocol.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationUriTest {
  private static final BareJid ROMEO = new BareJid("romeo", "montague.example");
  private static final String ONE = "0123456789abcdef".repeat(4);
  private static final String TWO = "fedcba9876543210".repeat(4);
  private static final VerificationUri BOTH =
      VerificationUri.of(
          ROMEO,
          new TreeMap<>(
              Map.of(
                  new DeviceId(31415), new Fingerprint(ONE),
                  new DeviceId(7), new Fingerprint(TWO))));

  private static final String ROOT_TEXT = "58" + "66".repeat(31);
  private static final AccountRoot ROOT = root();

  private static AccountRoot root() {
    byte[] bytes = new byte[IdentityKey.LENGTH];
    Arrays.fill(bytes, (byte) 0x66);
    bytes[0] = 0x58;
    try {
      return new AccountRoot(IdentityKey.parse(bytes));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theRootStandsBesideWhatOthersRead() throws Exception {
    String text = BOTH.with(ROOT).write();
    assertThat(text).isEqualTo(BOTH.write() + ";symbolon-root=" + ROOT_TEXT);
    assertThat(VerificationUri.parse(text).root()).contains(ROOT);
    assertThat(VerificationUri.parse(text.toUpperCase(Locale.ROOT)).root()).contains(ROOT);
    assertThat(VerificationUri.parse(text + "&symbolon-root=" + ROOT_TEXT).root()).contains(ROOT);
    assertThat(VerificationUri.of(ROMEO, Collections.emptySortedMap()).with(ROOT).write())
        .isEqualTo("xmpp:romeo@montague.example?symbolon-root=" + ROOT_TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "symbolon-root=, MALFORMED",
    "symbolon-root=58, MALFORMED",
    "symbolon-root=ROOT00, MALFORMED",
    "symbolon-root=+5666666666666666666666666666666666666666666666666666666666666, MALFORMED",
    "symbolon-root=ROOT;symbolon-root=5966666666666666666666666666666666666666666666666666666666666666,"
        + " MALFORMED",
    "symbolon-root=0100000000000000000000000000000000000000000000000000000000000000, WEAK_KEY"
  })
  void aWrongRootMakesNoCode(String query, Reason reason) {
    String text = "xmpp:romeo@montague.example?" + query.replace("ROOT", ROOT_TEXT);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> VerificationUri.parse(text))
        .matches(e -> e.reason() == reason);
  }

  @Property(tries = 500)
  void readsWhatItWrites(@ForAll("uris") VerificationUri uri) throws Exception {
    assertThat(VerificationUri.parse(uri.write())).isEqualTo(uri);
    assertThat(uri.write()).matches("xmpp:[\\x21-\\x7e]+");
  }

  @Test
  void writesWhatConversationsReads() {
    assertThat(BOTH.write())
        .isEqualTo("xmpp:romeo@montague.example?omemo-sid-7=" + TWO + ";omemo-sid-31415=" + ONE);
    assertThat(VerificationUri.of(ROMEO, Collections.emptySortedMap()))
        .hasToString("xmpp:romeo@montague.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xmpp:romeo@montague.example?omemo-sid-31415=1;omemo-sid-7=2",
        "xmpp:romeo@montague.example?omemo-sid-31415=1&omemo-sid-7=2",
        "  xmpp:romeo@montague.example?omemo-sid-31415=1;omemo-sid-7=2\n",
        "XMPP:Romeo@Montague.Example?OMEMO-SID-31415=1;Omemo-Sid-7=2",
        "xmpp:romeo@montague.example/balcony?omemo-sid-31415=1;omemo-sid-7=2",
        "xmpp:romeo@montague.example?omemo-sid-31415=1;omemo-sid-7=2#omemo-sid-7=1",
        "xmpp:romeo@montague.example?omemo-sid-31415=1;omemo-sid-31415=1;omemo-sid-7=2",
        "xmpp:romeo@montague.example?;;omemo-sid-31415=1;;omemo-sid-0007=2;",
        "xmpp:romeo@montague.example?message;body=a%zzb;omemo-sid-31415=1;omemo-sid-7=2",
        "xmpp:romeo@montague.example?roster;name=Romeo;omemo-sid-31415=1;omemo-sid-7=2;preauth=x",
        "xmpp:romeo@montague.example?ibr=y&omemo-sid-31415=1&otr-fingerprint=2&omemo-sid-7=2",
        "xmpp:romeo@montague.example?omemo-sid-31415=1;omemo-sid-7=2;omemo-sid-0=1;omemo-sid-x=1",
        "xmpp:romeo@montague.example?omemo-sid-31415=1;omemo-sid-7=2;omemo-sid--1=1;omemo-sid-=1",
        "xmpp:romeo@montague.example?omemo-sid-2147483648=1;omemo-sid-31415=1;omemo-sid-7=2",
        "xmpp:r%6fmeo@montague%2Eexample?omemo-sid-31415=1;omemo-sid-7=2",
        "https://conversations.im/i/romeo@montague.example?omemo-sid-31415=1&omemo-sid-7=2",
        "https://conversations.im/i/romeo/montague.example?omemo-sid-31415=1&omemo-sid-7=2",
        "HTTPS://Conversations.IM/i/romeo%40montague.example?omemo-sid-31415=1;omemo-sid-7=2",
      })
  void readsWhatOthersWrite(String text) throws Exception {
    assertThat(VerificationUri.parse(filled(text))).isEqualTo(BOTH);
    assertThat(VerificationUri.parse(filled(text).replace(ONE, ONE.toUpperCase(Locale.ROOT))))
        .isEqualTo(BOTH);
  }

  @Test
  void readsFingerprintsOfDevicesThatHaveNoName() throws Exception {
    VerificationUri read =
        VerificationUri.parse("xmpp:romeo@montague.example?omemo=" + ONE + ";omemo-sid-7=" + TWO);
    assertThat(read.unnamed()).containsExactly(new Fingerprint(ONE));
    assertThat(read.devices()).containsOnlyKeys(new DeviceId(7));
  }

  @Test
  void anAddressAloneIsRead() throws Exception {
    for (String text : new String[] {"", "?", "?message", "?join;x=y"}) {
      VerificationUri read = VerificationUri.parse("xmpp:romeo@montague.example" + text);
      assertThat(read).isEqualTo(VerificationUri.of(ROMEO, Collections.emptySortedMap()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "xmpp:d%27artagnan@a.test, false",
    "xmpp:o+tag@a.test, o+tag@a.test",
    "xmpp:o%2btag@a.test, o+tag@a.test",
    "xmpp:a%3fb%23c%3B%26=@a.test, false",
    "xmpp:a%3fb%23c%3B=@a.test, a?b#c;=@a.test",
    "xmpp:%6A%C3%BCrgen@a.test, jürgen@a.test",
    "xmpp:jürgen@a.test, jürgen@a.test",
    "xmpp:%F0%9F%98%80@a.test, \uD83D\uDE00@a.test",
    "xmpp:a%2540b@c.test, a%40b@c.test",
    "xmpp:a@%5B::1%5D, a@[::1]",
  })
  void percentEncodedAddresses(String text, String account) throws Exception {
    if (account.equals("false")) {
      assertThat(refused(text)).isEqualTo(Reason.MALFORMED);
    } else {
      VerificationUri read = VerificationUri.parse(text);
      assertThat(read.account()).hasToString(account);
      assertThat(VerificationUri.parse(read.write())).isEqualTo(read);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "romeo@montague.example",
        "xmpp",
        "xmpp:",
        "xmpp:?omemo-sid-7=2",
        "xmpp:montague.example?omemo-sid-7=2",
        "xmpp:romeo@",
        "xmpp:@montague.example",
        "xmpp:romeo@@montague.example",
        "xmpp:romeo%40evil.example@montague.example",
        "xmpp:romeo@montague.example%2Fbalcony",
        "xmpp:romeo%2F@montague.example",
        "xmpp:romeo%00@montague.example",
        "xmpp:romeo%E2%80%AE@montague.example",
        "xmpp://romeo@montague.example?omemo-sid-7=2",
        "xmpp://guest@example.test/romeo@montague.example?omemo-sid-7=2",
        "xmpp:romeo%@montague.example",
        "xmpp:romeo%4@montague.example",
        "xmpp:romeo%zz@montague.example",
        "xmpp:romeo%+4@montague.example",
        "xmpp:romeo%ff@montague.example",
        "xmpp:romeo%c3@montague.example",
        "xmpp:romeo%c0%af@montague.example",
        "xmpp:romeo@montague.example%",
        "xmpp:romeo%\uFF11\uFF11@montague.example",
        "xmpp:romeo@montague.example?omemo-sid-7=",
        "xmpp:romeo@montague.example?omemo-sid-7=abc",
        "xmpp:romeo@montague.example?omemo-sid-7=2a",
        "xmpp:romeo@montague.example?omemo-sid-7=052",
        "xmpp:romeo@montague.example?omemo-sid-7=%zz",
        "xmpp:romeo@montague.example?omemo=",
        "xmpp:romeo@montague.example?omemo=g",
        "xmpp:romeo@montague.example?omemo-sid-7=1;omemo-sid-7=2",
        "xmpp:romeo@montague.example?omemo-sid-7=1;omemo-sid-07=2",
        "http://conversations.im/i/romeo@montague.example",
        "https://conversations.im/j/room@montague.example",
        "https://conversations.im/i/",
        "https://conversations.im/i/romeo",
        "https://conversations.im.evil.example/i/romeo@montague.example",
        "https://evil.example/i/romeo@montague.example?omemo-sid-7=2",
        "https://evil.example/xmpp:romeo@montague.example",
        "mailto:romeo@montague.example",
        "imto://xmpp/romeo@montague.example",
      })
  void refusesWhatIsNoVerification(String text) {
    assertThat(refused(filled(text))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void isBounded() throws Exception {
    StringBuilder many = new StringBuilder("xmpp:romeo@montague.example?");
    for (int i = 1; i <= VerificationUri.MAX_FINGERPRINTS; i++) {
      many.append("omemo-sid-").append(i).append('=').append(ONE).append(';');
    }
    assertThat(VerificationUri.parse(many.toString()).devices()).hasSize(200);
    assertThat(refused(many + "omemo-sid-201=" + ONE)).isEqualTo(Reason.OVERSIZED);
    assertThat(refused(many + "omemo-sid-1=" + ONE)).isEqualTo(Reason.OVERSIZED);
    assertThat(refused(many + "omemo-sid-0=" + ONE)).isEqualTo(Reason.OVERSIZED);
    assertThat(refused(many + "omemo=" + ONE)).isEqualTo(Reason.OVERSIZED);
    assertThat(refused("xmpp:romeo@montague.example?" + "x".repeat(VerificationUri.MAX_LENGTH)))
        .isEqualTo(Reason.OVERSIZED);
    SortedMap<DeviceId, Fingerprint> tooMany = new TreeMap<>();
    for (int i = 1; i <= VerificationUri.MAX_FINGERPRINTS + 1; i++) {
      tooMany.put(new DeviceId(i), new Fingerprint(ONE));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> VerificationUri.of(ROMEO, tooMany));
  }

  @Property(tries = 1000)
  void anyTextGivesAValueOrAProtocolException(@ForAll("almostUris") String text) {
    try {
      VerificationUri read = VerificationUri.parse(text);
      assertThat(VerificationUri.parse(read.write())).isEqualTo(read);
    } catch (ProtocolException e) {
      assertThat(e.reason()).isIn(Reason.MALFORMED, Reason.OVERSIZED);
    }
  }

  @Provide
  Arbitrary<String> almostUris() {
    return Arbitraries.of(
            "xmpp:",
            "a@b",
            "%",
            "%40",
            "@",
            "/",
            "?",
            "#",
            ";",
            "&",
            "=",
            "omemo",
            "omemo-sid-",
            "7",
            ONE,
            TWO,
            "https://conversations.im/i/",
            "\uD800",
            "ü",
            " ")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts))
        .flatMap(tail -> Arbitraries.of("xmpp:a@b", "xmpp:a@b?", "").map(head -> head + tail));
  }

  @Provide
  Arbitrary<VerificationUri> uris() {
    Arbitrary<Fingerprint> fingerprint =
        Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).map(Fingerprint::new);
    Arbitrary<DeviceId> device = Arbitraries.integers().greaterOrEqual(1).map(DeviceId::new);
    Arbitrary<BareJid> account =
        Arbitraries.strings()
            .withChars("abz09ßüжß日\uD83D\uDE00%?#;=+&~!$()*,^`{|}[]\\-._")
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(text -> isLocalPart(text))
            .map(local -> new BareJid(local, "montague.example"));
    return Combinators.combine(
            account,
            Arbitraries.maps(device, fingerprint).ofMaxSize(8),
            fingerprint.set().ofMaxSize(3),
            Arbitraries.of(Optional.<AccountRoot>empty(), Optional.of(ROOT)))
        .as(
            (a, devices, rest, root) ->
                new VerificationUri(a, new TreeMap<>(devices), new TreeSet<>(rest), root));
  }

  private static boolean isLocalPart(String text) {
    try {
      return BareJid.parse(text + "@montague.example").local().equals(text);
    } catch (ProtocolException e) {
      return false;
    }
  }

  private static Reason refused(String text) {
    try {
      VerificationUri read = VerificationUri.parse(text);
      throw new AssertionError("was accepted: " + text + " as " + read);
    } catch (ProtocolException e) {
      return e.reason();
    }
  }

  /** Short texts name the two fingerprints by a digit. */
  private static String filled(String text) {
    return text.replaceAll("(?<=[=])1(?=[;&#\\s]|$)", ONE)
        .replaceAll("(?<=[=])2(?=[;&#\\s]|$)", TWO)
        .replaceAll("(?<=[=])2a$", TWO + "a")
        .replaceAll("(?<=[=])052$", "05" + TWO);
  }
}
