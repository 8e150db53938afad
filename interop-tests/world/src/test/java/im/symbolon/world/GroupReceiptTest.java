package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Reception;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has got and read what was written to a group, and what it costs to know that. */
class GroupReceiptTest {
  private final Circle circle = new Circle(79).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone bob = circle.bob;

  private Reception reception(Phone phone, String id) throws Exception {
    return phone.messenger.groups().reception(circle.room, id);
  }

  private List<OutgoingStanza> controlTo(BareJid account, Traffic before) {
    return Traffic.of(world).since(before).to(account).stanzas().stream()
        .filter(Control::isMarked)
        .toList();
  }

  /** All chains are handed over, and all that was owed is told. */
  private void settle() {
    for (Phone each : List.of(alice, circle.tablet, bob, circle.laptop)) {
      each.say(circle.room, "hello from " + each.name());
    }
    world.pass(200);
  }

  @Test
  void oneStanzaOfADeviceInAMinuteTellsOfAllMessages() throws Exception {
    settle();
    Traffic before = Traffic.of(world);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ids.add(alice.say(circle.room, "number " + i));
      world.pass(4);
    }
    assertThat(controlTo(ALICE, before)).as("in two minutes, of two devices").hasSizeBetween(2, 6);
    world.pass(120);
    assertThat(controlTo(ALICE, before)).as("in all").hasSizeLessThanOrEqualTo(8);
    for (String each : ids) {
      assertThat(reception(alice, each).delivered()).containsExactly(BOB);
      assertThat(reception(alice, each).read()).isEmpty();
      assertThat(alice.stateOf(circle.room, each)).isEqualTo(DeliveryState.DELIVERED);
      assertThat(circle.tablet.stateOf(circle.room, each)).isEqualTo(DeliveryState.DELIVERED);
    }
    assertThat(controlTo(BOB, before)).as("nobody confirms what they wrote").isEmpty();
  }

  @Test
  void aHundredAndMoreAreToldInSeveralStanzas() throws Exception {
    settle();
    circle.laptop.crash();
    Traffic before = Traffic.of(world);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      ids.add(alice.say(circle.room, "number " + i));
    }
    world.pass(30);
    assertThat(controlTo(ALICE, before)).hasSize(1);
    assertThat(delivered(ids)).isEqualTo(100);
    world.pass(70);
    assertThat(controlTo(ALICE, before)).hasSize(2);
    assertThat(delivered(ids)).isEqualTo(150);
  }

  private long delivered(List<String> ids) throws Exception {
    long count = 0;
    for (String each : ids) {
      count += reception(alice, each).delivered().size();
    }
    return count;
  }

  @Test
  void whoHasReadSaysSoOnce() throws Exception {
    settle();
    String id = alice.say(circle.room, "read me");
    world.pass(90);
    bob.messenger.groups().read(circle.room);
    world.pass(90);
    assertThat(reception(alice, id).read()).containsExactly(BOB);
    assertThat(reception(circle.tablet, id).read()).containsExactly(BOB);
    Traffic before = Traffic.of(world);
    bob.messenger.groups().read(circle.room);
    world.pass(90);
    assertThat(controlTo(ALICE, before)).isEmpty();
  }

  @Test
  void whatIsOwedOutlivesARestart() throws Exception {
    settle();
    circle.laptop.crash();
    String id = alice.say(circle.room, "and then the power fails");
    world.pass(3);
    bob.crash();
    world.pass(60);
    assertThat(reception(alice, id).delivered()).isEmpty();
    world.start(bob);
    world.pass(30);
    assertThat(reception(alice, id).delivered()).containsExactly(BOB);
    alice.crash();
    world.start(alice);
    assertThat(reception(alice, id).delivered()).containsExactly(BOB);
  }

  /** Everybody has to have it, and those who came later never had. */
  @Test
  void aMessageIsDeliveredWhenAllHaveItForWhomItWas() throws Exception {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    circle.add(CAROL);
    circle.enter(carol);
    settle();
    carol.crash();
    String id = alice.say(circle.room, "carol is away");
    world.pass(100);
    assertThat(reception(alice, id).delivered()).containsExactly(BOB);
    assertThat(alice.stateOf(circle.room, id)).isEqualTo(DeliveryState.SENT);
    world.start(carol);
    world.pass(100);
    assertThat(reception(alice, id).delivered()).containsExactly(BOB, CAROL);
    assertThat(alice.stateOf(circle.room, id)).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void nobodyConfirmsWhatWasNotForThem() throws Exception {
    settle();
    String id = alice.say(circle.room, "before carol");
    world.pass(5);
    Phone carol = world.phone(CAROL, "phone");
    world.pass(60);
    alice.send(CAROL, "hello");
    world.pass(30);
    new Control(world).say(carol, alice, List.of(receipts(id)));
    assertThat(reception(alice, id).delivered()).as("of a stranger").doesNotContain(CAROL);
    circle.add(CAROL);
    circle.enter(carol);
    new Control(world).say(carol, alice, List.of(receipts(id, "never-written")));
    assertThat(reception(alice, id).delivered()).as("of who came later").doesNotContain(CAROL);
    assertThat(reception(alice, "never-written")).isEqualTo(Reception.NONE);
  }

  private XmlElement receipts(String... ids) throws Exception {
    var place = alice.messenger.groups().all().get(0).place();
    XmlElement.Builder out =
        XmlElement.element(Namespaces.GROUPS, "receipts")
            .with("room", place.room().toString())
            .with("genesis", place.genesis().toBase64());
    for (String each : ids) {
      out.with(XmlElement.element(Namespaces.GROUPS, "received").with("id", each).build());
    }
    return out.build();
  }

  @Test
  void inGroupsOfMoreThanFiftyNobodyConfirmsAnything() throws Exception {
    settle();
    circle.grow(50);
    Traffic before = Traffic.of(world);
    alice.say(circle.room, "still confirmed");
    world.pass(100);
    assertThat(controlTo(ALICE, before)).isNotEmpty();
    circle.grow(51);
    before = Traffic.of(world);
    String id = alice.say(circle.room, "to many");
    world.pass(100);
    bob.messenger.groups().read(circle.room);
    world.pass(100);
    assertThat(circle.read(bob)).contains("to many");
    assertThat(controlTo(ALICE, before)).isEmpty();
    assertThat(reception(alice, id)).isEqualTo(Reception.NONE);
  }
}
