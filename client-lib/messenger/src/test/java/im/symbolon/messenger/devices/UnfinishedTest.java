package im.symbolon.messenger.devices;

import static im.symbolon.messenger.trust.TestLists.BOB;
import static im.symbolon.messenger.trust.TestLists.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.TestLists;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnfinishedTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final DeviceId REMOVED = new DeviceId(7);

  private final MemoryRowStore store = new MemoryRowStore();
  private final TestLists bobs = new TestLists(1);

  private boolean isSentAgain() throws StoreException {
    return store.transaction(
        rows -> {
          new Messages(rows).add(written("m0", DeliveryState.DELIVERED));
          new Messages(rows).add(written("m1", DeliveryState.SENT));
          new Unfinished(rows, NOW).of(Set.of(REMOVED));
          return new Outbox(rows).get("m1").isPresent();
        });
  }

  private static ChatMessage written(String id, DeliveryState state) {
    return new ChatMessage(
        id,
        BOB,
        ALICE,
        Optional.of(REMOVED),
        true,
        "for those who were there",
        NOW,
        state,
        Optional.empty());
  }

  @Test
  void whatARemovedDeviceLeftIsSentToAPersonWithSignedDevices() throws StoreException {
    store.transaction(
        rows -> {
          People people = new People(rows);
          people.put(people.take(bobs.at(3, 7).with(bobs.device(1))));
          return null;
        });
    assertThat(isSentAgain()).isTrue();
  }

  @Test
  @DisplayName("REVIEW 6: to nobody whose server may have added a device since")
  void whatARemovedDeviceLeftIsNotSentToOthers() throws StoreException {
    assertThat(isSentAgain()).isFalse();
  }
}
