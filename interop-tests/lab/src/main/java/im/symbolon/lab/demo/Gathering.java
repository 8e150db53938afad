package im.symbolon.lab.demo;

import im.symbolon.lab.LabException;
import im.symbolon.lab.Patience;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Groups.Standing;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;

/** People of both domains in a group, one of whom is removed and reads nothing that follows. */
final class Gathering {
  private static final BareJid DAVE = new BareJid("dave", "beta.test");
  static final List<String> WORDS =
      List.of(
          "Alice here: this goes to everybody in the group, sealed once.",
          "Bob here, from the other domain. I read you.",
          "Dave here, and I shall tell everybody what I read.",
          "Dave is out. What we say from now on is not for him.",
          "Good. Not even a server that lets him in again can change that.");

  private final Stage stage;
  private final Cast cast;
  private final Device alice;
  private final List<Device> bobs;
  private int expected;
  private int shown;

  /**
   * Prepares the step.
   *
   * @param bobs Bob's devices, of which the first one writes
   */
  Gathering(Stage stage, Cast cast, Device alice, List<Device> bobs) {
    this.stage = stage;
    this.cast = cast;
    this.alice = alice;
    this.bobs = List.copyOf(bobs);
  }

  /** The whole step. */
  Report.Room meet() throws LabException, StoreException, TransportException {
    cast.say(WORDS);
    Device dave = cast.joins(DAVE, "phone");
    try {
      BareJid room = found(dave);
      says(room, alice, 0, with(dave));
      says(room, bobs.get(0), 1, with(dave));
      says(room, dave, 2, with(dave));
      boolean told = remove(room, dave);
      says(room, alice, 3, members());
      says(room, bobs.get(0), 4, members());
      return new Report.Room(expected, shown, told && isShutOut(room, dave));
    } catch (GroupException e) {
      throw new LabException(
          LabException.Reason.SETUP_FAILED, "The group could not go on. " + e.getMessage(), e);
    }
  }

  private BareJid found(Device dave) throws StoreException, TransportException, GroupException {
    stage.step("Alice makes a group on her server, and signs Bob and Dave of beta.test into it.");
    BareJid room = alice.messenger().groups().create("Harbour");
    cast.meetsIn(room);
    for (Device each : List.of(bobs.get(0), dave)) {
      alice.messenger().groups().add(room, each.account());
      Patience.until(() -> is(each, room, Standing.INVITED));
      each.messenger().groups().join(room);
    }
    stage.say("its room is " + room + ";");
    stage.say("who belongs to it, her signature says, and not the room's server");
    return room;
  }

  private boolean remove(BareJid room, Device dave)
      throws StoreException, TransportException, GroupException {
    stage.step("Alice removes Dave. Everybody's keys for the group are made anew.");
    alice.messenger().groups().remove(room, DAVE);
    boolean told = Patience.until(() -> is(dave, room, Standing.REMOVED));
    stage.result(told, "Dave's phone knows that he is out", "Dave's phone does not know it");
    return told;
  }

  private static boolean is(Device device, BareJid room, Standing standing) throws StoreException {
    return device.messenger().groups().all().stream()
        .filter(each -> each.room().equals(room))
        .map(Groups.Entry::standing)
        .anyMatch(standing::equals);
  }

  private List<Device> members() {
    List<Device> all = new ArrayList<>(bobs);
    all.add(0, alice);
    return all;
  }

  private List<Device> with(Device dave) {
    List<Device> all = members();
    all.add(dave);
    return all;
  }

  private void says(BareJid room, Device from, int word, List<Device> readers)
      throws StoreException, GroupException {
    String text = WORDS.get(word);
    from.messenger().groups().send(room, text);
    List<String> labels = new ArrayList<>();
    for (Device each : readers) {
      boolean held = Patience.until(() -> shows(each, room, text));
      expected++;
      shown += held ? 1 : 0;
      labels.add(each.label() + (held ? "" : " waits in vain"));
    }
    boolean all = labels.stream().noneMatch(each -> each.endsWith("in vain"));
    stage.result(all, from.account().local() + " writes: " + text);
    stage.say("  shown by " + String.join(", ", labels));
  }

  private static boolean shows(Device device, BareJid room, String text) throws StoreException {
    return device.messenger().history(room, 100).stream().anyMatch(m -> m.text().equals(text));
  }

  private boolean isShutOut(BareJid room, Device dave) throws StoreException {
    boolean out = !shows(dave, room, WORDS.get(3)) && !shows(dave, room, WORDS.get(4));
    stage.result(
        out, "Dave's phone shows nothing of what was said without him", "Dave read what followed");
    return out;
  }
}
