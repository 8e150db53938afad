package im.symbolon.ratchet.groups;

import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.Commitment;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.PayloadHash;
import im.symbolon.protocol.groups.PayloadHashes;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.groups.RecipientsHash;
import im.symbolon.protocol.groups.Slot;
import im.symbolon.protocol.groups.SlotContext;
import im.symbolon.protocol.groups.SlotHeader;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.doubleratchet.MessageKey;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REVIEW 4, 5, 25: what is not exactly what the sender sealed here and now is refused. */
class ForgedSlotTest {
  private static final DeviceAddress MALLORY =
      new DeviceAddress(new BareJid("mallory", "evil.test"), new DeviceId(666));

  private Speaker alice;
  private ReceivingChain atBob;
  private Payload payload;
  private SealedSlot sealed;

  @BeforeEach
  void aliceHasSealed() {
    alice = new Speaker(Speaker.ALICE, entropy(1));
    atBob = ReceivingChain.of(alice.handOut(), Speaker.ALICE);
    payload = alice.payload("the secret");
    sealed = alice.chain().seal(alice.context("id", payload), payload.secret());
  }

  @Test
  void opensWhatIsNotForged() throws Exception {
    OpenedSlot opened = atBob.open(sealed.statement(), sealed.signature());
    assertThat(opened.secret().sameAs(payload.secret())).isTrue();
    assertThat(opened.next().iteration()).isOne();
  }

  /** REVIEW 5: each thing that is signed, exchanged for another. */
  @Test
  void refusesASlotThatWasMovedAnywhere() throws Exception {
    Map<String, UnaryOperator<SlotContext>> moves = new LinkedHashMap<>();
    ChainOwner owner = sealed.statement().header().context().owner();
    GroupPlace place = owner.place();
    BareJid room = new BareJid("foes", "rooms.alpha.test");
    moves.put("room", c -> at(c, new ChainOwner(new GroupPlace(room, place.genesis()), sender())));
    moves.put(
        "genesis",
        c -> at(c, new ChainOwner(new GroupPlace(place.room(), Speaker.epochHash(9)), sender())));
    moves.put("account", c -> at(c, new ChainOwner(place, other("bob", sender().device()))));
    moves.put("device", c -> at(c, new ChainOwner(place, other("alice", new DeviceId(2)))));
    moves.put("epoch number", c -> in(c, new EpochName(4, c.epoch().hash())));
    moves.put("epoch hash", c -> in(c, new EpochName(3, Speaker.epochHash(4))));
    moves.put("message", c -> with(c, new MessageId("di")));
    moves.put("payload", c -> with(c, hashes("other", false)));
    moves.put("legacy payload", c -> with(c, hashes("the secret", true)));
    moves.put("recipients", ForgedSlotTest::toMallory);
    for (Map.Entry<String, UnaryOperator<SlotContext>> each : moves.entrySet()) {
      SlotHeader header = sealed.statement().header();
      SlotHeader moved =
          new SlotHeader(
              each.getValue().apply(header.context()), header.position(), header.commitment());
      assertThat(moved).as(each.getKey()).isNotEqualTo(header);
      refused(each.getKey(), new SlotStatement(moved, sealed.statement().slot()));
    }
  }

  @Test
  void refusesAnotherPlaceInTheChain() {
    ChainPosition position = sealed.statement().header().position();
    refused("iteration", atPosition(new ChainPosition(position.chain(), 1)));
    refused("chain", atPosition(new ChainPosition(otherChain(), 0)));
  }

  @Test
  void refusesAnotherSlotCommitmentOrSignature() throws Exception {
    SlotHeader header = sealed.statement().header();
    byte[] slot = sealed.statement().slot().encode();
    byte[] commitment = header.commitment().encode();
    byte[] signature = sealed.signature().encode();
    for (int i = 0; i < slot.length; i++) {
      slot[i] ^= 1;
      refused("slot byte " + i, new SlotStatement(header, Slot.parse(slot)));
      slot[i] ^= 1;
    }
    commitment[31] ^= 1;
    SlotHeader other =
        new SlotHeader(header.context(), header.position(), Commitment.parse(commitment));
    refused("commitment", new SlotStatement(other, sealed.statement().slot()));
    signature[40] ^= 1;
    Signature wrong = Signature.parse(signature);
    assertThat(refusalOf(() -> atBob.open(sealed.statement(), wrong)))
        .isEqualTo(Reason.NOT_AUTHENTIC);
  }

  /** A member knows the chain key, so the tag alone would not stop it: the signature does. */
  @Test
  void refusesWhatAMemberSealedUnderAnothersChain() throws Exception {
    SendingChain known =
        new SendingChain(
            alice.chain().owner(),
            alice.chain().id(),
            alice.chain().key(),
            0,
            new SigningPair(entropy(5).bytes(32)));
    SealedSlot forged = known.seal(alice.context("id", payload), payload.secret());
    assertThat(refusalOf(() -> atBob.open(forged.statement(), forged.signature())))
        .isEqualTo(Reason.NOT_AUTHENTIC);
  }

  /** Mallory hands Alice's chain on as her own: what Alice says is not what Mallory said. */
  @Test
  void aChainThatIsHandedOnSpeaksNotForWhoHandsItOn() {
    ReceivingChain asMallorys = ReceivingChain.of(alice.handOut(), MALLORY);
    assertThat(refusalOf(() -> asMallorys.open(sealed.statement(), sealed.signature())))
        .isEqualTo(Reason.NOT_AUTHENTIC);
    SlotContext context = sealed.statement().header().context();
    SlotHeader header = sealed.statement().header();
    SlotContext renamed = at(context, new ChainOwner(context.owner().place(), MALLORY));
    SlotStatement claimed =
        new SlotStatement(
            new SlotHeader(renamed, header.position(), header.commitment()),
            sealed.statement().slot());
    assertThat(refusalOf(() -> asMallorys.open(claimed, sealed.signature())))
        .isEqualTo(Reason.NOT_AUTHENTIC);
  }

  @Test
  void refusesAReplay() throws Exception {
    ReceivingChain next = atBob.open(sealed.statement(), sealed.signature()).next();
    assertThat(refusalOf(() -> next.open(sealed.statement(), sealed.signature())))
        .isEqualTo(Reason.ALREADY_RECEIVED);
  }

  /** REVIEW 25: what a sender that was put back would do; receivers see it. */
  @Test
  void aSecondMessageUnderOneKeyIsRefused() throws Exception {
    ReceivingChain next = atBob.open(sealed.statement(), sealed.signature()).next();
    Payload other = alice.payload("from an old state");
    SealedSlot again = alice.chain().seal(alice.context("id2", other), other.secret());
    assertThat(refusalOf(() -> next.open(again.statement(), again.signature())))
        .isEqualTo(Reason.ALREADY_RECEIVED);
  }

  /** REVIEW 5: of two devices that were handed different keys, one sees it. */
  @Test
  void aSenderWhoHandsOutDifferentKeysIsFoundOut() throws Exception {
    ReceivingChain other = atBobWith(entropy(99).bytes(32));
    atBob.open(sealed.statement(), sealed.signature());
    byte[] before = other.snapshot().expose();
    assertThat(refusalOf(() -> other.open(sealed.statement(), sealed.signature())))
        .isEqualTo(Reason.CONTRADICTORY);
    assertThat(other.snapshot().expose()).isEqualTo(before);
  }

  /** REVIEW 5: a slot with another payload's key than everybody else was told of. */
  @Test
  void aSlotThatHoldsAnotherKeyThanItIsCommittedToIsFoundOut() throws Exception {
    Payload shown = alice.payload("what others are shown");
    SlotHeader header = sealed.statement().header();
    SlotHeader lie =
        new SlotHeader(header.context(), header.position(), Commitments.to(shown.secret()));
    byte[] before = atBob.snapshot().expose();
    try (MessageKey once = alice.chain().key().step().message()) {
      SlotStatement statement = new SlotStatement(lie, SlotKey.wrap(once, lie, payload.secret()));
      Signature signature = alice.chain().signing().sign(statement);
      assertThat(refusalOf(() -> atBob.open(statement, signature))).isEqualTo(Reason.CONTRADICTORY);
    }
    assertThat(atBob.snapshot().expose()).isEqualTo(before);
  }

  @Test
  void anOpenThatFailsChangesNothingAndTheTrueOneStillOpens() throws Exception {
    byte[] before = atBob.snapshot().expose();
    refusesAnotherSlotCommitmentOrSignature();
    refusesASlotThatWasMovedAnywhere();
    assertThat(atBob.snapshot().expose()).isEqualTo(before);
    opensWhatIsNotForged();
  }

  /** Nobody can even write such a place down. */
  @Test
  void aJumpByAMillionCannotBeAskedFor() {
    assertThatThrownBy(() -> new ChainPosition(otherChain(), 1_000_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChainPosition(otherChain(), ChainPosition.MAX_MESSAGES))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sealsNothingButOmemo2sKeyAndTagAndNothingForOthers() throws Exception {
    SlotContext context = alice.context("id", payload);
    assertThatThrownBy(() -> alice.chain().seal(context, RatchetPlaintext.of(new byte[32])))
        .isInstanceOf(IllegalArgumentException.class);
    SlotContext others = at(context, new ChainOwner(context.owner().place(), MALLORY));
    assertThatThrownBy(() -> alice.chain().seal(others, payload.secret()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void refused(String what, SlotStatement forged) {
    assertThat(refusalOf(() -> atBob.open(forged, sealed.signature())))
        .as(what)
        .isEqualTo(Reason.NOT_AUTHENTIC);
  }

  private SlotStatement atPosition(ChainPosition position) {
    SlotHeader header = sealed.statement().header();
    return new SlotStatement(
        new SlotHeader(header.context(), position, header.commitment()), sealed.statement().slot());
  }

  private static im.symbolon.protocol.groups.ChainId otherChain() {
    return new Speaker(MALLORY, entropy(77)).chain().id();
  }

  private DeviceAddress sender() {
    return alice.device();
  }

  private static DeviceAddress other(String local, DeviceId device) {
    return new DeviceAddress(new BareJid(local, "alpha.test"), device);
  }

  private PayloadHashes hashes(String text, boolean legacy) {
    Ciphertext content = Ciphertext.of(alice.payload(text).ciphertext());
    PayloadHashes sent = sealed.statement().header().context().payloads();
    return legacy
        ? new PayloadHashes(sent.omemo2(), Optional.of(PayloadHash.of(content)))
        : PayloadHashes.of(content, Optional.empty());
  }

  private ReceivingChain atBobWith(byte[] key) {
    return ReceivingChain.of(
        im.symbolon.protocol.groups.ChainDistribution.of(
            Speaker.PLACE, Speaker.EPOCH, alice.handOut().from(), alice.handOut().verifyKey(), key),
        Speaker.ALICE);
  }

  private static SlotContext at(SlotContext c, ChainOwner owner) {
    return new SlotContext(owner, c.epoch(), c.message(), c.payloads(), c.recipients());
  }

  private static SlotContext in(SlotContext c, EpochName epoch) {
    return new SlotContext(c.owner(), epoch, c.message(), c.payloads(), c.recipients());
  }

  private static SlotContext with(SlotContext c, MessageId id) {
    return new SlotContext(c.owner(), c.epoch(), id, c.payloads(), c.recipients());
  }

  private static SlotContext with(SlotContext c, PayloadHashes payloads) {
    return new SlotContext(c.owner(), c.epoch(), c.message(), payloads, c.recipients());
  }

  private static SlotContext toMallory(SlotContext c) {
    RecipientsHash more =
        RecipientsHash.of(
            List.of(new Recipient(MALLORY, IdentityKeyPair.generate(entropy(3)).publicKey())));
    return new SlotContext(c.owner(), c.epoch(), c.message(), c.payloads(), more);
  }
}
