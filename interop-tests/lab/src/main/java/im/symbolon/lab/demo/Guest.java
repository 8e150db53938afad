package im.symbolon.lab.demo;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.Patience;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.profanity.Profanity;
import im.symbolon.lab.profanity.ProfanityLogin;
import im.symbolon.messenger.people.PersonView;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Bob goes on with Profanity, a client of other people that speaks legacy OMEMO only, while his
 * other devices stay.
 */
final class Guest {
  static final String HIS = "Bob here, in a terminal now. Can you still read me?";
  static final String HERS = "Every word – and your phone reads this one, too. Grüße! ✓";

  private final Stage stage;
  private final Device alice;
  private final List<Device> others;

  /**
   * Prepares the step.
   *
   * @param others Bob's other devices
   */
  Guest(Stage stage, Device alice, List<Device> others) {
    this.stage = stage;
    this.alice = alice;
    this.others = List.copyOf(others);
  }

  /** Takes the step; where Profanity is not installed it says so and that is all. */
  Report.Guest talk(FederationLab lab, Path directory) throws LabException, StoreException {
    stage.step("Bob also logs in with Profanity, another project's client (legacy OMEMO only).");
    List<String> missing = Profanity.missing();
    if (!missing.isEmpty()) {
      stage.say("not shown, as " + String.join(" and ", missing) + " is not installed;");
      stage.say("interop-tests/peers/install brings it");
      return new Report.Guest(false, 0, 0);
    }
    BareJid bob = others.get(0).account();
    RunningServer server = lab.host(bob.domain());
    ProfanityLogin login =
        new ProfanityLogin(
            bob, Device.passwordOf(bob), server.address(), server.c2sPort(), lab.caFile());
    try (Profanity profanity = Profanity.start(login, directory)) {
      stage.say("Profanity is device " + profanity.deviceId() + " of " + bob);
      adopt(profanity, others.get(0));
      return talk(profanity);
    }
  }

  /** Nobody of ours encrypts to a device that its owner did not confirm. */
  private void adopt(Profanity profanity, Device first) throws LabException, StoreException {
    stage.say("it is new on his account, so his phone asks him whose it is, and shows its key;");
    stage.say("until he answers, nothing of his or Alice's is encrypted to it");
    DeviceId id;
    try {
      id = DeviceId.of(profanity.deviceId());
      Fingerprint seen = Fingerprint.parse(profanity.fingerprint());
      Patience.until(() -> offers(first, id, seen));
      first.messenger().ownDevices().adopt(id, seen);
    } catch (ProtocolException | OtherKeyException e) {
      throw new LabException(
          LabException.Reason.SETUP_FAILED, "Bob's phone saw another key than Profanity shows.", e);
    }
    boolean known =
        Patience.until(() -> isListed(alice.messenger().people().of(first.account()), id));
    stage.say("he compared the key with the one that Profanity shows, and answered: it is mine");
    stage.result(
        known, "Alice's client learned that by itself", "Alice's client did not learn that");
  }

  private static boolean offers(Device device, DeviceId id, Fingerprint key) throws StoreException {
    return device.messenger().ownDevices().foreign().stream()
        .anyMatch(each -> each.id().equals(id) && each.fingerprint().equals(Optional.of(key)));
  }

  private static boolean isListed(PersonView person, DeviceId id) {
    return person.devices().stream().anyMatch(each -> each.id().equals(id));
  }

  private Report.Guest talk(Profanity profanity) throws LabException, StoreException {
    BareJid bob = others.get(0).account();
    int shown = 0;
    profanity.say(alice.account(), HIS);
    shown += tell("alice reads, from Profanity:", HIS, () -> alice.texts().contains(HIS));
    alice.messenger().send(bob, HERS);
    shown += tell("Profanity shows:", HERS, () -> profanity.texts(alice.account()).contains(HERS));
    for (Device each : others) {
      shown += tell(each.label() + " reads:", HERS, () -> each.texts().contains(HERS));
    }
    return new Report.Guest(true, 2 + others.size(), shown);
  }

  private int tell(String who, String text, Patience.State<LabException> arrived)
      throws LabException {
    boolean held = Patience.until(arrived);
    stage.result(held, who + (held ? " " + text : " nothing"));
    return held ? 1 : 0;
  }
}
