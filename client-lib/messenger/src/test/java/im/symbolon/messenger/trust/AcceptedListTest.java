package im.symbolon.messenger.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AcceptedListTest {
  private final TestLists bobs = new TestLists(1);
  private final ListedDevice phone = bobs.device(1);
  private final ListedDevice tablet = bobs.device(2);
  private final SignedDeviceList both = bobs.at(1, 1).with(phone, tablet);
  private final AcceptedList known = AcceptedList.of(both);

  private static List<Integer> ids(AcceptedList list) {
    return list.devices().stream().map(each -> each.id().value()).collect(Collectors.toList());
  }

  @Test
  @DisplayName("REVIEW 6: only a tombstone removes")
  void aDeviceThatIsMissingStays() {
    AcceptedList next = known.followedBy(bobs.at(1, 2).with(phone));
    assertThat(ids(next)).containsExactlyInAnyOrder(1, 2);
    assertThat(next.version()).isEqualTo(2);
    AcceptedList removed = next.followedBy(bobs.at(1, 3).removing(tablet).with(phone));
    assertThat(ids(removed)).containsExactly(1);
  }

  @Test
  void aTombstoneIsForGood() {
    AcceptedList removed = known.followedBy(bobs.at(1, 2).removing(tablet).with(phone));
    AcceptedList back = removed.followedBy(bobs.at(1, 3).with(phone, tablet));
    assertThat(ids(back)).containsExactly(1);
    assertThat(back.tombstones()).map(Tombstone::id).containsExactly(tablet.id());
    AcceptedList renamed =
        removed.followedBy(
            bobs.at(1, 3).with(phone, bobs.device(3))); // another key is another device
    assertThat(ids(renamed)).containsExactlyInAnyOrder(1, 3);
  }

  @Test
  @DisplayName("REVIEW 2: a list under the next serial stands for itself alone")
  void theNextSerialForgetsWhatAThiefMayHaveWritten() {
    AcceptedList stolen = known.followedBy(bobs.at(1, 2).removing(phone).with(tablet));
    AcceptedList next = stolen.followedBy(bobs.at(2, 1).removing(tablet).with(phone));
    assertThat(ids(next)).containsExactly(1);
    assertThat(next.tombstones()).map(Tombstone::id).containsExactly(tablet.id());
    AcceptedList silent = stolen.followedBy(bobs.at(2, 1).with(phone));
    assertThat(ids(silent)).as("missing is dead here").containsExactly(1);
  }

  @Test
  void anotherKeyUnderAnIdTakesThePlaceOfTheFirst() {
    ListedDevice otherKey = bobs.device(2);
    AcceptedList next = known.followedBy(bobs.at(1, 2).with(phone, otherKey));
    assertThat(next.device(tablet.id())).contains(otherKey);
    assertThat(next.devices()).hasSize(2);
  }

  @Test
  void whatIsKeptIsBounded() {
    AcceptedList list = known;
    for (int version = 2; version < 10; version++) {
      List<ListedDevice> many = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        int id = 1000 * version + i;
        many.add(ListedDevice.foreign(new DeviceId(id), key(version, i), "", TestLists.NOW));
      }
      list = list.followedBy(bobs.at(1, version).with(many.toArray(new ListedDevice[0])));
    }
    assertThat(list.devices()).hasSize(AcceptedList.MAX_KEPT);
    assertThat(list.device(new DeviceId(9000))).as("the newest stay").isPresent();
  }

  private static IdentityKey key(int a, int b) {
    return IdentityKeyPair.generate(
            out -> {
              out[0] = (byte) a;
              out[1] = (byte) b;
            })
        .publicKey();
  }

  @Test
  void onlyWhatFollowsIsTaken() {
    TestLists others = new TestLists(2);
    assertThatIllegalArgumentException().isThrownBy(() -> known.followedBy(others.at(2, 2).with()));
    AcceptedList later = known.followedBy(bobs.at(2, 1).with(phone));
    assertThatIllegalArgumentException().isThrownBy(() -> later.followedBy(both));
  }

  @Test
  void itIsOverWithTheNewestList() {
    assertThat(known.isExpired(both.expires().minusSeconds(1))).isFalse();
    assertThat(known.isExpired(both.expires())).isTrue();
    assertThat(AcceptedList.expecting(bobs.root()).isExpired(TestLists.NOW)).isTrue();
  }
}
