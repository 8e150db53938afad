package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.world.Fates.Fate;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device leaves behind that is removed. */
class UnfinishedTest {
  private static final Fate LOST = new Fate(0, Duration.ZERO);

  private final World world = new World(92);
  private Phone phone;
  private Phone tablet;
  private Phone bob;

  @BeforeEach
  void people() {
    phone = world.phone(ALICE, "phone");
    world.pass(60);
    tablet = world.phone(ALICE, "tablet");
    bob = world.phone(BOB, "phone");
    world.pass(60);
    phone.send(BOB, "first");
    world.pass(60);
    bob.send(ALICE, "second");
    world.pass(60);
  }

  private void phoneIsRemoved() throws StoreException {
    var device = phone.messenger.device();
    phone.crash();
    tablet.messenger.ownDevices().remove(device);
    world.pass(60);
  }

  private long timesSent(String id) {
    return world.network.seen.stream().filter(stanza -> stanza.id().equals(id)).count();
  }

  @Test
  void aMessageThatWasLostArrivesThoughItsDeviceWasRemoved() throws StoreException {
    world.network.fates.plan(BOB, LOST);
    String id = phone.send(BOB, "third");
    world.pass(2);
    assertThat(tablet.texts(BOB, true)).containsExactly("first", "third");
    phoneIsRemoved();
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "third");
    assertThat(tablet.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(tablet.texts(BOB, true)).containsExactly("first", "third");
  }

  /** It was linked while the contact's server was down, and knows nothing of the contact. */
  @Test
  void aDeviceThatKnewNothingOfTheContactSendsItOnceItDoes() throws StoreException {
    phone.messenger.ownDevices().remove(tablet.messenger.device());
    world.discard(tablet);
    world.network.down(BOB.domain());
    tablet = world.phone(ALICE, "another tablet");
    world.pass(60);
    phone.send(BOB, "third");
    world.pass(60);
    assertThat(tablet.texts(BOB, true)).contains("third");
    phoneIsRemoved();
    world.network.up(BOB.domain());
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).containsExactly("first");
    bob.send(ALICE, "fourth");
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "third");
    assertThat(tablet.texts(BOB, true)).containsExactly("third");
  }

  @Test
  void aCopyThatComesAfterTheRemovalIsSentOnToo() throws StoreException {
    tablet.crash();
    world.network.fates.plan(BOB, LOST);
    String id = phone.send(BOB, "third");
    world.pass(2);
    phone.crash();
    world.start(tablet);
    tablet.messenger.ownDevices().remove(phone.messenger.device());
    world.pass(60);
    assertThat(tablet.texts(BOB, true)).containsExactly("first", "third");
    tablet.transport.sees(BOB);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "third");
    days(3);
    assertThat(timesSent(id)).isEqualTo(2);
  }

  /** Bob's client says again and again that it is there. */
  private void days(int days) {
    for (int i = 0; i < days * 24; i++) {
      tablet.transport.sees(BOB);
      world.pass(3600);
    }
  }

  @Test
  void whatWasConfirmedIsNotSentAgainWhenItsDeviceIsRemoved() throws StoreException {
    String id = phone.send(BOB, "third");
    world.pass(60);
    assertThat(tablet.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    phoneIsRemoved();
    assertThat(timesSent(id)).isEqualTo(1);
  }

  @Test
  void whatWasSealedForDevicesThatWereAllReplacedGoesToTheNewOnes() throws StoreException {
    world.network.telling = true;
    world.network.fates.plan(BOB, LOST);
    phone.send(BOB, "third");
    world.pass(2);
    phone.crash();
    tablet.crash();
    Phone another = world.phone(BOB, "another");
    world.pass(60);
    another.messenger.ownDevices().remove(bob.messenger.device());
    another.send(ALICE, "hello");
    world.pass(60);
    world.start(phone);
    world.pass(600);
    phone.send(BOB, "fourth");
    world.pass(60);
    assertThat(another.texts(ALICE, false)).containsExactlyInAnyOrder("third", "fourth");
    assertThat(phone.notes(BOB)).isEmpty();
  }
}
