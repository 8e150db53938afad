package im.symbolon.ratchet.groups;

import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.Commitment;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.PayloadHashes;
import im.symbolon.protocol.groups.RecipientsHash;
import im.symbolon.protocol.groups.Slot;
import im.symbolon.protocol.groups.SlotContext;
import im.symbolon.protocol.groups.SlotHeader;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.protocol.groups.VerifyKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.vectors.Vector;
import im.symbolon.ratchet.vectors.Vectors;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against another implementation of what the package documentation says. */
class GroupVectorTest {
  static Stream<Vector> all() {
    return Vectors.in("groups.txt").stream();
  }

  static Stream<Vector> good() {
    return Vectors.in("groups.txt", "expect", Vector.SUCCESS);
  }

  @ParameterizedTest
  @MethodSource("all")
  void opensWhatWasSealedForThisPlaceAndNothingElse(Vector vector) throws Exception {
    ReceivingChain chain = receiving(vector);
    SlotStatement statement = statement(vector);
    Signature signature = Signature.parse(vector.bytes("signature"));
    if (vector.succeeds()) {
      OpenedSlot opened = chain.open(statement, signature);
      assertThat(opened.secret().expose()).isEqualTo(vector.bytes("secret"));
      assertThat(opened.next().missing())
          .isEqualTo(vector.number("iteration") - vector.number("from"));
      assertThat(refusalOf(() -> opened.next().open(statement, signature)))
          .isEqualTo(Reason.ALREADY_RECEIVED);
    } else {
      byte[] before = chain.snapshot().expose();
      assertThat(refusalOf(() -> chain.open(statement, signature)))
          .isEqualTo(vector.refusal().orElseThrow());
      assertThat(chain.snapshot().expose()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void sealsTheSame(Vector vector) throws Exception {
    SlotContext context = statement(vector).header().context();
    SendingChain chain = sending(vector);
    for (int i = 0; i < vector.number("iteration"); i++) {
      if (i == vector.number("from")) {
        assertThat(chain.distribution(context.epoch()).exposeKey())
            .isEqualTo(vector.bytes("handed-key"));
      }
      chain = chain.seal(context, RatchetPlaintext.of(new byte[48])).next();
    }
    SealedSlot sealed = chain.seal(context, RatchetPlaintext.of(vector.bytes("secret")));
    assertThat(sealed.statement().header().bytes()).isEqualTo(vector.bytes("header"));
    assertThat(sealed.statement()).isEqualTo(statement(vector));
    assertThat(sealed.signature().encode()).isEqualTo(vector.bytes("signature"));
  }

  @Test
  void everyRefusalOccurs() {
    assertThat(all().map(each -> each.text("expect")))
        .contains("success", "not authentic", "no session", "contradictory");
  }

  private static SendingChain sending(Vector vector) throws Exception {
    ByteBuffer random =
        ByteBuffer.allocate(80)
            .put(vector.bytes("chain"))
            .put(vector.bytes("chain-key"))
            .put(vector.bytes("seed"));
    random.flip();
    return SendingChain.begin(owner(vector), random::get);
  }

  /** As the true sender handed it out. */
  private static ReceivingChain receiving(Vector vector) throws Exception {
    ChainId id = ChainId.parse(vector.bytes("chain"));
    ChainDistribution handedOut =
        ChainDistribution.of(
            owner(vector).place(),
            epoch(vector),
            new ChainPosition(id, vector.number("from")),
            new VerifyKey(IdentityKey.parse(vector.bytes("verify"))),
            vector.bytes("handed-key"));
    return ReceivingChain.of(handedOut, owner(vector).sender());
  }

  private static ChainOwner owner(Vector vector) throws Exception {
    DeviceId device = new DeviceId(vector.number("device"));
    return new ChainOwner(
        new GroupPlace(
            BareJid.parse(vector.text("room")), EpochHash.parse(vector.bytes("genesis"))),
        new DeviceAddress(BareJid.parse(vector.text("account")), device));
  }

  private static EpochName epoch(Vector vector) throws Exception {
    return new EpochName(
        Long.parseLong(vector.text("epoch")), EpochHash.parse(vector.bytes("epoch-hash")));
  }

  private static SlotStatement statement(Vector vector) throws Exception {
    byte[] legacy = vector.bytes("legacy-payload");
    PayloadHashes payloads =
        PayloadHashes.of(
            Ciphertext.of(vector.bytes("payload")),
            legacy.length == 0 ? Optional.empty() : Optional.of(Ciphertext.of(legacy)));
    SlotContext context =
        new SlotContext(
            owner(vector),
            epoch(vector),
            new MessageId(vector.text("message")),
            payloads,
            RecipientsHash.parse(vector.bytes("recipients")));
    ChainPosition position =
        new ChainPosition(ChainId.parse(vector.bytes("chain")), vector.number("iteration"));
    Commitment commitment = Commitment.parse(vector.bytes("commitment"));
    return new SlotStatement(
        new SlotHeader(context, position, commitment), Slot.parse(vector.bytes("slot")));
  }
}
