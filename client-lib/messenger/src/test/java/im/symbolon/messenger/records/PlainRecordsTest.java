package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.PlainMessage;
import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is stored of chats without encryption. */
class PlainRecordsTest {
  private static final BareJid ANN = new BareJid("ann", "one.example");
  private static final BareJid BEN = new BareJid("ben", "two.example");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

  private final MemoryRowStore store = new MemoryRowStore();

  private <T> T with(Work<T, StoreException> work) throws StoreException {
    return store.transaction(work);
  }

  private boolean is(Work<Boolean, StoreException> work) throws StoreException {
    return with(work);
  }

  private <T> Optional<T> maybe(Work<Optional<T>, StoreException> work) throws StoreException {
    return with(work);
  }

  private <T> List<T> list(Work<List<T>, StoreException> work) throws StoreException {
    return with(work);
  }

  /** Something that returns nothing. */
  private interface Step {
    void take(Rows rows) throws StoreException;
  }

  private void in(Step step) throws StoreException {
    with(
        rows -> {
          step.take(rows);
          return null;
        });
  }

  private PlainStanding standing(BareJid contact) throws StoreException {
    return with(rows -> new PlainChats(rows).standing(contact));
  }

  private static PlainMessage message(String id, boolean outgoing, DeliveryState state) {
    return new PlainMessage(id, ANN, outgoing, "text of " + id, NOW, state, Optional.empty());
  }

  private boolean add(PlainMessage message) throws StoreException {
    return with(rows -> new PlainMessages(rows).add(message));
  }

  private List<PlainMessage> newest(int limit) throws StoreException {
    return with(rows -> new PlainMessages(rows).newest(ANN, limit));
  }

  @Test
  void messagesAreReadAsTheyWereWrittenAndInOrder() throws Exception {
    PlainMessage received = message("m1", false, DeliveryState.RECEIVED);
    PlainMessage sent = message("m1", true, DeliveryState.QUEUED);
    PlainMessage failed =
        new PlainMessage(
            "m2", ANN, true, "", NOW, DeliveryState.FAILED, Optional.of(Note.NOT_SENDABLE));
    assertThat(add(received)).isTrue();
    assertThat(add(sent)).as("the other side's id is another one").isTrue();
    assertThat(add(failed)).isTrue();
    assertThat(newest(10)).containsExactly(received, sent, failed);
    assertThat(newest(2)).containsExactly(sent, failed);
    assertThat(maybe(rows -> new PlainMessages(rows).own(ANN, "m1"))).contains(sent);
    assertThat(list(rows -> new PlainMessages(rows).newest(BEN, 10))).isEmpty();
  }

  @Test
  @DisplayName("REVIEW 20: the first content under an id stays")
  void theFirstContentStays() throws Exception {
    PlainMessage first = message("m1", false, DeliveryState.RECEIVED);
    assertThat(add(first)).isTrue();
    assertThat(
            add(
                new PlainMessage(
                    "m1", ANN, false, "other", NOW, DeliveryState.RECEIVED, Optional.empty())))
        .isFalse();
    assertThat(newest(10)).containsExactly(first);
  }

  @Test
  void messagesMoveOnAndNeverBack() throws Exception {
    add(message("m1", true, DeliveryState.QUEUED));
    add(message("m2", true, DeliveryState.QUEUED));
    assertThat(advance("m1", DeliveryState.SENT)).isPresent();
    assertThat(advance("m1", DeliveryState.QUEUED)).isEmpty();
    assertThat(advance("unknown", DeliveryState.SENT)).isEmpty();
    assertThat(newest(10))
        .as("in their places")
        .containsExactly(
            message("m1", true, DeliveryState.SENT), message("m2", true, DeliveryState.QUEUED));
  }

  private Optional<PlainMessage> advance(String id, DeliveryState state) throws StoreException {
    return with(rows -> new PlainMessages(rows).advance(ANN, id, state, Optional.empty()));
  }

  @Test
  void damagedMessagesAreFound() throws Exception {
    add(message("m1", true, DeliveryState.QUEUED));
    Damage.isFound(store, Tables.PLAIN_MESSAGES, rows -> new PlainMessages(rows).newest(ANN, 10));
    assertThat(newest(10)).containsExactly(message("m1", true, DeliveryState.QUEUED));
  }

  @Test
  void whoHasEncryptionHasItForGood() throws Exception {
    assertThat(standing(ANN)).isEqualTo(PlainStanding.NOT_OPEN);
    in(rows -> new PlainChats(rows).open(ANN));
    assertThat(standing(ANN)).isEqualTo(PlainStanding.OPEN);
    assertThat(standing(BEN)).isEqualTo(PlainStanding.NOT_OPEN);
    in(rows -> new PlainChats(rows).queue(ANN, "m1"));
    in(rows -> new PlainChats(rows).encrypted(ANN));
    assertThat(standing(ANN)).isEqualTo(PlainStanding.ENCRYPTED);
    assertThat(is(rows -> new PlainChats(rows).close(ANN))).isTrue();
    assertThat(is(rows -> new PlainChats(rows).close(ANN))).as("once").isFalse();
    assertThat(list(rows -> new PlainChats(rows).queued(ANN))).isEmpty();
    assertThatThrownBy(() -> in(rows -> new PlainChats(rows).open(ANN)))
        .isInstanceOf(IllegalArgumentException.class);
    in(rows -> new PlainChats(rows).looked(ANN, NOW));
    in(rows -> new PlainChats(rows).queue(ANN, "m2"));
    assertThat(standing(ANN)).isEqualTo(PlainStanding.ENCRYPTED);
  }

  @Test
  void whatWaitsIsKeptInOrder() throws Exception {
    in(rows -> new PlainChats(rows).open(ANN));
    for (String each : List.of("m1", "m2", "m3")) {
      in(rows -> new PlainChats(rows).queue(ANN, each));
    }
    in(rows -> new PlainChats(rows).unqueue(ANN, "m2"));
    in(rows -> new PlainChats(rows).unqueue(ANN, "unknown"));
    in(rows -> new PlainChats(rows).looked(ANN, NOW));
    assertThat(list(rows -> new PlainChats(rows).queued(ANN))).containsExactly("m1", "m3");
    Instant looked = with(rows -> new PlainChats(rows).lookedAt(ANN));
    assertThat(looked).isEqualTo(NOW);
    assertThat(list(rows -> new PlainChats(rows).waiting())).containsExactly(ANN);
    Damage.isFound(
        store,
        Tables.PLAIN_CHATS,
        rows ->
            List.of(
                new PlainChats(rows).standing(ANN),
                new PlainChats(rows).queued(ANN),
                new PlainChats(rows).waiting()));
  }
}
