package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.Patience;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.xmpp.Contact.Subscription;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people of one test, who leave when it is over. */
public final class Scene implements AutoCloseable {
  /** What other people, or other devices, did: no message is missing for it. */
  private static final Set<Note> NEWS = EnumSet.of(Note.DEVICE_ADDED, Note.REMOVED_FROM_GROUP);

  public static final Duration PATIENCE = Patience.USUAL;

  public final List<Device> devices = new ArrayList<>();
  private final FederationLab lab;
  private final Path directory;

  public Scene(FederationLab lab, Path directory) {
    this.lab = lab;
    this.directory = directory;
  }

  /** A device of a new account, not connected. */
  public Device registered(String account, String name) throws Exception {
    return device(account, name).register();
  }

  /** A connected device of a new account, which others can write to. */
  public Device joins(String account, String name) throws Exception {
    return online(registered(account, name));
  }

  /** One more device of somebody, linked by the first one; others can write to it. */
  public Device links(Device first, String name) throws Exception {
    return device(first.account().toString(), name).linkTo(first);
  }

  /** A device of an account, not connected. */
  public Device device(String account, String name) throws Exception {
    Device device =
        Device.of(lab, BareJid.parse(account), name, directory, new RememberingRandom());
    devices.add(device);
    return device;
  }

  /** Connects a device; when that returns, others can find it. */
  public Device online(Device device) throws Exception {
    return device.connect();
  }

  /** Makes both contacts of each other, as people do. */
  public static void befriend(Device one, Device other) throws Exception {
    one.messenger().contacts().add(other.account(), Optional.empty());
    await().atMost(PATIENCE).until(() -> other.requests().contains(one.account()));
    other.messenger().contacts().accept(one.account());
    await().atMost(PATIENCE).until(() -> sees(one, other) && sees(other, one));
  }

  public static boolean sees(Device one, Device other) {
    return one.messenger().contacts().all().stream()
        .anyMatch(
            c -> c.address().equals(other.account()) && c.subscription() == Subscription.BOTH);
  }

  /** Says several things, and returns them as they should stand in a chat. */
  public static List<String> say(Device from, Device to, String what, int first, int last)
      throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      from.messenger().send(to.account(), what + " " + i);
      lines.add(from.account().local() + ": " + what + " " + i);
    }
    return lines;
  }

  /** Waits until a device's chat holds exactly these lines of that sender, in order. */
  public static void awaitLines(Device device, Device with, Device by, List<String> expected) {
    String prefix = by.account().local() + ": ";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(device.chat(with.account()).stream().filter(l -> l.startsWith(prefix)))
                    .containsExactlyElementsOf(expected));
  }

  /** The same in any order, for when a server lost its memory. */
  public static void awaitAll(Device device, Device with, Device by, List<String> expected) {
    String prefix = by.account().local() + ": ";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(device.chat(with.account()).stream().filter(l -> l.startsWith(prefix)))
                    .containsExactlyInAnyOrderElementsOf(expected));
  }

  public static void awaitState(Device device, BareJid chat, String id, DeliveryState state) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                device.messenger().history(chat, 1000).stream()
                    .anyMatch(m -> m.id().equals(id) && m.state() == state));
  }

  /** Nobody was told anything twice, and nothing was unreadable. */
  public void assertClean() {
    for (Device each : devices) {
      assertThat(each.notes())
          .as(each.label())
          .allMatch(line -> line.note().filter(NEWS::contains).isPresent());
      assertThat(each.received().stream().map(m -> m.sender() + m.id()))
          .as(each.label())
          .doesNotHaveDuplicates();
    }
  }

  @Override
  public void close() {
    devices.forEach(Device::close);
  }
}
