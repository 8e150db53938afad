package im.symbolon.messenger.records;

import static im.symbolon.messenger.trust.TestLists.BOB;
import static im.symbolon.messenger.trust.TestLists.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.trust.TestLists;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustStatesTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");

  private final MemoryRowStore here = new MemoryRowStore();
  private final MemoryRowStore there = new MemoryRowStore();

  /** A linked device knows what the others know: nobody is written to in plain text by it. */
  @Test
  void whoeverHasDevicesHasEncryptionOnTheOtherDeviceToo() throws Exception {
    ListedDevice phone = new TestLists(1).device(1);
    here.transaction(
        rows ->
            new TrustBook(rows)
                .seen(new DeviceAddress(BOB, phone.id()), Fingerprint.of(phone.identity()), NOW));
    List<TrustStates.State> states =
        TrustStates.read(here.transaction(rows -> new TrustStates(rows, ALICE).all()));
    there.transaction(
        rows -> {
          new PlainChats(rows).open(BOB);
          new TrustStates(rows, ALICE).take(states);
          return null;
        });
    PlainStanding standing = there.transaction(rows -> new PlainChats(rows).standing(BOB));
    assertThat(standing).isEqualTo(PlainStanding.ENCRYPTED);
  }
}
