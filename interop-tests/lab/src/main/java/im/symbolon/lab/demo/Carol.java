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
      boolean calm = calm(another, lost);
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
        "she writes her recovery key down on paper ("
            + key.text().substring(0, 9)
            + "-…); the phone forgets it");
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
    stage.step(
        "Carol links a second device: her tablet shows a code, she types it into her phone.");
    Device tablet = cast.logsIn(CAROL, "tablet");
    String code = Linked.by(phone.messenger(), tablet.messenger(), Linked.With.HISTORY);
    tablet.awaitAnnounced();
    cast.show(code);
    stage.say("the code was " + code + "; it can be used once, for five minutes");
    boolean complete =
        Patience.until(
            () -> tablet.messenger().linking().history().filter(HistoryProgress::done).isPresent());
    stage.result(
        complete,
        "her phone gave it the history so far, encrypted for the tablet alone",
        "the history so far did not reach it");
    for (String each : WORDS.subList(0, 2)) {
      tell(tablet, each, shows(tablet, bob.account(), each));
    }
    return tablet;
  }

  private boolean verify(Device phone) throws StoreException, OtherNumberException {
    stage.step("Carol and Bob compare one safety number, for all devices that they have or get.");
    People hers = phone.messenger().people();
    People his = bob.messenger().people();
    Patience.until(() -> hers.safetyNumber(bob.account()).equals(his.safetyNumber(CAROL)));
    SafetyNumber number = hers.safetyNumber(bob.account()).orElseThrow();
    stage.say(number.grouped());
    his.confirm(CAROL, number);
    hers.confirm(bob.account(), number);
    boolean verified = hers.of(bob.account()).isVerified() && his.of(CAROL).isVerified();
    stage.result(
        verified,
        "both screens show this number, and both confirm it: they have verified each other",
        "they have not verified each other");
    return verified;
  }

  private Path backUp(Device phone, RecoveryKey key)
      throws IOException, StoreException, BackupException, GrantException {
    stage.step("Carol makes a backup, loses her phone, and restores the backup on a new one.");
    Path file = cast.directory().resolve("carol.backup");
    long messages;
    try (OutputStream out = Files.newOutputStream(file)) {
      messages = phone.messenger().backup().write(out, key);
    }
    stage.say(
        "the backup holds "
            + messages
            + " messages and whom she verified, but no device's keys; its "
            + Stage.number(Files.size(file))
            + " bytes are opened by her recovery key alone");
    return file;
  }

  private DeviceId lose(Device phone) throws IOException, StoreException {
    DeviceId lost = phone.messenger().device();
    cast.lose(phone);
    stage.say("the phone is gone, with every key and message that was on it");
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
        "with backup and recovery key the new phone has "
            + restored.messages()
            + " messages again and belongs to her account;");
    stage.say("she removes the lost phone from it");
    for (String each : WORDS.subList(0, 3)) {
      tell(another, each, shows(another, bob.account(), each));
    }
    return another;
  }

  /** Nobody has to compare anything again, on either side; and the lost phone gets nothing. */
  private boolean calm(Device another, DeviceId lost) throws StoreException {
    boolean verified =
        another.messenger().people().of(bob.account()).isVerified()
            && bob.messenger().people().of(CAROL).isVerified();
    boolean forgotten = Patience.until(() -> !writesTo(lost));
    boolean silent = isSilent(another, bob.account()) && isSilent(bob, CAROL);
    stage.result(
        verified, "both still have each other verified", "they have to compare a number again");
    stage.result(
        silent,
        "neither was shown a warning: her new phone alarmed nobody",
        "somebody was shown a warning");
    stage.result(
        forgotten,
        "Bob's phone learned that the lost phone was removed: it encrypts nothing to it",
        "Bob's phone still encrypts to the lost phone");
    return verified && silent && forgotten;
  }

  private boolean writesTo(DeviceId device) throws StoreException {
    return bob.messenger().people().of(CAROL).devices().stream()
        .anyMatch(each -> each.id().equals(device));
  }

  private static boolean isSilent(Device device, BareJid chat) throws StoreException {
    return device.messenger().history(chat, 100).stream().noneMatch(m -> m.note().isPresent());
  }
}
