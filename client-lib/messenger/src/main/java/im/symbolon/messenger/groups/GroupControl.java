package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.ReceivingChains;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.NeedChain;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.groups.ReceivingChain;
import im.symbolon.ratchet.groups.SendingChain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes what devices say to each other about groups: chains, and questions about them. */
public final class GroupControl implements ControlHandler {
  private static final Logger LOG = Logger.getLogger(GroupControl.class.getName());

  /** Of one envelope. */
  private static final int MAX_TOGETHER = 50;

  /** Between two answers to one device, which asks only when it had none for longer. */
  private static final Duration ONCE_IN = Duration.ofSeconds(8);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final ChainPost post;
  private final GroupIntake intake;
  private final EpochIntake epochs;
  private final Abouts abouts;
  private final ReceiptIntake receipts;
  private final SlotAnswers slots;
  private final SkippedCare skipped;
  private final GroupTypingCare typing;

  GroupControl(
      Surroundings surroundings,
      ThisDevice self,
      GroupIntake intake,
      EpochIntake epochs,
      Abouts abouts,
      SkippedCare skipped,
      GroupTypingCare typing) {
    this.surroundings = surroundings;
    this.self = self;
    this.post = new ChainPost(surroundings, self);
    this.intake = intake;
    this.epochs = epochs;
    this.abouts = abouts;
    this.receipts = new ReceiptIntake(self);
    this.slots = new SlotAnswers(surroundings, self);
    this.skipped = skipped;
    this.typing = typing;
  }

  @Override
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    Gate gate = new Gate(rows, surroundings.clock().instant(), outcome);
    boolean ours = false;
    int taken = 0;
    for (XmlElement each : envelope.content()) {
      if (isOurs(each)) {
        ours = true;
        if (taken++ < MAX_TOGETHER) {
          take(gate, sender, each, envelope.time());
        }
      }
    }
    return ours;
  }

  private static boolean isOurs(XmlElement element) {
    return ChainDistribution.isNamed(element)
        || NeedChain.isNamed(element)
        || NeedSlots.isNamed(element)
        || SlotNames.isNamed(element)
        || NeedEpoch.isNamed(element)
        || GroupAbout.isNamed(element)
        || GroupReceipts.isNamed(element)
        || GroupTyping.isNamed(element)
        || EpochIntake.isNamed(element);
  }

  private void epochs(Gate gate, DeviceAddress sender, XmlElement element)
      throws StoreException, ProtocolException {
    if (NeedEpoch.isNamed(element)) {
      epochs.needed(gate, sender, NeedEpoch.parse(element));
    } else {
      epochs.take(gate, sender, EpochCodec.decode(element));
    }
  }

  /** What is wrong is answered with nothing (REVIEW 27). */
  private void take(Gate gate, DeviceAddress sender, XmlElement element, Optional<Instant> said)
      throws StoreException {
    try {
      if (ChainDistribution.isNamed(element)) {
        try (ChainDistribution chain = ChainDistribution.parse(element)) {
          chain(gate, sender, chain);
        }
      } else if (NeedChain.isNamed(element)) {
        needed(gate, sender, NeedChain.parse(element));
      } else if (NeedSlots.isNamed(element)) {
        slots.answer(gate, sender, NeedSlots.parse(element));
      } else if (SlotNames.isNamed(element)) {
        skipped.take(gate, sender, SlotNames.parse(element));
      } else if (GroupAbout.isNamed(element)) {
        abouts.take(gate, sender, GroupAbout.parse(element));
      } else if (GroupReceipts.isNamed(element)) {
        receipts.take(gate, sender, GroupReceipts.parse(element));
      } else if (GroupTyping.isNamed(element)) {
        typing.take(gate, sender, GroupTyping.parse(element), said);
      } else {
        epochs(gate, sender, element);
      }
    } catch (ProtocolException e) {
      LOG.log(Level.FINE, "not understood: {0}", e.reason());
    }
  }

  /**
   * A chain for a group that we do not take part in is not kept: whoever joins later asks for it.
   * Of one chain the first that was handed over counts: it opens all that a later one does, and
   * another key under its id is another chain.
   */
  private void chain(Gate gate, DeviceAddress sender, ChainDistribution chain)
      throws StoreException {
    Optional<GroupState> group =
        GroupState.joined(gate.rows(), chain.place().room())
            .filter(each -> each.entry().place().equals(chain.place()))
            .filter(each -> each.isReader(sender.account()));
    if (!group.isPresent() || sender.equals(self.address())) {
      epochs.unknown(gate, sender, chain.place(), chain.epoch().hash());
      return;
    }
    ReceivingChains known = new ReceivingChains(gate.rows(), group.get().room());
    if (!known.of(chain.from().chain(), sender).isPresent()) {
      known.add(ReceivingChain.of(chain, sender), gate.now());
      intake.retry(gate, group.get().room());
    }
  }

  /** Answered to nobody but a reader (REVIEW 11); what was sent before, repair brings. */
  private void needed(Gate gate, DeviceAddress asker, NeedChain needed) throws StoreException {
    Optional<GroupState> group =
        GroupState.joined(gate.rows(), needed.place().room())
            .filter(each -> each.entry().place().equals(needed.place()))
            .filter(each -> each.isReader(self.account()));
    Optional<SendingChain> chain =
        group.isPresent()
            ? new SendingChains(gate.rows())
                .of(group.get().room())
                .map(SendingChains.Current::chain)
                .filter(each -> each.id().equals(needed.position().chain()))
                .filter(each -> each.owner().sender().equals(self.address()))
                .filter(each -> each.iteration() < ChainPosition.MAX_MESSAGES)
            : Optional.empty();
    if (chain.isPresent()) {
      answer(gate, group.get(), chain.get(), asker);
    }
  }

  private void answer(Gate gate, GroupState group, SendingChain chain, DeviceAddress asker)
      throws StoreException {
    Recipient reader = group.readers(gate, self).capable().get(asker);
    ChainHolders holders = new ChainHolders(gate.rows(), group.room(), chain.id());
    if (reader == null || isOnItsWay(gate, holders, asker)) {
      return;
    }
    try (ChainDistribution distribution = chain.distribution(group.epoch())) {
      post.queue(gate, holders, List.of(reader), distribution);
    }
  }

  private static boolean isOnItsWay(Gate gate, ChainHolders holders, DeviceAddress asker)
      throws StoreException {
    for (ChainHolders.Holder each : holders.of(asker.account())) {
      if (each.device().equals(asker) && each.at().plus(ONCE_IN).isAfter(gate.now())) {
        return true;
      }
    }
    return false;
  }
}
