package im.symbolon.lab.demo;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.blindness.Needles;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.ratchet.linking.LinkingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The people of the story, their devices, and what of theirs no server may have. */
final class Cast implements AutoCloseable {
  private final Stage stage;
  private final FederationLab lab;
  private final Path directory;
  private final RememberingRandom random;
  private final List<Device> devices = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();
  private final Set<BareJid> chats = new TreeSet<>();
  private int unreadOnLost;

  /**
   * Nobody yet.
   *
   * @param directory where stores and backups are made
   */
  Cast(Stage stage, FederationLab lab, Path directory, RememberingRandom random)
      throws LabException {
    this.stage = stage;
    this.lab = lab;
    this.directory = directory;
    this.random = random;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LabException(
          LabException.Reason.SETUP_FAILED, "Cannot write below " + directory + ".", e);
    }
  }

  /** A new account and its first device, which others can write to. */
  Device joins(BareJid account, String name)
      throws LabException, StoreException, TransportException {
    stage.step(account + " registers. Private keys are made on the device and stay there.");
    Device device = Device.of(lab, account, name, directory, random);
    devices.add(device);
    chats.add(account);
    device.register().connect();
    introduce(device);
    return device;
  }

  /** One more device of somebody, which the first one links. */
  Device links(Device first, String name) throws LabException, StoreException, TransportException {
    Device device = Device.of(lab, first.account(), name, directory, random);
    devices.add(device);
    try {
      device.linkTo(first);
    } catch (LinkingException | GrantException e) {
      throw new LabException(
          LabException.Reason.SETUP_FAILED, device.label() + " was not linked.", e);
    }
    codes.addAll(device.codes());
    stage.say("a second device shows a code; typed into the first one, that links it:");
    introduce(device);
    return device;
  }

  /** One more device of an account, logged in, and not a member of it. */
  Device logsIn(BareJid account, String name)
      throws LabException, StoreException, TransportException {
    Device device = Device.of(lab, account, name, directory, random);
    devices.add(device);
    return device.login();
  }

  private void introduce(Device device) {
    stage.say(
        device.label()
            + " is device "
            + device.messenger().device()
            + ", identity "
            + device.messenger().identity().toBase64().substring(0, 12)
            + "…");
  }

  /** Somebody loses a device, with every key on it. */
  void lose(Device device) throws IOException, StoreException {
    unreadOnLost += Unreadable.on(device, chats);
    device.stop();
    device.deleteStore();
    devices.remove(device);
  }

  /** Lines in place of a message, in all chats on all devices, the lost ones too. */
  int unreadable() throws StoreException {
    int unread = unreadOnLost;
    for (Device each : devices) {
      unread += Unreadable.on(each, chats);
    }
    return unread;
  }

  /** They have a group in that room. */
  void meetsIn(BareJid room) {
    chats.add(room);
  }

  Path directory() {
    return directory;
  }

  List<Device> devices() {
    return List.copyOf(devices);
  }

  /** No server may have these. */
  void say(Collection<String> secrets) {
    texts.addAll(secrets);
  }

  /** No server may have what this stands for. */
  void show(String code) {
    codes.add(code);
  }

  /** All that no server may have: texts, codes, and every key that was ever drawn. */
  Needles needles() {
    Needles needles = new Needles();
    texts.forEach(text -> needles.text("plaintext", text));
    codes.forEach(code -> needles.code("private key", code));
    random.keys().forEach(key -> needles.secret("private key", key));
    return needles;
  }

  int secrets() {
    return texts.size() + codes.size() + random.keys().size();
  }

  @Override
  public void close() {
    devices.forEach(Device::close);
  }
}
