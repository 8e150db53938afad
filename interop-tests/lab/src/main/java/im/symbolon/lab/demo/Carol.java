package im.symbolon.lab.demo;

import im.symbolon.lab.LabException;
import im.symbolon.lab.Patience;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.Linked;
import im.symbolon.messenger.backup.Restored;
import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.people.People;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.OtherNumberException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.SafetyNumber;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.backup.BackupException;
import im.symbolon.ratchet.linking.LinkingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Carol links a device, verifies Bob, loses a device and restores it, and misses nothing. */
final class Carol {
  private static final BareJid CAROL = new BareJid("carol", "alpha.test");
  static final List<String> WORDS =
      List.of(
          "Carol here. Only one device yet, but that will change.",
          "Welcome! I see one Carol, and nothing else to worry about.",
          "This went to your phone and to your tablet, I hope?",
          "My phone is at the bottom of the lake. This is the new one.",
          "I noticed nothing: no alarm, no new keys to compare. Good!");

  private final Stage stage;
  private final Cast cast;
  private final Device bob;
  private int expected;
  private int shown;

  Carol(Stage stage, Cast cast, Device bob) {
    this.stage = stage;
    this.cast = cast;
    this.bob = bob;
  }

  /** Her whole story. */
  Report.Carol live() throws LabException, StoreException, TransportException {
    cast.say(WORDS);
    Device phone = cast.joins(CAROL, "phone");
    try (RecoveryKey key = writeDown(phone)) {
      befriend(phone);
      says(phone, bob, 0, List.of(bob));
      says(bob, phone, 1, List.of(phone));
      Device tablet = link(phone);
      says(bob, phone, 2, List.of(phone, tablet));
      boolean verified = verify(phone);
      Path backup = backUp(phone, key);
      DeviceId lost = lose(phone);
      Device another = restore(backup, key, lost);
      says(another, bob, 3, List.of(bob, tablet));
      says(bob, another, 4, List.of(another, tablet));
      boolean calm = calm(another);
      return new Report.Carol(verified, calm, expected, shown);
    } catch (IOException
        | LinkingException
        | GrantException
        | BackupException
        | OtherNumberException e) {
      throw new LabException(
          LabException.Reason.SETUP_FAILED, "Carol could not go on. " + e.getMessage(), e);
    }
  }

  /** Paper, which no program has. */
  private RecoveryKey writeDown(Device phone) throws StoreException {
    RecoveryKey key = phone.messenger().recovery().unconfirmedKey().orElseThrow();
    cast.show(key.text());
    phone.messenger().recovery().confirmed();
    stage.say(
        "she writes her recovery key down, " + key.text().substring(0, 9) + "-…: no device keeps it");
    return key;
  }

  private void befriend(Device phone) throws TransportException {
    phone.messenger().contacts().add(bob.account(), Optional.empty());
    bob.messenger().contacts().add(CAROL, Optional.empty());
  }

  private void says(Device from, Device to, int word, List<Device> readers) throws StoreException {
    String text = WORDS.get(word);
    from.messenger().send(to.account(), text);
    for (Device each : readers) {
      BareJid chat = each.account().equals(from.account()) ? to.account() : from.account();
      tell(each, text, Patience.until(() -> shows(each, chat, text)));
    }
  }

  private static boolean shows(Device device, BareJid chat, String text) throws StoreException {
    return device.messenger().history(chat, 100).stream().anyMatch(m -> m.text().equals(text));
  }

  private void tell(Device device, String text, boolean held) {
    expected++;
    shown += held ? 1 : 0;
    stage.result(held, device.label() + (held ? " shows: " + text : " waits in vain"));
  }

  private Device link(Device phone)
      throws LabException, StoreException, TransportException, LinkingException, GrantException {
    stage.step("Carol links a tablet: it shows a code, which she types into her phone.");
    Device tablet = cast.logsIn(CAROL, "tablet");
    String code = Linked.by(phone.messenger(), tablet.messenger(), Linked.With.HISTORY);
    tablet.awaitAnnounced();
    cast.show(code);
    stage.say("the code was " + code + "; it can be used once, for five minutes");
    boolean complete =
        Patience.until(
            () -> tablet.messenger().linking().history().filter(HistoryProgress::done).isPresent());
    stage.result(complete, "the phone gave it the history, sealed for the tablet alone");
    for (String each : WORDS.subList(0, 2)) {
      tell(tablet, each, shows(tablet, bob.account(), each));
    }
    return tablet;
  }

  private boolean verify(Device phone) throws StoreException, OtherNumberException {
    stage.step("Carol and Bob compare their safety number, once for all of their devices.");
    People hers = phone.messenger().people();
    People his = bob.messenger().people();
    Patience.until(() -> hers.safetyNumber(bob.account()).equals(his.safetyNumber(CAROL)));
    SafetyNumber number = hers.safetyNumber(bob.account()).orElseThrow();
    stage.say(number.grouped());
    his.confirm(CAROL, number);
    hers.confirm(bob.account(), number);
    boolean verified =
        hers.of(bob.account()).isVerified() && his.of(CAROL).isVerified();
    stage.result(verified, "both screens show it: they have verified each other");
    return verified;
  }

  private Path backUp(Device phone, RecoveryKey key)
      throws IOException, StoreException, BackupException, GrantException {
    stage.step("Carol backs up, loses her phone, and gets a new one.");
    Path file = cast.directory().resolve("carol.backup");
    long messages;
    try (OutputStream out = Files.newOutputStream(file)) {
      messages = phone.messenger().backup().write(out, key);
    }
    stage.say(
        "the backup holds "
            + messages
            + " messages and whom she verified; "
            + Stage.number(Files.size(file))
            + " bytes that the recovery key opens");
    return file;
  }

  private DeviceId lose(Device phone) throws IOException, StoreException {
    DeviceId lost = phone.messenger().device();
    cast.lose(phone);
    stage.say("the phone is gone, with every key that was on it");
    return lost;
  }

  private Device restore(Path backup, RecoveryKey key, DeviceId lost)
      throws IOException,
          LabException,
          StoreException,
          TransportException,
          BackupException,
          GrantException {
    Device another = cast.logsIn(CAROL, "new-phone");
    Restored restored;
    try (InputStream in = Files.newInputStream(backup)) {
      restored = another.messenger().backup().restore(in, key);
    }
    another.awaitAnnounced();
    another.messenger().ownDevices().remove(lost);
    stage.say(
        "the new phone has "
            + restored.messages()
            + " messages again, and is a member of her account; the lost one is none any more");
    for (String each : WORDS.subList(0, 3)) {
      tell(another, each, shows(another, bob.account(), each));
    }
    return another;
  }

  /** Nobody has to compare anything again, on either side. */
  private boolean calm(Device another) throws StoreException {
    boolean calm =
        another.messenger().people().of(bob.account()).isVerified()
            && bob.messenger().people().of(CAROL).isVerified()
            && bob.messenger().history(CAROL, 100).stream().noneMatch(m -> m.note().isPresent());
    stage.result(calm, "both are still verified, and nobody saw an alarm");
    return calm;
  }
}
