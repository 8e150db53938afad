package im.symbolon.ratchet.account;

import static im.symbolon.ratchet.Devices.entropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.ratchet.account.RecoveryException.Reason;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountKeysTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);

  private final AccountRootPair root = AccountRootPair.generate(entropy(1));
  private final ListKeyPair listKey = ListKeyPair.generate(entropy(2));
  private final RecoveryKey recovery = RecoveryKey.generate(entropy(3));

  @Test
  void aRootCertifiesAListKeyThatSignsLists() throws Exception {
    SignedDeviceList list = listKey.sign(draft(certificate(root, listKey)));
    assertThat(list.verify(Ed25519::verify).root()).isEqualTo(root.root());
  }

  @Test
  void aListKeySignsOnlyUnderItsOwnCertificate() {
    DeviceListDraft draft = draft(certificate(root, ListKeyPair.generate(entropy(9))));
    assertThatThrownBy(() -> listKey.sign(draft)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListUnderARootThatDidNotCertifyItIsRefused() {
    AccountRootPair other = AccountRootPair.generate(entropy(8));
    ListKeyCertificate honest = certificate(root, listKey);
    ListKeyCertificate forged =
        new ListKeyCertificate(
            other.root(), listKey.listKey(), 1, honest.expires(), honest.signature());
    SignedDeviceList list = listKey.sign(draft(forged));
    assertThatThrownBy(() -> list.verify(Ed25519::verify)).isInstanceOf(ProtocolException.class);
  }

  @Test
  @DisplayName("REVIEW 2: the recovery key opens the root, which certifies the next list key")
  void theRecoveryKeyOpensTheSealedRoot() throws Exception {
    SealedRoot sealed = SealedRoot.seal(root, BOB, recovery, entropy(4));
    root.close();
    SealedRoot kept = SealedRoot.parse(sealed.encode());
    RecoveryKey typed = RecoveryKey.parse(recovery.text());
    try (AccountRootPair opened = kept.open(BOB, typed)) {
      ListKeyPair next = ListKeyPair.generate(entropy(5));
      ListKeyCertificate second =
          opened.certify(BOB, next.listKey(), 2, NOW.plus(Duration.ofDays(3650)));
      assertThat(next.sign(draft(second)).verify(Ed25519::verify).serial()).isEqualTo(2);
      assertThat(opened.root()).isEqualTo(sealed.root());
    }
  }

  @Test
  void aWipedRootCertifiesNothing() {
    root.close();
    assertThatThrownBy(() -> certificate(root, listKey)).isInstanceOf(IllegalStateException.class);
    listKey.close();
    assertThatThrownBy(listKey.seed()::expose).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aWrongRecoveryKeyIsToldFromATypoAndFromDamage() throws Exception {
    SealedRoot sealed = SealedRoot.seal(root, BOB, recovery, entropy(4));
    RecoveryKey other = RecoveryKey.generate(entropy(6));
    refuses(Reason.WRONG_KEY, () -> sealed.open(BOB, other));
    String text = recovery.text();
    char wrong = text.charAt(7) == 'X' ? 'Y' : 'X';
    String typo = text.substring(0, 7) + wrong + text.substring(8);
    refuses(Reason.TYPO, () -> RecoveryKey.parse(typo));
    byte[] bytes = sealed.encode();
    bytes[bytes.length - 1] ^= 1;
    SealedRoot damaged = SealedRoot.parse(bytes);
    refuses(Reason.DAMAGED, () -> damaged.open(BOB, recovery));
  }

  @Test
  void aSealedRootIsOfOneAccountAndOneRoot() throws Exception {
    SealedRoot sealed = SealedRoot.seal(root, BOB, recovery, entropy(4));
    BareJid eve = new BareJid("eve", "evil.test");
    refuses(Reason.DAMAGED, () -> sealed.open(eve, recovery));
    byte[] bytes = sealed.encode();
    byte[] other = AccountRootPair.generate(entropy(7)).root().key().encode();
    System.arraycopy(other, 0, bytes, 1, other.length);
    SealedRoot renamed = SealedRoot.parse(bytes);
    refuses(Reason.DAMAGED, () -> renamed.open(BOB, recovery));
  }

  @Test
  void aSealedRootThatIsCutOrNewerIsToldSo() {
    byte[] bytes = SealedRoot.seal(root, BOB, recovery, entropy(4)).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      refuses(Reason.DAMAGED, () -> SealedRoot.parse(cut));
    }
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    refuses(Reason.DAMAGED, () -> SealedRoot.parse(longer));
    bytes[0] = 2;
    refuses(Reason.NEWER_VERSION, () -> SealedRoot.parse(bytes));
  }

  @Property(tries = 300)
  void aRecoveryKeyIsReadAsPeopleTypeIt(@ForAll long seed) throws Exception {
    RecoveryKey key = RecoveryKey.generate(entropy(seed));
    String text = key.text();
    assertThat(text).matches("([A-Z2-7]{4}-){7}[A-Z2-7]{4}");
    assertThat(RecoveryKey.parse(text).sameAs(key)).isTrue();
    assertThat(RecoveryKey.parse(text.toLowerCase(Locale.ROOT)).sameAs(key)).isTrue();
    assertThat(RecoveryKey.parse(text.replace("-", " ") + "\n").sameAs(key)).isTrue();
    String misread = text.replace('O', '0').replace('I', '1').replace('B', '8');
    assertThat(RecoveryKey.parse(misread).sameAs(key)).isTrue();
  }

  @Property(tries = 1000)
  void everyWrongCharacterIsATypo(
      @ForAll long seed, @ForAll @IntRange(max = 38) int at, @ForAll @IntRange(max = 31) int to) {
    String text = RecoveryKey.generate(entropy(seed)).text();
    char wrong = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(to);
    if (text.charAt(at) != wrong) {
      String typo = text.substring(0, at) + wrong + text.substring(at + 1);
      refuses(Reason.TYPO, () -> RecoveryKey.parse(typo));
    }
  }

  @Test
  void whatIsNoRecoveryKeyIsATypo() {
    String text = recovery.text();
    for (String each :
        List.of(
            "",
            "-",
            text.substring(1),
            text + "A",
            text + text,
            "9" + text.substring(1),
            "\u00e4" + text.substring(1),
            "A".repeat(100_000))) {
      refuses(Reason.TYPO, () -> RecoveryKey.parse(each));
    }
  }

  @Test
  void nothingHereTellsItsSecret() {
    SealedRoot sealed = SealedRoot.seal(root, BOB, recovery, entropy(4));
    assertThat(root).hasToString("AccountRootPair");
    assertThat(listKey).hasToString("ListKeyPair");
    assertThat(recovery).hasToString("RecoveryKey");
    assertThat(sealed).hasToString("SealedRoot " + root.root());
    String seed = new String(root.seed().expose(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(new String(sealed.encode(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(seed);
  }

  private ListKeyCertificate certificate(AccountRootPair by, ListKeyPair of) {
    return by.certify(BOB, of.listKey(), 1, NOW.plus(Duration.ofDays(3650)));
  }

  private static DeviceListDraft draft(ListKeyCertificate certificate) {
    return new DeviceListDraft(
        BOB,
        certificate,
        1,
        List.of(),
        NOW,
        NOW.plus(DeviceListDraft.MAX_LIFETIME),
        List.of(),
        List.of());
  }

  private static void refuses(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(RecoveryException.class)
        .extracting(e -> ((RecoveryException) e).reason())
        .isEqualTo(reason);
  }
}
