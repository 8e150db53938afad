package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Sealed;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.repair.Sent;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.PayloadHashes;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.groups.RecipientsHash;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.groups.SlotContext;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.groups.SealedSlot;
import im.symbolon.ratchet.groups.SendingChain;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Seals what is written to groups: once for everybody who may read it, with this device's sender
 * chain. Chain, stanza and recipients are stored in one transaction before anything leaves.
 */
public final class GroupPost {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final GroupLooks looks;
  private final Consumer<Outcome> act;
  private final ChainPost chains;
  private final SealedEnvelope envelopes;

  /**
   * @param act does what is due after each transaction
   */
  public GroupPost(
      Surroundings surroundings, ThisDevice self, GroupLooks looks, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.looks = looks;
    this.act = act;
    this.chains = new ChainPost(surroundings, self);
    this.envelopes = new SealedEnvelope(surroundings);
  }

  /**
   * Seals the message, as it is by then, and stores it sealed, as under way.
   *
   * @throws TransportException when nobody could be asked who is to have it; nothing was changed
   */
  public Sealed seal(Outbox.Queued queued) throws TransportException, StoreException {
    looks.before(queued.entry().to());
    Outcome outcome = new Outcome();
    List<Spent> spent = new ArrayList<>();
    Sealed sealed =
        surroundings
            .store()
            .transaction(
                rows ->
                    seal(new Gate(rows, surroundings.clock().instant(), outcome), queued, spent));
    spent.forEach(Spent::wipe);
    act.accept(outcome);
    return sealed;
  }

  private Sealed seal(Gate gate, Outbox.Queued before, List<Spent> spent) throws StoreException {
    Outbox outbox = new Outbox(gate.rows());
    Optional<Outbox.Queued> queued = outbox.stillWaiting(before);
    if (!queued.isPresent()) {
      return new Sealed.Gone();
    }
    Optional<GroupState> group = GroupState.joined(gate.rows(), before.entry().to());
    if (!group.isPresent() || !group.get().isReader(self.account())) {
      return new Sealed.Unreachable();
    }
    OutboxEntry sealed = sealed(gate, group.get(), queued.get().entry(), spent);
    outbox.underway(queued.get(), sealed);
    return new Sealed.Ready(sealed);
  }

  private OutboxEntry sealed(Gate gate, GroupState group, OutboxEntry entry, List<Spent> spent)
      throws StoreException {
    Readers readers = group.readers(gate, self);
    SendingChains.Current current = chain(gate, group, readers, spent);
    ChainHolders holders = new ChainHolders(gate.rows(), group.room(), current.chain().id());
    try (ChainDistribution chain = current.chain().distribution(group.epoch())) {
      chains.handOver(gate, holders, readers.capable().values(), chain);
    }
    Payload payload = payload(gate, entry);
    try (RatchetPlaintext secret = payload.secret()) {
      Ciphertext ciphertext = Ciphertext.of(payload.ciphertext());
      SlotContext context = context(group, readers, entry, ciphertext);
      SealedSlot slot = current.chain().seal(context, secret);
      spent.add(slot.spent());
      new SendingChains(gate.rows()).put(group.room(), current.followedBy(slot.next()), gate.now());
      remember(gate, entry, readers);
      return entry.sealed(SealedStanza.children(slot.element(Optional.of(ciphertext)), List.of()));
    }
  }

  /** The chain to seal with: a new one, when anybody may know the old one who is not to read. */
  private SendingChains.Current chain(
      Gate gate, GroupState group, Readers readers, List<Spent> spent) throws StoreException {
    SendingChains chains = new SendingChains(gate.rows());
    ChainOwner owner = new ChainOwner(group.entry().place(), self.address());
    Optional<SendingChains.Current> current = chains.of(group.room());
    if (current.isPresent()) {
      SendingChain chain = current.get().chain();
      Duration age = Duration.between(current.get().begunAt(), gate.now());
      if (chain.owner().equals(owner)
          && !age.isNegative()
          && !chain.isWornOut(age)
          && isFor(gate, group, chain, readers)) {
        return current.get();
      }
      spent.add(chain.ended());
    }
    return new SendingChains.Current(SendingChain.begin(owner, surroundings.entropy()), gate.now());
  }

  /** True when nobody may know the chain but those who are to read. */
  private static boolean isFor(Gate gate, GroupState group, SendingChain chain, Readers readers)
      throws StoreException {
    ChainHolders holders = new ChainHolders(gate.rows(), group.room(), chain.id());
    for (ChainHolders.Holder each : holders.all().values()) {
      Recipient now = readers.capable().get(each.device());
      boolean reads = now != null && Fingerprint.of(now.identity()).equals(each.identity());
      if (each.mayRead() && !reads) {
        return false;
      }
    }
    return true;
  }

  private Payload payload(Gate gate, OutboxEntry entry) throws StoreException {
    Sent sent = new Sent(surroundings, self);
    byte[] plaintext = envelopes.write(entry, sent.tags(gate.rows(), entry.to()));
    return Dialect.of(OmemoVersion.OMEMO_2).sealPayload(plaintext, surroundings.entropy());
  }

  private SlotContext context(
      GroupState group, Readers readers, OutboxEntry entry, Ciphertext payload) {
    return new SlotContext(
        new ChainOwner(group.entry().place(), self.address()),
        group.epoch(),
        new MessageId(entry.id()),
        PayloadHashes.of(payload, Optional.empty()),
        RecipientsHash.of(readers.all()));
  }

  /** For whom it was sealed, and with which keys of theirs. */
  private void remember(Gate gate, OutboxEntry entry, Readers readers) throws StoreException {
    SortedMap<DeviceAddress, Fingerprint> devices = new TreeMap<>();
    for (Map.Entry<DeviceAddress, Recipient> each : readers.capable().entrySet()) {
      devices.put(each.getKey(), Fingerprint.of(each.getValue().identity()));
    }
    new Sent(surroundings, self).sealed(gate.rows(), entry.id(), entry.to(), devices);
    Reach reach = new Reach(devices.size(), 0, 0, 0);
    new Messages(gate.rows()).reached(entry.to(), self.account(), entry.id(), reach);
  }

  /**
   * What is to be sent once more: byte for byte, while nobody knows the chain it was sealed with
   * who is not to read now. Else it is sealed anew, under its id.
   */
  public Sealed again(Gate gate, Outbox.Queued before) throws StoreException {
    Outbox outbox = new Outbox(gate.rows());
    Optional<Outbox.Queued> queued = outbox.stillWaiting(before);
    if (!queued.isPresent()) {
      return new Sealed.Gone();
    }
    OutboxEntry entry = queued.get().entry();
    Optional<GroupState> group = GroupState.joined(gate.rows(), entry.to());
    if (group.isPresent()
        && group.get().isReader(self.account())
        && isCurrent(gate, group.get(), entry)) {
      outbox.underway(queued.get(), entry);
      return new Sealed.Ready(entry);
    }
    Optional<Outbox.Queued> anew = outbox.unseal(queued.get(), self.account());
    return anew.isPresent() ? new Sealed.Stale(anew.get()) : new Sealed.Unreachable();
  }

  /** A chain that was sealed for an account which does not read the group any more is dropped. */
  public boolean isOver(Gate gate, Outbox.Queued queued) throws StoreException {
    boolean over = chains.devices(gate, queued.entry()).isEmpty();
    if (over) {
      new Outbox(gate.rows()).remove(queued.entry().id());
    }
    return over;
  }

  private boolean isCurrent(Gate gate, GroupState group, OutboxEntry entry) throws StoreException {
    Optional<SendingChains.Current> current = new SendingChains(gate.rows()).of(group.room());
    return current.isPresent()
        && isOf(entry, current.get().chain().id())
        && isFor(gate, group, current.get().chain(), group.readers(gate, self));
  }

  private static boolean isOf(OutboxEntry sealed, ChainId chain) {
    try {
      return SealedStanza.find(sealed.sealed())
          .filter(each -> each.sealed().position().chain().equals(chain))
          .isPresent();
    } catch (ProtocolException e) {
      throw new IllegalStateException("a sealed stanza that cannot be read", e);
    }
  }
}
