package im.symbolon.world;

import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.linking.LinkRequest;
import im.symbolon.messenger.records.LinkOffers;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.linking.Invitation;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.linking.LinkingException;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Somebody saw the code on the screen of the new device, and has the account's password. */
class WatchedCodeTest {
  private final World world = new World(63);
  private final Phone phone = world.phone(CAROL, "phone");

  /** The same secrets each time: what the other device showed, this one knows. */
  private Invitation invitation(int device, int secret) {
    IdentityKeyPair identity = IdentityKeyPair.generate(world.random::nextBytes);
    LinkParty party =
        new LinkParty(
            new DeviceAddress(CAROL, new DeviceId(device)), Fingerprint.of(identity.publicKey()));
    return Invitation.make(party, world.time.instant(), out -> Arrays.fill(out, (byte) secret));
  }

  private void arrives(Invitation of) {
    phone.read(
        rows -> {
          new LinkOffers(rows, CAROL)
              .add(new LinkOffers.Entry(of.offer(), world.time.instant(), false));
          return null;
        });
  }

  private static void refused(ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            LinkingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_CODE));
  }

  @Test
  void aCodeThatTwoDevicesKnowLinksNeither() throws Exception {
    world.pass(60);
    Invitation waiting = invitation(17, 5);
    arrives(waiting);
    arrives(invitation(18, 6));
    try (LinkRequest request = phone.messenger.linking().find(waiting.code())) {
      assertThat(request.device()).isEqualTo(new DeviceId(17));
      arrives(invitation(66, 5));
      refused(() -> request.approve(true));
    }
    refused(() -> phone.messenger.linking().find(waiting.code()));
    refused(() -> phone.messenger.linking().find(waiting.qrCode()));
  }

  @Test
  void manyOffersPushOutNoneThatWaits() throws Exception {
    world.pass(60);
    Invitation waiting = invitation(17, 5);
    arrives(waiting);
    for (int i = 100; i < 200; i++) {
      arrives(invitation(i, i));
    }
    arrives(invitation(66, 5));
    try (LinkRequest request = phone.messenger.linking().find(waiting.code())) {
      assertThat(request.device()).isEqualTo(new DeviceId(17));
    }
    world.pass(301);
    Invitation later = invitation(19, 9);
    arrives(later);
    phone.messenger.linking().find(later.code()).close();
  }

  /** A device of the account that nobody links says that it was. */
  @Test
  void onlyWhoWasGivenSomethingSaysHowItWent() {
    world.pass(60);
    world.linking = false;
    Phone tablet = world.phone(CAROL, "tablet");
    world.pass(60);
    assertThat(phone.admits(tablet)).isTrue();
    world.pass(60);
    List<Object> told = new ArrayList<>();
    phone.messenger.listen(
        new MessengerListener() {
          @Override
          public void deviceLinked(DeviceId device) {
            told.add(device);
          }

          @Override
          public void linkingFailed(LinkFailure why) {
            told.add(why);
          }
        });
    Control control = new Control(world);
    XmlElement.Builder result = XmlElement.element(Namespaces.LINKING, "link-result");
    control.say(tablet, phone, List.of(result.build()));
    control.say(tablet, phone, List.of(result.with("failure", "1").build()));
    world.pass(60);
    assertThat(told).isEmpty();
  }
}
