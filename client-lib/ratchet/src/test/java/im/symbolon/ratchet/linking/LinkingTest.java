package im.symbolon.ratchet.linking;

import static im.symbolon.ratchet.Devices.entropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinkingTest {
  private static final BareJid CAROL = new BareJid("carol", "alpha.test");
  private static final BareJid MALLORY = new BareJid("mallory", "alpha.test");
  private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

  private final Entropy entropy = entropy(1);
  private final LinkParty phone = party(CAROL, 7);
  private final LinkParty tablet = party(CAROL, 8);
  private final Invitation invitation = Invitation.make(tablet, NOW, entropy);

  private LinkParty party(BareJid account, int device) {
    try (IdentityKeyPair identity = IdentityKeyPair.generate(entropy)) {
      return new LinkParty(
          new DeviceAddress(account, new DeviceId(device)), Fingerprint.of(identity.publicKey()));
    }
  }

  private SealedGrant grant(String code, ProvenOffer offer, LinkParty from) throws Exception {
    try (LinkCode read = LinkCode.parse(code, CAROL);
        HandedOver content =
            HandedOver.of("secrets".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      return read.grant(offer, from, content, entropy);
    }
  }

  private SealedGrant grant(String code) throws Exception {
    return grant(code, invitation.offer(), phone);
  }

  private static void assertRefused(Reason reason, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            LinkingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void assertStillOpens() throws Exception {
    assertThat(invitation.open(grant(invitation.code()), phone, NOW).expose())
        .isEqualTo("secrets".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void handsOverByTypedCode() throws Exception {
    SealedGrant grant = grant(invitation.code());
    assertThat(invitation.open(grant, phone, NOW).expose())
        .isEqualTo("secrets".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void handsOverByScannedCode() throws Exception {
    SealedGrant grant = grant(invitation.qrCode());
    assertThat(invitation.open(grant, phone, NOW).expose())
        .isEqualTo("secrets".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("REVIEW 24: a typed code has 80 random bits, a scanned one 128 and the one-time key")
  void codesAreLongEnough() throws Exception {
    Set<String> typed = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      try (Invitation each = Invitation.make(tablet, NOW, entropy)) {
        assertThat(each.code()).matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}");
        typed.add(each.code());
        String[] parts = each.qrCode().split(";", -1);
        assertThat(Base64.getUrlDecoder().decode(parts[2]))
            .isEqualTo(each.offer().offer().oneTimeKey().encode());
        assertThat(Base64.getUrlDecoder().decode(parts[3])).hasSize(16);
      }
    }
    assertThat(typed).hasSize(200);
    for (int at : List.of(0, 5, 10, 15)) {
      assertThat(typed.stream().map(code -> code.charAt(at < 4 ? at : at + 1)).distinct())
          .as("every character is random")
          .hasSizeGreaterThan(25);
    }
  }

  @Test
  @DisplayName("REVIEW 24: five minutes, to the second; a clock that is set ends it, too")
  void opensNothingWhenItIsLate() throws Exception {
    SealedGrant grant = grant(invitation.code());
    for (Duration off : List.of(Duration.ofSeconds(301), Duration.ofDays(365))) {
      assertRefused(Reason.EXPIRED, () -> invitation.open(grant, phone, NOW.plus(off)));
      assertRefused(Reason.EXPIRED, () -> invitation.open(grant, phone, NOW.minus(off)));
      assertThat(invitation.isOver(NOW.plus(off))).isTrue();
    }
    invitation.open(grant, phone, NOW.plusSeconds(300));
  }

  @Test
  @DisplayName("REVIEW 24: one use, whichever of the two codes")
  void opensOnce() throws Exception {
    SealedGrant first = grant(invitation.code());
    SealedGrant again = grant(invitation.qrCode());
    invitation.open(first, phone, NOW);
    assertRefused(Reason.USED, () -> invitation.open(first, phone, NOW));
    assertRefused(Reason.USED, () -> invitation.open(again, phone, NOW));
    assertThat(invitation.isOver(NOW)).isTrue();
    assertThatThrownBy(invitation::code).hasMessage("LinkSecret was wiped");
  }

  @Test
  @DisplayName("REVIEW 24: whoever lacks the code opens nothing and uses nothing up")
  void anotherCodeOpensNothingAndUsesNothingUp() throws Exception {
    try (Invitation other = Invitation.make(tablet, NOW, entropy)) {
      assertRefused(Reason.WRONG_CODE, () -> grant(other.code()));
      assertRefused(Reason.WRONG_CODE, () -> grant(other.qrCode()));
      SealedGrant forOther = grant(other.code(), other.offer(), phone);
      assertRefused(Reason.WRONG_CODE, () -> invitation.open(forOther, phone, NOW));
      assertStillOpens();
    }
  }

  @Test
  void aGrantIsBoundToBothDevicesAndTheirIdentities() throws Exception {
    SealedGrant grant = grant(invitation.code());
    LinkParty otherDevice = new LinkParty(party(CAROL, 9).device(), phone.identity());
    LinkParty otherIdentity = new LinkParty(phone.device(), party(CAROL, 7).identity());
    assertRefused(Reason.WRONG_CODE, () -> invitation.open(grant, otherDevice, NOW));
    assertRefused(Reason.WRONG_CODE, () -> invitation.open(grant, otherIdentity, NOW));
    assertStillOpens();
  }

  /** The server shows an offer of its own: a key, a device or an identity that it has put in. */
  @Test
  void aCodeFitsNoOtherOffer() throws Exception {
    ProvenOffer real = invitation.offer();
    try (Invitation mallorys = Invitation.make(tablet, NOW, entropy)) {
      List<LinkOffer> forged = new ArrayList<>();
      forged.add(new LinkOffer(tablet, mallorys.offer().offer().oneTimeKey()));
      forged.add(new LinkOffer(party(CAROL, 8), real.offer().oneTimeKey()));
      forged.add(
          new LinkOffer(
              new LinkParty(party(CAROL, 9).device(), tablet.identity()),
              real.offer().oneTimeKey()));
      forged.add(
          new LinkOffer(
              new LinkParty(party(MALLORY, 8).device(), tablet.identity()),
              real.offer().oneTimeKey()));
      for (LinkOffer each : forged) {
        ProvenOffer offer = new ProvenOffer(each, real.forTyped(), real.forScanned());
        for (String text : List.of(invitation.code(), invitation.qrCode())) {
          try (LinkCode code = LinkCode.parse(text, CAROL)) {
            assertThat(code.fits(offer)).isFalse();
            assertThat(code.fits(real)).isTrue();
          }
          assertRefused(Reason.WRONG_CODE, () -> grant(text, offer, phone));
        }
      }
    }
  }

  @Test
  void oneProofDoesNotStandForTheOther() throws Exception {
    ProvenOffer offer = invitation.offer();
    ProvenOffer exchanged = new ProvenOffer(offer.offer(), offer.forScanned(), offer.forTyped());
    assertRefused(Reason.WRONG_CODE, () -> grant(invitation.code(), exchanged, phone));
    assertRefused(Reason.WRONG_CODE, () -> grant(invitation.qrCode(), exchanged, phone));
  }

  @Test
  void aQrCodeOfSomebodyElseSaysSo() {
    try (Invitation mallorys = Invitation.make(party(MALLORY, 1), NOW, entropy)) {
      assertRefused(Reason.OTHER_ACCOUNT, () -> LinkCode.parse(mallorys.qrCode(), CAROL));
    }
  }

  @Test
  void aQrCodeOfANewerVersionSaysSo() {
    String newer = invitation.qrCode().replace("link:1;", "link:2;");
    assertRefused(Reason.NEWER_VERSION, () -> LinkCode.parse(newer + ";more", CAROL));
  }

  @Test
  void whatIsNoCodeIsRefused() {
    String qr = invitation.qrCode();
    for (String each :
        List.of(
            "",
            "ABCD-EFGH-IJKL",
            "ABCD-EFGH-IJKL-MNOPQ",
            "ABCD-EFGH-IJKL-MN9P",
            "xmpp:carol@alpha.test?omemo-sid-1=00",
            "symbolon-link:",
            "symbolon-link:1",
            "symbolon-link:x;a;b;c",
            qr + ";",
            qr.substring(0, qr.length() - 3),
            qr.replace("link:1;", "link:1;!"),
            "A".repeat(100_000),
            "symbolon-link:1;" + "A".repeat(100_000))) {
      assertRefused(Reason.NO_CODE, () -> LinkCode.parse(each, CAROL));
    }
  }

  @Test
  void readsWhatPeopleType() throws Exception {
    String code = invitation.code();
    for (String each :
        List.of(
            code.toLowerCase(Locale.ROOT),
            code.replace("-", ""),
            " " + code.replace("-", "  ") + "\n",
            code.replace('O', '0').replace('I', '1').replace('B', '8'))) {
      try (LinkCode read = LinkCode.parse(each, CAROL)) {
        assertThat(read.fits(invitation.offer())).as(each).isTrue();
      }
    }
  }

  @Test
  void nothingIsSaidByWhatIsSent() throws Exception {
    SealedGrant first = grant(invitation.code());
    SealedGrant second = grant(invitation.code());
    assertThat(first.sealed()).isNotEqualTo(second.sealed());
    assertThat(first.oneTimeKey()).isNotEqualTo(second.oneTimeKey());
  }

  @Property
  void everyChangeOfAGrantIsNoticed(
      @ForAll @Size(min = 1, max = 300) byte[] content,
      @ForAll @IntRange(min = 0, max = 10_000) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip)
      throws Exception {
    Invitation invitation = Invitation.make(tablet, NOW, entropy);
    SealedGrant grant;
    try (LinkCode code = LinkCode.parse(invitation.code(), CAROL);
        HandedOver over = HandedOver.of(content.clone())) {
      grant = code.grant(invitation.offer(), phone, over, entropy);
    }
    byte[] sealed = grant.sealed().bytes();
    sealed[at % sealed.length] ^= (byte) flip;
    SealedGrant changed =
        new SealedGrant(grant.oneTimeKey(), grant.scanned(), Ciphertext.of(sealed));
    assertRefused(Reason.WRONG_CODE, () -> invitation.open(changed, phone, NOW));
    SealedGrant otherway = new SealedGrant(grant.oneTimeKey(), true, grant.sealed());
    assertRefused(Reason.WRONG_CODE, () -> invitation.open(otherway, phone, NOW));
    assertThat(invitation.open(grant, phone, NOW).expose()).isEqualTo(content);
  }
}
