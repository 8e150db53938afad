package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.ControlPost;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.WakeUp;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.ReceivingChains;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.SkippedSlots;
import im.symbolon.messenger.records.SkippedSlots.Entry;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.repair.Unread;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.ratchet.groups.ReceivingChain;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Logger;

/**
 * Sees to messages that never came, because a room's history is shorter than somebody's absence:
 * their places in a chain were skipped. Half a minute is left for what comes from an archive; then
 * the device whose chain it is, and no other one, is asked which messages they were, three times at
 * most. What it names is asked for as any message that could not be read.
 */
final class SkippedCare {
  private static final Logger LOG = Logger.getLogger(SkippedCare.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MOST = 3;

  private final Surroundings surroundings;
  private final WaitingCare.Net net;
  private final GroupIntake.Lost lost;
  private final Gated gated;
  private final WakeUp wakeUp;

  SkippedCare(Surroundings surroundings, WaitingCare.Net net, GroupIntake.Lost lost) {
    this.surroundings = surroundings;
    this.net = net;
    this.lost = lost;
    this.gated = new Gated(surroundings, net.act());
    this.wakeUp = new WakeUp(surroundings.clock(), net.worker(), SHORTEST, this::work);
  }

  /** There is a new connection: what is due can be asked for again. */
  void connected() {
    net.worker().after(PATIENCE, this::work);
  }

  /** A message was opened with the chain, which is in this state now. */
  void opened(Gate gate, ReceivingChain chain) throws StoreException {
    if (chain.missing() == 0) {
      return;
    }
    SkippedSlots skipped = new SkippedSlots(gate.rows());
    Entry entry = skipped.of(chain);
    if (!entry.due().isPresent() && chain.firstMissing(entry.settled()).isPresent()) {
      skipped.put(entry.dueAt(0, gate.now().plus(PATIENCE)));
      gate.outcome().afterwards(this::soon);
    }
  }

  private void soon() {
    net.worker().execute(() -> wakeUp.at(now().plus(PATIENCE)));
  }

  private void work() {
    if (!net.online().getAsBoolean()) {
      return; // each new connection begins anew
    }
    try {
      gated.call(this::work).ifPresent(wakeUp::at);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private Optional<Instant> work(Gate gate) throws StoreException {
    for (Entry each : new SkippedSlots(gate.rows()).all()) {
      if (each.due().isPresent() && !each.due().get().isAfter(gate.now())) {
        ask(gate, each);
      }
    }
    return new SkippedSlots(gate.rows())
        .all().stream()
            .map(Entry::due)
            .filter(Optional::isPresent)
            .map(Optional::get)
            .min(Instant::compareTo);
  }

  private void ask(Gate gate, Entry entry) throws StoreException {
    SkippedSlots skipped = new SkippedSlots(gate.rows());
    Optional<ReceivingChain> chain = chain(gate, entry);
    OptionalInt first =
        chain.isPresent() ? chain.get().firstMissing(entry.settled()) : OptionalInt.empty();
    Optional<GroupState> group = GroupState.joined(gate.rows(), entry.room());
    if (!first.isPresent() || entry.asked() >= MOST) {
      skipped.put(entry.settledTo(chain.map(ReceivingChain::iteration).orElse(0)));
      return;
    }
    if (group.isPresent()
        && group.get().isReader(entry.owner().account())
        && gate.isOpenTo(entry.owner())) {
      NeedSlots question =
          new NeedSlots(
              group.get().entry().place(),
              entry.chain(),
              first.getAsInt(),
              chain.get().iteration() - 1);
      new ControlPost(surroundings)
          .add(gate.rows(), entry.owner(), question.toXml(), gate.outcome());
    }
    skipped.put(entry.dueAt(entry.asked() + 1, gate.now().plus(AGAIN)));
  }

  private static Optional<ReceivingChain> chain(Gate gate, Entry entry) throws StoreException {
    return new ReceivingChains(gate.rows(), entry.room()).of(entry.chain(), entry.owner());
  }

  /** The owner of a chain says which messages they were; of other chains nobody may say so. */
  void take(Gate gate, DeviceAddress sender, SlotNames names) throws StoreException {
    Optional<ReceivingChain> chain =
        new ReceivingChains(gate.rows(), names.place().room())
            .of(names.chain(), sender)
            .filter(each -> each.owner().place().equals(names.place()));
    Optional<GroupState> group = GroupState.joined(gate.rows(), names.place().room());
    if (!chain.isPresent()
        || !group.isPresent()
        || Speaker.of(gate, group.get(), sender) != Speaker.ACCEPTED) {
      return;
    }
    int answered = Math.min(names.to() + 1, chain.get().iteration());
    int next = 0;
    for (SlotNames.Name each : names.names()) {
      boolean skipped = each.iteration() >= next && each.iteration() < answered;
      if (skipped && chain.get().isMissing(each.iteration())) {
        missed(gate, chain.get(), each);
        next = each.iteration() + 1; // one message for a place, and none for what is yet to come
      }
    }
    SkippedSlots all = new SkippedSlots(gate.rows());
    all.put(all.of(chain.get()).settledTo(answered));
    opened(gate, chain.get()); // something else may be missing by now
  }

  private void missed(Gate gate, ReceivingChain chain, SlotNames.Name name) throws StoreException {
    String id = name.id().value();
    DeviceAddress sender = chain.owner().sender();
    Instant at = name.at().isAfter(gate.now()) ? gate.now() : name.at();
    boolean here =
        new Messages(gate.rows())
            .get(chain.owner().place().room(), sender.account(), id)
            .isPresent();
    if (!here && at.plus(RecipientSnapshots.KEPT).isAfter(gate.now())) {
      Wanted.Line line = new Wanted.Line("refused:" + id, Note.NO_SESSION);
      lost.ask(
          gate.rows(),
          new Unread(id, chain.owner().place().room(), sender, line, at),
          gate.outcome());
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
