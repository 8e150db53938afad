package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.ControlPost;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.WakeUp;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.WaitingSlots;
import im.symbolon.messenger.records.WaitingSlots.Claim;
import im.symbolon.messenger.records.WaitingSlots.Slot;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.NeedChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Asks for chains of messages that wait for them: the sender's device after ten seconds, then more
 * and more seldom, and anew on each new connection (REVIEW 11). Who the sender is, the room does
 * not say: those members are asked whose signed list has a device of that number.
 */
final class WaitingCare {
  private static final Logger LOG = Logger.getLogger(WaitingCare.class.getName());
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MAX_ASKED = 3;

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1));

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Net net;
  private final Gated gated;
  private final WakeUp wakeUp;

  /**
   * What it needs around it.
   *
   * @param worker where it works
   * @param act does what is due after a transaction
   * @param online whether anybody can answer now
   */
  record Net(Worker worker, Consumer<Outcome> act, BooleanSupplier online) {}

  WaitingCare(Surroundings surroundings, ThisDevice self, Net net) {
    this.surroundings = surroundings;
    this.self = self;
    this.net = net;
    this.gated = new Gated(surroundings, net.act());
    this.wakeUp = new WakeUp(surroundings.clock(), net.worker(), SHORTEST, () -> work(false));
  }

  /** Something waits. */
  void soon() {
    net.worker().execute(() -> wakeUp.at(now().plus(GroupIntake.PATIENCE)));
  }

  /** There is a new connection: what waits there comes first, then all is asked for. */
  void connected() {
    net.worker().after(GroupIntake.PATIENCE, () -> work(true));
  }

  private void work(boolean all) {
    if (!net.online().getAsBoolean()) {
      return; // each new connection begins anew
    }
    try {
      gated.call(gate -> work(gate, all)).ifPresent(wakeUp::at);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private Optional<Instant> work(Gate gate, boolean all) throws StoreException {
    WaitingSlots waiting = new WaitingSlots(gate.rows());
    Set<String> asked = new HashSet<>();
    for (Slot each : waiting(gate)) {
      if (all || !each.due().isAfter(now())) {
        if (asked.add(each.claim().room() + each.claim().chain().toBase64())) {
          ask(gate, each.claim());
        }
        Duration pause = PAUSES.get(Math.min(each.asked(), PAUSES.size() - 1));
        waiting.put(each.asked(now().plus(pause)));
      }
    }
    return WaitingSlots.nextDue(waiting(gate));
  }

  private static List<Slot> waiting(Gate gate) throws StoreException {
    List<Slot> waiting = new ArrayList<>(new WaitingSlots(gate.rows()).all());
    waiting.removeIf(each -> HeldBack.isOne(each.arrived().stanza()));
    return waiting;
  }

  private void ask(Gate gate, Claim claim) throws StoreException {
    Optional<GroupState> group = GroupState.joined(gate.rows(), claim.room());
    if (!group.isPresent()) {
      return;
    }
    NeedChain question =
        new NeedChain(
            group.get().entry().place(), new ChainPosition(claim.chain(), claim.iteration()));
    for (DeviceAddress each : candidates(gate, group.get(), claim.device())) {
      new ControlPost(surroundings).add(gate.rows(), each, question.toXml(), gate.outcome());
    }
  }

  private List<DeviceAddress> candidates(Gate gate, GroupState group, DeviceId device)
      throws StoreException {
    List<DeviceAddress> found = new ArrayList<>();
    for (Member each : group.readers()) {
      DeviceAddress address = new DeviceAddress(each.jid(), device);
      boolean listed =
          new People(gate.rows())
              .of(each.jid())
              .flatMap(Person::accepted)
              .flatMap(list -> list.device(device))
              .isPresent();
      if (listed
          && found.size() < MAX_ASKED
          && !address.equals(self.address())
          && gate.isOpenTo(address)) {
        found.add(address);
      }
    }
    return Collections.unmodifiableList(found);
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
