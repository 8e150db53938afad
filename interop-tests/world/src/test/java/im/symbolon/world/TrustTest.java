package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.OtherAccountException;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.trust.Verification;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.uri.VerificationUri;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing leaves to a device that is not trusted, whatever servers say (PAINS X4). */
class TrustTest {
  private final World world = new World(11);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    // As with clients that know of no roots: each device stands for itself.
    world.network.directories.views.hideFromOthers(Namespaces.DEVICES);
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "first");
    world.pass(5);
    bob.send(ALICE, "second");
    world.pass(5);
  }

  private static Fingerprint keyOf(Phone phone) {
    return Fingerprint.of(phone.messenger.identity());
  }

  private static void decide(Phone who, Phone about, Trust trust) throws Exception {
    who.messenger.trust(about.account(), about.messenger.device(), keyOf(about), trust);
  }

  private static KnownDevice seenBy(Phone who, Phone about) throws Exception {
    return who.messenger.devices(about.account()).stream()
        .filter(d -> d.id().equals(about.messenger.device()))
        .findFirst()
        .orElseThrow();
  }

  /** Another device that says it is this person's: theirs, or made up by their server. */
  private Phone another(BareJid account) {
    Phone phone = world.phone(account, "another");
    world.pass(120);
    return phone;
  }

  private int now() {
    return world.network.seen.size();
  }

  private static ChatMessage message(Phone phone, BareJid chat, String text) {
    return phone.history(chat).stream()
        .filter(m -> m.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static List<Note> lines(Phone phone, BareJid chat) {
    return phone.notes(chat).stream().map(m -> m.note().orElseThrow()).toList();
  }

  @Test
  void trustIsBlindAtFirstAndIsShown() throws Exception {
    KnownDevice phone = seenBy(alice, bob);
    assertThat(phone.trust()).isEqualTo(Trust.TRUSTED);
    assertThat(phone.isVerified()).isFalse();
    assertThat(phone.fingerprint()).contains(keyOf(bob));
    assertThat(phone.isListed()).isTrue();
    assertThat(phone.versions()).contains(OmemoVersion.OMEMO_2);
    assertThat(phone.firstSeen()).isPresent();
    assertThat(alice.devicesChanged).contains(BOB);
    assertThat(seenBy(alice, alice).thisDevice()).isTrue();
    Phone tablet = another(BOB);
    alice.send(BOB, "to both");
    world.pass(10);
    assertThat(tablet.texts(ALICE, false)).containsExactly("to both");
    assertThat(message(alice, BOB, "to both").reach()).contains(new Reach(2, 0, 0, 0));
    Provenance provenance = message(bob, ALICE, "to both").provenance().orElseThrow();
    assertThat(provenance).isEqualTo(new Provenance(Trust.TRUSTED, OmemoVersion.OMEMO_2));
  }

  /** A lying server: the device appears in Bob's list, with keys, and is not Bob's. */
  @Test
  void aDeviceInsertedAfterVerificationGetsNothingAndIsReadWithAMark() throws Exception {
    decide(alice, bob, Trust.TRUSTED);
    assertThat(seenBy(alice, bob).isVerified()).isTrue();
    int before = now();
    Phone evil = another(BOB);
    String id = alice.send(BOB, "for bob");
    world.pass(30);
    evil.send(ALICE, "I am bob");
    world.pass(30);
    alice.send(BOB, "you are not");
    world.pass(3700);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "for bob", "you are not");
    assertThat(sentTo(evil, before)).isEmpty();
    assertThat(evil.texts(ALICE, false))
        .as("what Bob's phone gave a device that it has linked itself")
        .containsExactly("for bob", "you are not");
    assertThat(message(alice, BOB, "for bob").reach()).contains(new Reach(1, 1, 0, 0));
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    KnownDevice shown = seenBy(alice, evil);
    assertThat(shown.trust()).isEqualTo(Trust.UNDECIDED);
    assertThat(shown.fingerprint()).contains(keyOf(evil));
    assertThat(message(alice, BOB, "I am bob").provenance())
        .contains(new Provenance(Trust.UNDECIDED, OmemoVersion.OMEMO_2));
    assertThat(lines(alice, BOB)).isEmpty();
  }

  /** What Alice's devices sent with a key for that device. */
  private List<OutgoingStanza> sentTo(Phone device, int since) {
    String entry = "rid='" + device.messenger.device() + "'";
    String sender = "sid='" + alice.messenger.device() + "'";
    return world.network.seen.stream()
        .skip(since)
        .filter(s -> s.extensions().stream().anyMatch(e -> e.toXml().contains(entry)))
        .filter(s -> s.extensions().stream().anyMatch(e -> e.toXml().contains(sender)))
        .toList();
  }

  /** One decision holds in both versions, whichever a device speaks. */
  @Test
  void devicesThatSpeakLegacyOmemoAreHeldToTheSameRules() throws Exception {
    Phone old = legacy();
    alice.send(BOB, "to both");
    world.pass(10);
    assertThat(old.texts(ALICE, false)).containsExactly("to both");
    assertThat(seenBy(alice, old).versions()).containsExactly(OmemoVersion.LEGACY);
    world.network.down("beta.test");
    alice.send(BOB, "sealed for both");
    world.pass(10);
    decide(alice, old, Trust.DISTRUSTED);
    int before = now();
    world.network.up("beta.test");
    world.pass(600);
    alice.send(BOB, "to one");
    old.send(ALICE, "hello?");
    world.pass(600);
    assertThat(sentTo(old, before)).isEmpty();
    assertThat(bob.texts(ALICE, false))
        .containsExactly("first", "to both", "sealed for both", "to one");
    assertThat(message(alice, BOB, "hello?").provenance())
        .contains(new Provenance(Trust.DISTRUSTED, OmemoVersion.LEGACY));
  }

  private Phone legacy() {
    Phone old = world.phone(BOB, "old", OmemoVersion.LEGACY);
    world.pass(120);
    return old;
  }

  /** The server drops the message and lets its own device confirm it. */
  @Test
  void anUndecidedDeviceConfirmsNothing() throws Exception {
    decide(alice, bob, Trust.TRUSTED);
    Phone evil = another(BOB);
    bob.crash();
    String id = alice.send(BOB, "is this on?");
    world.pass(10);
    evil.confirms(ALICE, id);
    world.pass(10);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.SENT);
    decide(alice, evil, Trust.TRUSTED);
    evil.confirms(ALICE, id);
    world.pass(10);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void nothingAtAllLeavesToADistrustedDevice() throws Exception {
    Phone tablet = another(BOB);
    alice.send(BOB, "to both");
    world.pass(10);
    decide(alice, tablet, Trust.DISTRUSTED);
    int before = now();
    alice.send(BOB, "to one");
    for (int i = 0; i < 120; i++) {
      tablet.send(ALICE, "listen " + i); // enough for heartbeats
    }
    world.pass(600);
    tablet.forgetSessions();
    tablet.send(ALICE, "a new session");
    world.pass(600);
    assertThat(sentTo(tablet, before)).isEmpty();
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "to both", "to one");
    assertThat(tablet.texts(ALICE, false))
        .as("whatever Bob's own phone tells his tablet, Alice told it nothing")
        .containsExactly("to both", "to one");
    assertThat(alice.texts(BOB, false)).hasSize(122).contains("listen 119", "a new session");
    assertThat(message(alice, BOB, "a new session").provenance())
        .map(Provenance::trust)
        .contains(Trust.DISTRUSTED);
    decide(alice, tablet, Trust.TRUSTED);
    alice.send(BOB, "welcome back");
    world.pass(10);
    assertThat(sentTo(tablet, before)).isNotEmpty();
    assertThat(tablet.texts(ALICE, false)).containsExactly("to both", "to one", "welcome back");
  }

  /** REVIEW 27: messages that cannot be opened begin no session where nothing may leave. */
  @Test
  void noSessionIsBegunToHealOneWithADistrustedDevice() throws Exception {
    decide(alice, bob, Trust.DISTRUSTED);
    alice.forgetSessions();
    int before = now();
    bob.send(ALICE, "unreadable");
    world.pass(600);
    assertThat(sentTo(bob, before)).isEmpty();
    assertThat(lines(alice, BOB)).containsExactly(Note.NO_SESSION);
  }

  @Test
  void aMessageForNobodyWaitsWithOneLineAndLeavesWithTheDecision() throws Exception {
    world.network.jitterMillis = 1; // servers keep the order
    decide(alice, bob, Trust.DISTRUSTED);
    String id = alice.send(BOB, "one day");
    alice.send(BOB, "or another");
    world.pass(3600);
    alice.crash();
    alice.start();
    world.pass(3600);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.QUEUED);
    assertThat(lines(alice, BOB)).containsExactly(Note.NO_TRUSTED_DEVICE);
    assertThat(alice.told).anyMatch(m -> m.note().equals(Optional.of(Note.NO_TRUSTED_DEVICE)));
    decide(alice, bob, Trust.TRUSTED);
    world.pass(5);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "one day", "or another");
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(lines(alice, BOB)).containsExactly(Note.NO_TRUSTED_DEVICE);
  }

  /** It was sealed for both, came back, and leaves again after the decision. */
  @Test
  void whatWasSealedBeforeTheDecisionLeavesWithoutThatDevice() throws Exception {
    Phone tablet = another(BOB);
    alice.send(BOB, "to both");
    world.pass(10);
    world.network.down("beta.test");
    alice.send(BOB, "later");
    world.pass(10);
    decide(alice, tablet, Trust.DISTRUSTED);
    int before = now();
    world.network.up("beta.test");
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "to both", "later");
    assertThat(sentTo(tablet, before)).isEmpty();
  }

  @Test
  void whatWasSealedForNobodyElseWaitsAndLeavesByteForByte() throws Exception {
    world.network.down("beta.test");
    String id = alice.send(BOB, "later");
    world.pass(2);
    decide(alice, bob, Trust.DISTRUSTED);
    int before = now();
    world.network.up("beta.test");
    world.pass(600);
    assertThat(sentTo(bob, before)).isEmpty();
    assertThat(lines(alice, BOB)).containsExactly(Note.NO_TRUSTED_DEVICE);
    decide(alice, bob, Trust.TRUSTED);
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "later");
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(
            world.network.seen.stream()
                .filter(s -> s.id().equals(id))
                .map(OutgoingStanza::extensions)
                .distinct())
        .hasSize(1);
  }

  @Test
  void distrustingTheLastVerifiedDeviceDoesNotBringBlindTrustBack() throws Exception {
    decide(alice, bob, Trust.TRUSTED);
    decide(alice, bob, Trust.DISTRUSTED);
    Phone evil = another(BOB);
    int before = now();
    alice.send(BOB, "who is there?");
    world.pass(600);
    assertThat(sentTo(evil, before)).isEmpty();
    assertThat(sentTo(bob, before)).isEmpty();
    assertThat(lines(alice, BOB)).containsExactly(Note.NO_TRUSTED_DEVICE);
  }

  @Test
  void ownDevicesAreHeldToTheSameRules() throws Exception {
    Phone tablet = another(ALICE);
    alice.send(BOB, "copied");
    world.pass(10);
    decide(alice, tablet, Trust.TRUSTED);
    world.linking = false;
    Phone evil = world.phone(ALICE, "evil");
    world.pass(60);
    announce(evil);
    world.pass(120);
    int before = now();
    alice.send(BOB, "private");
    world.pass(60);
    assertThat(tablet.texts(BOB, true)).contains("copied", "private");
    assertThat(evil.texts(BOB, true)).isEmpty();
    assertThat(sentTo(evil, before)).isEmpty();
    assertThat(seenBy(alice, evil).trust()).isEqualTo(Trust.UNDECIDED);
    assertThatThrownBy(() -> decide(alice, alice, Trust.DISTRUSTED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** No race between looking and pressing. */
  @Test
  void aDecisionIsAboutTheKeyThatThePersonSaw() throws Exception {
    DeviceId phone = bob.messenger.device();
    assertThatThrownBy(() -> alice.messenger.trust(BOB, phone, keyOf(alice), Trust.TRUSTED))
        .isInstanceOf(OtherKeyException.class);
    DeviceId nobody = new DeviceId(77);
    assertThatThrownBy(() -> alice.messenger.trust(BOB, nobody, keyOf(bob), Trust.TRUSTED))
        .isInstanceOf(OtherKeyException.class);
    assertThat(seenBy(alice, bob).isVerified()).isFalse();
    assertThat(alice.messenger.devices(BOB)).hasSize(1);
  }

  /** The server puts a device into the lists that nobody linked. */
  private void announce(Phone device) throws Exception {
    for (OmemoVersion version : OmemoVersion.values()) {
      WireFormat format = WireFormat.of(version);
      Map<String, XmlElement> node =
          world.network.directories.node(device.account(), format.devicesNode());
      DeviceList list = format.decodeDevices(node.get("current"));
      node.put("current", format.encodeDevices(list.with(device.messenger.device())));
    }
  }

  /** Where the server keeps a bundle. */
  private Map<String, XmlElement> nodeOf(BundlePlace place) {
    return world.network.directories.node(BOB, place.node());
  }

  /** What the server says that the one device's bundle is, is the other's. */
  private Map<OmemoVersion, XmlElement> replace(Phone device, Phone by) {
    Map<OmemoVersion, XmlElement> honest = new EnumMap<>(OmemoVersion.class);
    for (OmemoVersion version : OmemoVersion.values()) {
      WireFormat format = WireFormat.of(version);
      BundlePlace ours = format.bundleOf(device.messenger.device());
      BundlePlace theirs = format.bundleOf(by.messenger.device());
      honest.put(version, nodeOf(ours).put(ours.item(), nodeOf(theirs).get(theirs.item())));
    }
    return honest;
  }

  private void list(Phone only) {
    for (OmemoVersion version : OmemoVersion.values()) {
      WireFormat format = WireFormat.of(version);
      XmlElement list = format.encodeDevices(DeviceList.of(List.of(only.messenger.device())));
      world.network.directories.node(BOB, format.devicesNode()).put("current", list);
    }
  }

  /** Ids inside are for senders to choose: also for a device that the server made up. */
  @Test
  void noMessageTakesThePlaceOfALine() throws Exception {
    Phone evil = another(BOB);
    for (String between : List.of("-", "_")) {
      String id = "devices" + between + Note.OTHER_KEY_OFFERED.number() + between;
      evil.sendAs(ALICE, id + bob.messenger.device(), "hello");
    }
    world.pass(10);
    assertThat(alice.texts(BOB, false)).contains("hello");
    alice.forgetSessions();
    bob.crash();
    evil.crash();
    list(bob);
    replace(bob, evil);
    world.pass(120);
    alice.send(BOB, "secret");
    world.pass(600);
    assertThat(lines(alice, BOB)).contains(Note.OTHER_KEY_OFFERED);
  }

  /** The server replaces a bundle by one that it can read messages with. */
  @Test
  void aReplacedIdentityGetsNothingAndIsOneLine() throws Exception {
    Phone evil = another(BOB);
    alice.forgetSessions();
    bob.crash();
    evil.crash();
    list(bob);
    Map<OmemoVersion, XmlElement> honest = replace(bob, evil);
    world.pass(120);
    int before = now();
    String waiting = alice.send(BOB, "secret");
    alice.send(BOB, "secrets");
    world.pass(3600);
    assertThat(sentTo(bob, before)).isEmpty();
    assertThat(alice.stateOf(BOB, waiting)).isEqualTo(DeliveryState.QUEUED);
    assertThat(lines(alice, BOB)).containsExactly(Note.OTHER_KEY_OFFERED);
    for (OmemoVersion version : OmemoVersion.values()) {
      BundlePlace place = WireFormat.of(version).bundleOf(bob.messenger.device());
      nodeOf(place).put(place.item(), honest.get(version));
    }
    bob.start();
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).startsWith("first").contains("secret", "secrets");
  }

  /** Scanned before anything was ever written. */
  @Test
  void aScannedCodeVerifiesWhatWasSeenAndExpectsTheRest() throws Exception {
    Phone tablet = world.phone(BOB, "tablet");
    decide(bob, tabletSeenBy(bob, tablet), Trust.TRUSTED);
    String code = bob.messenger.verificationUri();
    Verification result = alice.messenger.verify(BOB, code);
    assertThat(result.person()).isEqualTo(BOB);
    assertThat(result.verified()).containsExactly(bob.messenger.device());
    assertThat(result.expected()).containsExactly(tablet.messenger.device());
    assertThat(result.isRefused()).isFalse();
    assertThat(seenBy(alice, tablet).firstSeen()).isEmpty();
    alice.send(BOB, "to both");
    world.pass(120);
    assertThat(tablet.texts(ALICE, false)).containsExactly("to both");
    assertThat(seenBy(alice, tablet).isVerified()).isTrue();
    assertThat(seenBy(alice, tablet).firstSeen()).isPresent();
    assertThat(alice.messenger.verificationUri())
        .as("only itself")
        .contains(keyOf(alice).hex())
        .doesNotContain(keyOf(bob).hex());
  }

  private Phone tabletSeenBy(Phone bobs, Phone tablet) {
    world.pass(120);
    world.phone(CAROL, "phone");
    world.pass(30);
    bobs.send(CAROL, "copied to the tablet");
    world.pass(10);
    return tablet;
  }

  /** The device that was scanned, with a key that the server made up. */
  @Test
  void anExpectedDeviceThatShowsAnotherKeyIsRefusedBothWays() throws Exception {
    Phone evil = another(BOB);
    VerificationUri code =
        VerificationUri.of(BOB, new TreeMap<>(Map.of(evil.messenger.device(), keyOf(alice))));
    assertThat(alice.messenger.verify(BOB, code.write()).expected())
        .containsExactly(evil.messenger.device());
    int before = now();
    alice.send(BOB, "to bob alone");
    world.pass(30);
    evil.send(ALICE, "let me in");
    world.pass(600);
    assertThat(sentTo(evil, before)).isEmpty();
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "to bob alone");
    assertThat(alice.texts(BOB, false)).doesNotContain("let me in");
    assertThat(lines(alice, BOB))
        .containsExactlyInAnyOrder(Note.OTHER_KEY_OFFERED, Note.IDENTITY_CHANGED);
  }

  @Test
  void aCodeThatContradictsIsBelievedInNoPart() throws Exception {
    Phone tablet = another(BOB);
    VerificationUri code =
        VerificationUri.of(
            BOB,
            new TreeMap<>(
                Map.of(
                    bob.messenger.device(),
                    keyOf(alice),
                    tablet.messenger.device(),
                    keyOf(tablet))));
    Verification result = alice.messenger.verify(BOB, code.write());
    assertThat(result.isRefused()).isTrue();
    assertThat(result.contradicting()).containsExactly(bob.messenger.device());
    assertThat(alice.messenger.devices(BOB)).noneMatch(KnownDevice::isVerified);
    assertThat(lines(alice, BOB)).containsExactly(Note.CODE_CONTRADICTS);
  }

  @Test
  void aCodeDoesNotGiveBackWhatAPersonTookAway() throws Exception {
    decide(alice, bob, Trust.DISTRUSTED);
    Verification result = alice.messenger.verify(BOB, bob.messenger.verificationUri());
    assertThat(result.distrusted()).containsExactly(bob.messenger.device());
    assertThat(seenBy(alice, bob).trust()).isEqualTo(Trust.DISTRUSTED);
  }

  /** Carol's own code, and what Carol's screen may show of Bob or of Alice herself. */
  @Test
  void aCodeOfAnotherAccountVerifiesNobody() throws Exception {
    Phone carol = world.phone(CAROL, "phone");
    Phone tablet = another(ALICE);
    alice.send(CAROL, "hello");
    world.pass(10);
    for (Phone named : List.of(bob, tablet)) {
      String code = named.messenger.verificationUri();
      assertThatThrownBy(() -> alice.messenger.verify(CAROL, code))
          .isInstanceOfSatisfying(
              OtherAccountException.class, e -> assertThat(e.account()).isEqualTo(named.account()))
          .hasMessageContaining(named.account().toString());
    }
    String carols = carol.messenger.verificationUri();
    assertThatThrownBy(() -> alice.messenger.verify(BOB, carols))
        .isInstanceOf(OtherAccountException.class);
    for (Phone each : List.of(carol, bob, tablet)) {
      assertThat(seenBy(alice, each).isVerified()).as(each.account().toString()).isFalse();
      assertThat(alice.notes(each.account())).isEmpty();
    }
    another(BOB);
    alice.send(BOB, "to both");
    world.pass(10);
    assertThat(message(alice, BOB, "to both").reach())
        .as("trust is blind still")
        .contains(new Reach(3, 0, 0, 0)); // with the own tablet
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "xmpp:bob@beta.test?omemo-sid-1=12", "xmpp:bob@beta.test"})
  void whatIsNoCodeDecidesNothing(String text) throws Exception {
    assertThatThrownBy(() -> alice.messenger.verify(BOB, text))
        .isInstanceOf(ProtocolException.class);
    assertThat(seenBy(alice, bob).isVerified()).isFalse();
    assertThat(lines(alice, BOB)).isEmpty();
  }

  /** 10,000 devices are no list; 200 that have no keys keep nothing from the one that has. */
  @Test
  void listsOfMadeUpDevicesAreBounded() throws Exception {
    WireFormat format = WireFormat.of(OmemoVersion.OMEMO_2);
    List<DeviceId> ids = new ArrayList<>(List.of(bob.messenger.device()));
    for (int i = 1; i < DeviceList.MAX_DEVICES; i++) {
      ids.add(new DeviceId(i));
    }
    world
        .network
        .directories
        .node(BOB, format.devicesNode())
        .put("current", format.encodeDevices(DeviceList.of(ids)));
    world.pass(120);
    alice.send(BOB, "still here");
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).contains("still here");
    assertThat(message(alice, BOB, "still here").reach())
        .contains(new Reach(1, 0, DeviceList.MAX_DEVICES - 1, 0));
    assertThat(alice.messenger.devices(BOB)).hasSize(DeviceList.MAX_DEVICES);
  }
}
