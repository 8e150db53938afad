package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.people.Device;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Groups.Standing;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One group, and what stands in it on the devices of its members. */
record GroupScene(BareJid room) {
  /** A group of this one, with these people in it, who have joined. */
  static GroupScene of(Device owner, String name, Device... members) throws Exception {
    GroupScene group = new GroupScene(owner.messenger().groups().create(name));
    for (Device each : members) {
      owner.messenger().groups().add(group.room, each.account());
    }
    for (Device each : members) {
      group.joins(each);
    }
    return group;
  }

  /** Somebody who was added takes part. */
  void joins(Device member) throws Exception {
    await().atMost(PATIENCE).until(() -> isKnownTo(member));
    if (standing(member) == Standing.INVITED) {
      member.messenger().groups().join(room);
    }
  }

  private boolean isKnownTo(Device member) throws StoreException {
    return member.messenger().groups().all().stream().anyMatch(each -> each.room().equals(room));
  }

  Standing standing(Device member) throws StoreException {
    return member.messenger().groups().all().stream()
        .filter(each -> each.room().equals(room))
        .map(Groups.Entry::standing)
        .findFirst()
        .orElseThrow();
  }

  void awaitStanding(Device member, Standing standing) {
    await().atMost(PATIENCE).until(() -> isKnownTo(member) && standing(member) == standing);
  }

  /** Says several things, and returns them as they should stand in the group. */
  List<String> say(Device from, String what, int first, int last) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      from.messenger().groups().send(room, what + " " + i);
      lines.add(from.account().local() + ": " + what + " " + i);
    }
    return lines;
  }

  /** Waits until all these devices show exactly these lines of that person, in order. */
  void awaitLines(Device by, List<String> expected, Device... readers) {
    String prefix = by.account().local() + ": ";
    for (Device each : readers) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(each.chat(room).stream().filter(line -> line.startsWith(prefix)))
                      .as(each.label())
                      .containsExactlyElementsOf(expected));
    }
  }

  /** All say something, and all read it. */
  void everybodyTalks(String what, Device... members) throws Exception {
    for (Device each : members) {
      List<String> before = new ArrayList<>(lines(each, each));
      before.addAll(say(each, what, 1, 2));
      Device[] others =
          Arrays.stream(members).filter(other -> other != each).toArray(Device[]::new);
      awaitLines(each, before, others);
    }
  }

  /** What a device shows of somebody. */
  List<String> lines(Device device, Device by) throws StoreException {
    String prefix = by.account().local() + ": ";
    return device.chat(room).stream().filter(line -> line.startsWith(prefix)).toList();
  }
}
