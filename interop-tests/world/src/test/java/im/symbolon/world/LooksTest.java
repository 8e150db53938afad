package im.symbolon.world;

import static im.symbolon.world.Acquaintance.readBy;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signed lists are asked for when there is a reason, and otherwise not. */
class LooksTest {
  private final Acquaintance they = new Acquaintance(23);
  private final World world = they.world;
  private final Phone alice = they.alice;
  private final Phone bob = they.bob;
  private final Pen pen = they.pen;

  @Test
  void itIsAskedAtFirstContactBeforeAnythingIsSealed() {
    pen.show(ALICE, pen.list(pen.member(bob)));
    Phone evil = they.another("evil");
    int before = they.now();
    alice.send(BOB, "first");
    world.pass(1);
    assertThat(they.looks()).isEqualTo(1);
    assertThat(readBy(bob)).containsExactly("first");
    assertThat(they.sentTo(evil, before)).isZero();
  }

  /** The quiet case: not one question more, whatever is written. */
  @Test
  void aConversationAsksNothingMore() {
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    long before = they.looks();
    for (int i = 0; i < 60; i++) {
      alice.send(BOB, "message " + i);
      bob.send(ALICE, "answer " + i);
      world.pass(90);
    }
    assertThat(readBy(bob)).contains("message 59");
    assertThat(they.looks()).isEqualTo(before);
  }

  @Test
  void itIsAskedOnceAWeek() {
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    bob.crash(); // it says that it has another list than its server shows here
    long before = they.looks();
    for (int day = 0; day < 15; day++) {
      they.sendAndPass("day " + day);
      world.time.pass(Duration.ofDays(1));
    }
    assertThat(they.looks() - before).isEqualTo(2);
  }

  @Test
  void aListThatIsAboutToEndIsAskedForDaily() {
    pen.clockError = Duration.ofDays(-25);
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    long before = they.looks();
    for (int i = 0; i < 9; i++) {
      they.sendAndPass("last days");
      world.time.pass(Duration.ofHours(8));
    }
    assertThat(they.looks() - before).isBetween(2L, 3L);
  }

  @Test
  void whoHasNoneIsAskedOnceADay() {
    they.talk();
    long before = they.looks();
    for (int hour = 0; hour < 48; hour++) {
      they.sendAndPass("hour " + hour);
      world.time.pass(Duration.ofHours(1));
    }
    assertThat(they.looks() - before).isBetween(1L, 2L);
  }

  @Test
  void whatIsToldIsNotAsked() {
    they.talk();
    long before = they.looks();
    SignedDeviceList list = pen.list(pen.member(bob));
    for (int i = 0; i < 10; i++) {
      pen.tell(alice, list);
      world.pass(70);
    }
    they.sendAndPass("hello");
    assertThat(they.bobSeen().root()).contains(pen.root());
    assertThat(they.looks()).isEqualTo(before);
  }

  /** It stands in OMEMO's lists, and does nothing. */
  @Test
  void aDeviceThatNoListHasIsLookedForOnce() {
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    long before = they.looks();
    WireFormat format = WireFormat.of(OmemoVersion.OMEMO_2);
    List<DeviceId> both = List.of(bob.messenger.device(), new DeviceId(666));
    XmlElement list = format.encodeDevices(DeviceList.of(both));
    world.network.directories.views.show(ALICE, BOB, format.devicesNode(), "current", list);
    for (int i = 0; i < 20; i++) {
      alice.transport.hear(
          new PepEvent(BOB, format.devicesNode(), "current", Optional.of(list), false));
      they.sendAndPass("message " + i);
      world.pass(120);
    }
    assertThat(they.looks() - before).isEqualTo(1);
  }

  /** It stands in OMEMO's lists, says that there is another list, and asks for messages. */
  @Test
  void aDeviceThatNoListHasIsNotLookedForAgainWhateverItDoes() {
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    Phone evil = they.another("evil");
    for (int i = 0; i < 3; i++) {
      insists(evil); // each of its reasons counts once
    }
    long after = they.looks();
    for (int i = 0; i < 17; i++) {
      insists(evil);
    }
    assertThat(they.looks()).isEqualTo(after);
  }

  private void insists(Phone evil) {
    they.sendAndPass("message");
    evil.send(ALICE, "let me in");
    world.pass(120);
  }

  /** The list that names it was published, and nobody told us. */
  @Test
  void aLinkedDeviceIsFoundWithoutANotification() {
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    Phone tablet = world.phone(BOB, "tablet");
    pen.show(ALICE, pen.list(pen.member(bob), pen.member(tablet)));
    world.pass(120);
    they.sendAndPass("to both");
    assertThat(readBy(tablet)).containsExactly("to both");
  }

  @Test
  @DisplayName("REVIEW 6: whoever makes up devices causes a question a minute, not one for each")
  void madeUpDevicesCauseFewQuestions() {
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    long before = they.looks();
    WireFormat format = WireFormat.of(OmemoVersion.OMEMO_2);
    for (int i = 1; i <= 100; i++) {
      XmlElement list =
          format.encodeDevices(DeviceList.of(List.of(bob.messenger.device(), new DeviceId(i))));
      world.network.directories.views.show(ALICE, BOB, format.devicesNode(), "current", list);
      alice.transport.hear(
          new PepEvent(BOB, format.devicesNode(), "current", Optional.of(list), false));
      world.pass(6);
    }
    assertThat(they.looks() - before).isLessThanOrEqualTo(11);
  }

  @Test
  void strangersListsAreNotKept() {
    pen.tell(alice, pen.list(pen.member(bob)));
    world.pass(10);
    Optional<Person> bobs = alice.read(rows -> new People(rows).of(BOB));
    assertThat(bobs).isEmpty();
    assertThat(they.looks()).isZero();
  }

  /** REVIEW 3: what cannot be read is as if it were not there, and leads nobody back. */
  @Test
  void aServerThatAnswersNothingUsefulKeepsNoMessageBack() {
    pen.clockError = Duration.ofDays(-25); // asked for daily
    pen.show(ALICE, pen.list(pen.member(bob)));
    they.talk();
    world.network.directories.unreadable.add(Pen.NODE);
    Phone evil = they.another("evil");
    world.time.pass(Duration.ofDays(1));
    long before = they.looks();
    they.sendAndPass("still here");
    assertThat(they.looks()).as("it was asked").isGreaterThan(before);
    assertThat(readBy(bob)).contains("still here");
    assertThat(readBy(evil)).isEmpty();
  }
}
