package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.prekeys.DevicesQuery;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A new device gets into its account's lists in one step, where its domain's service does that. */
class AdditionTest {
  private static final DeviceId OTHER = new DeviceId(271828);

  private final World world = new World(31);
  private final AddService service = world.network.directories.adding;

  @BeforeEach
  void serve() {
    world.network.directories.serve(ALICE.domain());
    service.isOn = true;
  }

  private void assertListed(Phone phone) throws Exception {
    for (OmemoVersion each : OmemoVersion.values()) {
      assertThat(service.list(phone.account(), each).devices()).contains(phone.messenger.device());
    }
  }

  @Test
  void aDeviceIsAddedOnceInAllVersionsAndCanBeWrittenTo() throws Exception {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(120);
    assertListed(alice);
    assertThat(service.asked).filteredOn(each -> isOf(each.publication(), alice)).hasSize(1);
    assertThat(service.asked.get(0).bundles()).containsOnlyKeys(OMEMO_2, LEGACY);
    bob.send(ALICE, "hello");
    world.pass(10);
    assertThat(alice.texts(BOB, false)).containsExactly("hello");
  }

  private static boolean isOf(PrekeyPublication publication, Phone phone) {
    return publication.device().equals(phone.messenger.device());
  }

  /** By PEP alone, whoever publishes last wins. */
  @Test
  void whoComesAtTheSameMomentIsNotOverwritten() throws Exception {
    AtomicInteger others = new AtomicInteger();
    service.meanwhile =
        account -> {
          if (others.getAndIncrement() == 0) {
            service.list(account, OMEMO_2, OTHER);
          }
        };
    Phone alice = world.phone(ALICE, "phone");
    world.pass(5);
    assertListed(alice);
    assertThat(service.list(ALICE, OMEMO_2).contains(OTHER)).isTrue();
    assertThat(service.asked).hasSize(2);
    assertThat(service.asked.get(1).version()).isGreaterThan(service.asked.get(0).version());
  }

  /** How a service may fail a device. */
  enum Failure {
    NO_ADDITIONS,
    ENDLESS_CONFLICTS,
    ANOTHER_ANSWER,
    WHAT_IS_NOT_SO
  }

  @ParameterizedTest
  @EnumSource
  void whereTheServiceDoesNotDoItTheListsArePublishedAsEverywhere(Failure failure)
      throws Exception {
    AtomicInteger others = new AtomicInteger(1000);
    switch (failure) {
      case NO_ADDITIONS -> service.isOn = false;
      case ENDLESS_CONFLICTS ->
          service.meanwhile =
              account -> service.list(account, LEGACY, new DeviceId(others.incrementAndGet()));
      case ANOTHER_ANSWER -> service.saying = Optional.of(new DevicesQuery().toXml());
      case WHAT_IS_NOT_SO ->
          service.saying = Optional.of(new KnownDevices(7, new TreeSet<>()).toXml());
    }
    Phone alice = world.phone(ALICE, "phone");
    world.pass(5);
    assertListed(alice);
    assertThat(service.asked.size()).isBetween(failure == Failure.NO_ADDITIONS ? 0 : 1, 5);
  }
}
