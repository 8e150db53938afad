package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.NotSendable;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Sealed;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Quotes;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.records.SentSlots;
import im.symbolon.messenger.repair.Sent;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainOwner;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Beside beside;
  private final Consumer<Outcome> act;
  private final ChainPost chains;
  private final SealedEnvelope envelopes;

  /**
   * @param beside seals for devices of other clients
   * @param act does what is due after each transaction
   */
  public GroupPost(
      Surroundings surroundings,
      ThisDevice self,
      GroupLooks looks,
      Beside beside,
      Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.looks = looks;
    this.beside = beside;
    this.act = act;
    this.chains = new ChainPost(surroundings, self);
    this.envelopes = new SealedEnvelope(surroundings);
  }

  /**
   * Seals the message, as it is by then, and stores it sealed, as under way.
   *
   * @throws TransportException when nobody could be asked who is to have it; nothing was changed
   * @throws NotSendable when the stanza would be too large; nothing was changed
   */
  public Sealed seal(Outbox.Queued queued) throws TransportException, StoreException, NotSendable {
    looks.before(queued.entry().to());
    Beside.Prepared prepared = beside.prepare(queued.entry(), foreign(queued.entry().to()));
    Outcome outcome = new Outcome();
    List<Spent> spent = new ArrayList<>();
    Sealed sealed =
        surroundings
            .store()
            .<Sealed, NotSendable>transaction(
                rows -> {
                  Gate gate = new Gate(rows, surroundings.clock().instant(), outcome);
                  return seal(new Turn(gate, prepared, spent), queued);
                });
    spent.forEach(Spent::wipe);
    act.accept(outcome);
    return sealed;
  }

  /** Members' devices that know no sender chains, as far as they are known before anybody asks. */
  private Map<BareJid, Optional<Set<DeviceId>>> foreign(BareJid room) throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              Gate gate = new Gate(rows, surroundings.clock().instant(), new Outcome());
              Optional<GroupState> group = GroupState.joined(rows, room);
              return group.isPresent() ? group.get().foreign(gate, self) : Map.of();
            });
  }

  /** One message, and the transaction that seals it. */
  private record Turn(Gate gate, Beside.Prepared prepared, List<Spent> spent) {}

  private Sealed seal(Turn turn, Outbox.Queued before) throws StoreException, NotSendable {
    Gate gate = turn.gate();
    Outbox outbox = new Outbox(gate.rows());
    Optional<Outbox.Queued> queued = outbox.stillWaiting(before);
    if (!queued.isPresent()) {
      return new Sealed.Gone();
    }
    Optional<GroupState> group = GroupState.joined(gate.rows(), before.entry().to());
    if (!group.isPresent() || !group.get().isReader(self.account())) {
      return new Sealed.Unreachable();
    }
    OutboxEntry entry = new Quotes(gate.rows(), self.account()).in(queued.get().entry());
    OutboxEntry sealed = sealed(turn, group.get(), entry);
    outbox.underway(queued.get(), sealed);
    return new Sealed.Ready(sealed);
  }

  private OutboxEntry sealed(Turn turn, GroupState group, OutboxEntry entry)
      throws StoreException, NotSendable {
    Gate gate = turn.gate();
    Readers readers = group.readers(gate, self);
    SendingChains.Current current = chain(gate, group, readers, turn.spent());
    ChainHolders holders = new ChainHolders(gate.rows(), group.room(), current.chain().id());
    try (ChainDistribution chain = current.chain().distribution(group.epoch())) {
      chains.handOver(gate, holders, readers.capable().values(), chain);
    }
    Payload payload = payload(gate, entry, !readers.foreign().isEmpty());
    try (RatchetPlaintext secret = payload.secret()) {
      Beside.Result foreign =
          turn.prepared().seal(gate, entry, payload, readers.foreign().values());
      turn.spent().addAll(foreign.spent());
      GroupContent content =
          new GroupContent(Ciphertext.of(payload.ciphertext()), foreign.elements());
      SlotContext context = context(group, entry, content, recipients(readers, foreign));
      SealedSlot slot = current.chain().seal(context, secret);
      turn.spent().add(slot.spent());
      new SendingChains(gate.rows()).put(group.room(), current.followedBy(slot.next()), gate.now());
      new SentSlots(gate.rows())
          .put(group.room(), slot.statement().header().position(), entry.id(), gate.now());
      remember(gate, entry, readers, foreign);
      return entry.sealed(content.children(slot));
    }
  }

  /** All for whom it is made, and who can read it as far as is known. */
  private static Collection<Recipient> recipients(Readers readers, Beside.Result foreign) {
    List<Recipient> all = new ArrayList<>(readers.capable().values());
    all.addAll(foreign.reached());
    return all;
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

  private Payload payload(Gate gate, OutboxEntry entry, boolean foreign) throws StoreException {
    Sent sent = new Sent(surroundings, self);
    byte[] plaintext = envelopes.write(entry, sent.tags(gate.rows(), entry.to()), foreign);
    return Dialect.of(OmemoVersion.OMEMO_2).sealPayload(plaintext, surroundings.entropy());
  }

  private SlotContext context(
      GroupState group, OutboxEntry entry, GroupContent content, Collection<Recipient> recipients) {
    return new SlotContext(
        new ChainOwner(group.entry().place(), self.address()),
        group.epoch(),
        new MessageId(entry.id()),
        content.hashes(),
        RecipientsHash.of(recipients));
  }

  /** For whom it was sealed, and with which keys of theirs. */
  private void remember(Gate gate, OutboxEntry entry, Readers readers, Beside.Result foreign)
      throws StoreException {
    SortedMap<DeviceAddress, Fingerprint> devices = new TreeMap<>();
    for (Recipient each : recipients(readers, foreign)) {
      devices.put(each.device(), Fingerprint.of(each.identity()));
    }
    new Sent(surroundings, self).sealed(gate.rows(), entry.id(), entry.to(), devices);
    int keyless = readers.foreign().size() - foreign.reached().size() - foreign.untrusted();
    Reach reach =
        new Reach(devices.size(), readers.shut() + foreign.untrusted(), keyless, foreign.legacy());
    new Messages(gate.rows()).reached(entry.to(), self.account(), entry.id(), reach);
  }

  /**
   * What is to be sent once more: byte for byte, while it was sealed for nobody, and nobody knows
   * the chain it was sealed with, who is not to read now. Else it is sealed anew, under its id.
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
    Readers readers = group.readers(gate, self);
    return current.isPresent()
        && isOf(entry, current.get().chain().id())
        && isFor(gate, group, current.get().chain(), readers)
        && isFor(gate, entry, readers);
  }

  /** True when all who got it are still to have it; what is not known any more is made anew. */
  private static boolean isFor(Gate gate, OutboxEntry sealed, Readers readers)
      throws StoreException {
    Optional<RecipientSnapshots.Snapshot> sent =
        new RecipientSnapshots(gate.rows()).of(sealed.id());
    return sent.isPresent()
        && sent.get().recipients().stream()
            .allMatch(each -> readers.includes(each.device(), each.identity()));
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
