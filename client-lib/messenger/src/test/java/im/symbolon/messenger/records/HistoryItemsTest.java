package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.records.wire.HistoryItemRecord;
import im.symbolon.messenger.records.wire.HistoryPartRecord;
import im.symbolon.messenger.records.wire.MessageRecord;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HistoryItemsTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  private static ChatMessage received(String id, String text, long ms) {
    return new ChatMessage(
            id,
            BOB,
            BOB,
            Optional.of(new DeviceId(7)),
            false,
            text,
            Instant.ofEpochMilli(ms),
            DeliveryState.RECEIVED,
            Optional.empty())
        .from(new Provenance(Trust.TRUSTED, OmemoVersion.LEGACY));
  }

  private static Messages.Placed placed(ChatMessage message) {
    return new Messages.Placed(message, 12345);
  }

  private static ChatMessage sent(DeliveryState state) {
    return new ChatMessage(
            "1",
            BOB,
            ALICE,
            Optional.empty(),
            true,
            "hello",
            Instant.ofEpochMilli(5),
            state,
            state == DeliveryState.FAILED ? Optional.of(Note.NOT_SENDABLE) : Optional.empty())
        .reaching(new Reach(3, 1, 2, 1));
  }

  @Property
  void whatIsReadIsWhatWasWritten(
      @ForAll @Size(max = 5) List<@StringLength(min = 1, max = 200) String> texts,
      @ForAll @LongRange(min = 0, max = 253_402_300_799_000L) long ms)
      throws ProtocolException {
    List<Messages.Placed> messages =
        texts.stream()
            .map(text -> text.replaceAll("[^\\p{L}\\p{N} ]", "x"))
            .map(text -> received("foreign:" + text.hashCode(), text, ms))
            .map(HistoryItemsTest::placed)
            .toList();
    assertThat(HistoryItems.read(HistoryItems.write(messages), ALICE)).isEqualTo(messages);
  }

  @Test
  void ownMessagesKeepWhatBecameOfThem() throws ProtocolException {
    List<Messages.Placed> messages =
        List.of(
            placed(sent(DeliveryState.SENT)),
            placed(sent(DeliveryState.DELIVERED)),
            placed(sent(DeliveryState.FAILED)));
    assertThat(HistoryItems.read(HistoryItems.write(messages), ALICE)).isEqualTo(messages);
  }

  @Test
  void whatWaitsAndWhatIsNoMessageIsNotGiven() {
    assertThat(HistoryItems.isGiven(sent(DeliveryState.SENT))).isTrue();
    assertThat(HistoryItems.isGiven(sent(DeliveryState.QUEUED))).isFalse();
    assertThat(HistoryItems.isGiven(received("1", "", 5))).isFalse();
  }

  /** What a newer version adds is passed over; the rest is read. */
  @Test
  void itemsOfANewerVersionHideNoOthers() throws ProtocolException {
    HistoryItemRecord known = HistoryItems.write(placed(received("1", "hello", 5)));
    HistoryPartRecord part =
        HistoryPartRecord.newBuilder()
            .addItems(HistoryItemRecord.newBuilder().setVersion(3).setMessage(known.getMessage()))
            .addItems(known)
            .build();
    assertThat(HistoryItems.read(part.toByteArray(), ALICE))
        .containsExactly(placed(received("1", "hello", 5)));
  }

  @Test
  void hostileItemsAreRefused() {
    refused(m -> m.setId(""));
    refused(m -> m.setId("x".repeat(257)));
    refused(m -> m.setText(""));
    refused(m -> m.setText("x".repeat(256 * 1024 + 1)));
    refused(m -> m.setText("\u0001"));
    refused(m -> m.setChat("nobody"));
    refused(m -> m.setSender("mallory@evil.test"));
    refused(m -> m.setSender(ALICE.toString()));
    refused(m -> m.setOutgoing(true));
    refused(m -> m.setTimeMs(-1));
    refused(m -> m.setTimeMs(Long.MAX_VALUE));
    refused(m -> m.setState(1));
    refused(m -> m.setState(99));
    refused(m -> m.setSenderDevice(-1));
    refused(m -> m.setOmemoVersion(99));
    assertThatThrownBy(
            () -> HistoryItems.read(ByteString.copyFromUtf8("nonsense").toByteArray(), ALICE))
        .isInstanceOf(ProtocolException.class);
  }

  private static void refused(UnaryOperator<MessageRecord.Builder> change) {
    HistoryItemRecord good = HistoryItems.write(placed(received("1", "hello", 5)));
    HistoryItemRecord bad =
        good.toBuilder().setMessage(change.apply(good.getMessage().toBuilder())).build();
    byte[] part = HistoryPartRecord.newBuilder().addItems(bad).build().toByteArray();
    assertThatThrownBy(() -> HistoryItems.read(part, ALICE)).isInstanceOf(ProtocolException.class);
  }
}
