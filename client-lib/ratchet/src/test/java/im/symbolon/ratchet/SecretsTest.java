package im.symbolon.ratchet;

import static im.symbolon.ratchet.Devices.device;
import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.account.SealedRoot;
import im.symbolon.ratchet.backup.BackupOpener;
import im.symbolon.ratchet.backup.BackupSealer;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.groups.LivingChains;
import im.symbolon.ratchet.linking.HandedOver;
import im.symbolon.ratchet.linking.Invitation;
import im.symbolon.ratchet.linking.LinkCode;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.media.MediaClaims;
import im.symbolon.ratchet.media.MediaKey;
import im.symbolon.ratchet.media.MediaOpener;
import im.symbolon.ratchet.media.MediaSealer;
import im.symbolon.ratchet.media.VerifiedMedia;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;
import im.symbolon.ratchet.session.OpenedMessage;
import im.symbolon.ratchet.session.Responder;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.SessionSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** STYLE 6: no secret prints, is serialisable, or compares in variable time. */
class SecretsTest {
  /** Live inside one call only, so that {@link #everythingAlive} does not meet them. */
  private static final Set<String> TRANSIENT =
      Set.of(
          "Arrival",
          "CipherKeys",
          "HandoverKey",
          "Judgement",
          "Jump",
          "MessageKey",
          "Opened",
          "PayloadKey",
          "RootCipherKey",
          "Run",
          "Sealed",
          "SealingKeys",
          "SharedSecret",
          "StateWriter",
          "Step",
          "Turn");

  private final Set<Class<?>> own = ownClasses();
  private final Set<Class<?>> holders = holders(own);

  @Test
  void noSecretIsSerialisable() {
    assertThat(holders).hasSizeGreaterThan(20).noneMatch(Serializable.class::isAssignableFrom);
  }

  @Test
  void noSecretIsComparedOrHashed() {
    for (Class<?> each : holders) {
      if (!each.isRecord()) { // a record asks its parts, which are asked here too
        assertThat(Arrays.stream(each.getDeclaredMethods()).map(Method::getName))
            .as(each.getName())
            .doesNotContain("equals", "hashCode");
      }
    }
  }

  @Test
  void noSecretPrints() throws Exception {
    Set<Object> alive = new Graph(own).reachableFrom(everythingAlive());
    Set<String> traces =
        alive.stream()
            .filter(Secret.class::isInstance)
            .flatMap(each -> traces(((Secret) each).expose()).stream())
            .collect(Collectors.toSet());
    assertThat(traces).hasSizeGreaterThan(80);
    for (Object each : alive) {
      String printed = each.toString();
      for (String trace : traces) {
        assertThat(printed.toLowerCase(Locale.ROOT))
            .as(each.getClass().getName())
            .doesNotContain(trace.toLowerCase(Locale.ROOT));
      }
    }
  }

  @Test
  void everySecretTypeIsMetByThisTest() throws Exception {
    Set<Class<?>> met = new HashSet<>();
    for (Object each : new Graph(own).reachableFrom(everythingAlive())) {
      met.add(each.getClass());
    }
    Set<String> missed = new TreeSet<>();
    for (Class<?> each : holders) {
      if (!met.contains(each) && !each.isInterface() && !Modifier.isAbstract(each.getModifiers())) {
        missed.add(each.getSimpleName());
      }
    }
    assertThat(TRANSIENT).containsAll(missed);
  }

  @Test
  void aWipedSecretCannotBeUsed() {
    Secret secret = text("secret");
    byte[] bytes = secret.expose();
    secret.close();
    assertThat(bytes).containsOnly(0);
    assertThatThrownBy(secret::expose)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("RatchetPlaintext was wiped");
    secret.close();
  }

  @Test
  void aSecretIsTheSameOnlyAsOneOfItsKind() {
    assertThat(text("a").sameAs(text("a"))).isTrue();
    assertThat(text("a").sameAs(text("b"))).isFalse();
    assertThat(text("a").sameAs(SessionSnapshot.of(new byte[] {'a'}))).isFalse();
  }

  /** Something of every kind that outlives a call. */
  private static List<Object> everythingAlive() throws Exception {
    List<Object> alive = new ArrayList<>();
    for (OmemoVersion each : OmemoVersion.values()) {
      alive.addAll(everythingAlive(each));
    }
    AccountRootPair root = AccountRootPair.generate(entropy(2));
    RecoveryKey recovery = RecoveryKey.generate(entropy(3));
    alive.add(SealedRoot.seal(root, new BareJid("bob", "beta.test"), recovery, entropy(4)));
    alive.addAll(List.of(root, recovery, ListKeyPair.generate(entropy(5))));
    alive.addAll(linkingAndBackup());
    alive.addAll(LivingChains.all(entropy(10)));
    MediaKey file = MediaKey.generate(entropy(11));
    alive.add(verified(file));
    alive.addAll(List.of(file.told(), new MediaOpener(file, MediaClaims.NONE)));
    return alive;
  }

  private static VerifiedMedia verified(MediaKey key) throws Exception {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    MediaSealer.seal(new ByteArrayInputStream(new byte[20]), sealed, key);
    return new MediaOpener(key, MediaClaims.NONE)
        .verify(new ByteArrayInputStream(sealed.toByteArray()), sealed.size());
  }

  private static List<Object> linkingAndBackup() throws Exception {
    BareJid carol = new BareJid("carol", "alpha.test");
    Fingerprint identity = new Fingerprint("0".repeat(64));
    LinkParty tablet = new LinkParty(new DeviceAddress(carol, new DeviceId(7)), identity);
    Invitation invitation = Invitation.make(tablet, Instant.EPOCH, entropy(6));
    BackupSealer sealer = BackupSealer.begin(RecoveryKey.generate(entropy(9)), entropy(7));
    return List.of(
        invitation,
        LinkCode.parse(invitation.code(), carol),
        LinkCode.parse(invitation.qrCode(), carol),
        HandedOver.of(entropy(8).bytes(40)),
        sealer,
        BackupOpener.begin(sealer.head(), RecoveryKey.generate(entropy(9))));
  }

  private static List<Object> everythingAlive(OmemoVersion version) throws Exception {
    Entropy entropy = entropy(1);
    Device alice = device(entropy);
    Device bob = device(entropy);
    Payload payload = Dialect.of(version).sealPayload(new byte[20], entropy);
    SealedMessage lost = alice.startWith(bob, version, entropy).seal(payload.secret());
    SealedMessage sealed = lost.next().seal(payload.secret());
    OpenedMessage opened =
        Responder.accept(
            bob.identity(),
            bob.signedPreKey(),
            bob.preKey(),
            (KeyExchangeMessage) sealed.message(),
            entropy);
    SealedMessage answer = opened.next().seal(payload.secret());
    return List.of(alice, bob, payload, lost, sealed, opened, answer, opened.next().snapshot());
  }

  private static List<String> traces(byte[] secret) {
    if (secret.length < 16) {
      return List.of();
    }
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      hex.append(String.format(Locale.ROOT, "%02x", secret[i]));
    }
    String list = Arrays.toString(Arrays.copyOf(secret, 6));
    String base64 = Base64.getEncoder().encodeToString(Arrays.copyOf(secret, 9));
    return List.of(hex.toString(), list.substring(1, list.length() - 1), base64);
  }

  private static Set<Class<?>> ownClasses() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("im.symbolon.ratchet")
            .stream()
            .filter(each -> !each.getPackageName().endsWith(".wire"))
            .map(JavaClass::reflect)
            .collect(Collectors.toSet());
  }

  /** The secrets, and every class with a field that names one of them or of their holders. */
  private static Set<Class<?>> holders(Set<Class<?>> own) {
    Set<Class<?>> found = new HashSet<>();
    own.stream().filter(Secret.class::isAssignableFrom).forEach(found::add);
    int before;
    do {
      before = found.size();
      own.stream().filter(each -> holdsOneOf(each, found)).forEach(found::add);
    } while (found.size() > before);
    return found;
  }

  private static boolean holdsOneOf(Class<?> type, Set<Class<?>> secrets) {
    for (Field field : type.getDeclaredFields()) {
      String names = field.getGenericType().getTypeName();
      if (!Modifier.isStatic(field.getModifiers())
          && secrets.stream().anyMatch(each -> names.contains(each.getName()))) {
        return true;
      }
    }
    return false;
  }
}
