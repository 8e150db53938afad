package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xmpp.packet.JID;

/** Who may enter is tried on a real server; here, what happens when a host is another one. */
class RoomByNameTest {
  @Test
  void aRoomThatCannotBeAskedIsEnteredByNobody() {
    assertThat(RoomByName.of("no room").mayBeEntered(new JID("a@a.test"))).isFalse();
  }
}
