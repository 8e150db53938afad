package im.symbolon.messenger.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
  private static final List<IdentityKey> KEYS = keys();

  private static List<IdentityKey> keys() {
    Random random = new Random(1);
    List<IdentityKey> keys = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      keys.add(IdentityKeyPair.generate(random::nextBytes).publicKey());
    }
    return keys;
  }

  private static ListedDevice device(int id) {
    return ListedDevice.foreign(new DeviceId(id), KEYS.get(id), "", NOW);
  }

  private static Roster merge(Roster newer, Roster older) {
    return Roster.merge(newer, older, Optional.empty());
  }

  private static Roster anyRoster(Random random) {
    Roster roster = Roster.empty();
    for (int id = 1; id < 8; id++) {
      if (random.nextBoolean()) {
        roster = roster.with(device(id).named("n" + random.nextInt(3)));
        if (random.nextInt(3) == 0) {
          roster = roster.without(roster.device(new DeviceId(id)).get(), NOW.plusSeconds(id));
        }
      }
    }
    return roster;
  }

  @Property(tries = 500)
  void aMergeHasEverybodyWhomNobodyRemoved(@ForAll long seed) {
    Random random = new Random(seed);
    Roster one = anyRoster(random);
    Roster other = anyRoster(random);
    Roster merged = merge(one, other);
    for (int i = 1; i < 8; i++) {
      DeviceId id = new DeviceId(i);
      boolean removed = one.tombstone(id).isPresent() || other.tombstone(id).isPresent();
      boolean listed = one.device(id).isPresent() || other.device(id).isPresent();
      assertThat(merged.tombstone(id).isPresent()).isEqualTo(removed);
      assertThat(merged.device(id).isPresent()).isEqualTo(listed && !removed);
    }
  }

  @Property(tries = 500)
  void mergingAgainSaysNothingNew(@ForAll long seed) {
    Random random = new Random(seed);
    Roster one = anyRoster(random);
    Roster other = anyRoster(random);
    Roster merged = merge(one, other);
    assertThat(merge(merged, one)).isEqualTo(merged);
    assertThat(merge(merged, other)).isEqualTo(merged);
    assertThat(merge(merged, merged)).isEqualTo(merged);
  }

  @Test
  void theNewerListSaysHowADeviceIsCalled() {
    Roster newer = Roster.empty().with(device(1).named("new"));
    Roster older = Roster.empty().with(device(1).named("old"));
    assertThat(merge(newer, older)).isEqualTo(newer);
  }

  @Test
  void ofADeviceThatOnlyOneChangedThatOnesWordCounts() {
    Roster common = Roster.empty().with(device(1)).with(device(2));
    Roster one = common.with(device(1).named("one"));
    Roster other = common.with(device(2).named("other"));
    Roster both = common.with(device(1).named("one")).with(device(2).named("other"));
    assertThat(Roster.merge(one, other, Optional.of(common))).isEqualTo(both);
    assertThat(Roster.merge(other, one, Optional.of(common))).isEqualTo(both);
    Roster third = common.with(device(1).named("third"));
    assertThat(Roster.merge(one, third, Optional.of(common))).isEqualTo(one);
  }

  @Test
  void aRemovedDeviceDoesNotComeBack() {
    Roster removed = Roster.empty().with(device(1)).without(device(1), NOW);
    Roster listed = Roster.empty().with(device(1));
    assertThat(merge(listed, removed)).isEqualTo(removed);
    assertThat(merge(removed, listed)).isEqualTo(removed);
    assertThatThrownBy(() -> removed.with(device(1))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTombstoneIsNeverOlderThanItsDevice() {
    Roster removed = Roster.empty().with(device(1)).without(device(1), NOW.minusSeconds(99));
    assertThat(removed.tombstone(new DeviceId(1)).get().removed()).isEqualTo(NOW);
  }

  @Test
  void twoRightListsTogetherNeverHoldOneKeyTwice() {
    ListedDevice twin = ListedDevice.foreign(new DeviceId(2), KEYS.get(1), "", NOW.plusSeconds(1));
    Roster merged = merge(Roster.empty().with(twin), Roster.empty().with(device(1)));
    assertThat(merged.devices().values()).containsExactly(device(1));
  }

  @Test
  void theOldestOfTooManyTombstonesGoes() {
    Random random = new Random(2);
    Roster roster = Roster.empty();
    for (int i = 1; i <= 201; i++) {
      ListedDevice each =
          ListedDevice.foreign(
              new DeviceId(i), IdentityKeyPair.generate(random::nextBytes).publicKey(), "", NOW);
      roster = roster.with(each).without(each, NOW.plusSeconds(1000 - i));
    }
    assertThat(roster.tombstones()).hasSize(200).doesNotContainKey(new DeviceId(201));
  }
}
