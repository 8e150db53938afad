package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one device says to another, and no person reads. */
class ControlContentTest {
  private static final XmlElement PING = XmlElement.element("urn:example", "ping").build();

  private final World world = new World(7);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone tablet = world.phone(ALICE, "tablet");
  private final Phone bob = world.phone(BOB, "phone");
  private final List<DeviceAddress> heard = new ArrayList<>();
  private int ids;

  ControlContentTest() {
    listen(alice);
    listen(tablet);
    world.pass(120);
    bob.send(ALICE, "hello");
    alice.send(BOB, "hello");
    world.pass(60);
  }

  private void listen(Phone phone) {
    phone.messenger.handle(
        (rows, sender, envelope, outcome) -> {
          boolean ping = envelope.content().contains(PING);
          if (ping) {
            outcome.afterwards(() -> heard.add(sender));
          }
          return ping;
        });
  }

  private void sendToPhone(XmlElement... content) {
    OutboxEntry.Only only = new OutboxEntry.Only(alice.messenger.device(), OmemoVersion.OMEMO_2);
    OutboxEntry entry =
        OutboxEntry.control(
            String.format("%032x", ids++), ALICE, only, List.of(content), world.time.instant());
    bob.read(
        rows -> {
          new Outbox(rows).add(entry);
          return null;
        });
    bob.send(ALICE, "wakes the queue");
    world.pass(30);
  }

  @Test
  void reachesTheOneDeviceItIsForAndLeavesNoLineAnywhere() {
    sendToPhone(PING);
    assertThat(heard).containsExactly(new DeviceAddress(BOB, bob.messenger.device()));
    for (Phone each : List.of(alice, tablet)) {
      assertThat(each.texts(BOB, false)).containsExactly("hello", "wakes the queue");
      assertThat(each.notes(BOB)).isEmpty();
    }
  }

  @Test
  void aPersonIsNotWrittenToAboutIt() {
    Traffic before = Traffic.of(world);
    sendToPhone(PING, XmlElement.element(Namespaces.RECEIPTS, "request").build());
    OutgoingStanza receipts = Traffic.of(world).since(before).to(BOB).only();
    assertThat(receipts.id()).as("for the message that woke the queue").isNotBlank();
    assertThat(bob.history(ALICE)).extracting(m -> m.text()).contains("wakes the queue");
  }

  @Test
  void nothingButOmemo2CarriesIt() {
    OutboxEntry.Only only = new OutboxEntry.Only(alice.messenger.device(), OmemoVersion.LEGACY);
    assertThatThrownBy(
            () -> OutboxEntry.control("1", ALICE, only, List.of(PING), world.time.instant()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
