package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.records.Textless;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import org.junit.jupiter.api.Test;

/** What own devices tell each other of what is not worth to be missed. */
class TextlessTest {
  private final World world = new World(64);

  /** It would make another own device believe that a message of that id had no text. */
  @Test
  void aServerDoesNotChooseWhichMessageHadNoText() {
    Phone alice = world.phone(ALICE, "phone");
    world.phone(ALICE, "tablet");
    Phone bob = world.phone(BOB, "phone");
    world.pass(90);
    alice.send(BOB, "hello");
    world.pass(60);
    world.network.tampering =
        stanza ->
            stanza.to().equals(ALICE)
                ? new OutgoingStanza("chosen", stanza.to(), stanza.type(), stanza.extensions())
                : stanza;
    String id = alice.send(BOB, "is confirmed");
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).contains("is confirmed");
    assertThat(alice.stateOf(BOB, id).name()).isEqualTo("DELIVERED");
    assertThat(alice.<Boolean>read(rows -> new Textless(rows).has(BOB, "chosen"))).isFalse();
  }
}
