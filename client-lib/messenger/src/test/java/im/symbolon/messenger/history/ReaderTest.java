package im.symbolon.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Going through a history in steps, and adding to one. */
class ReaderTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");
  private static final BareJid ZOE = new BareJid("zoe", "beta.test");

  private MemoryRowStore store = new MemoryRowStore();

  private static ChatMessage message(BareJid chat, String id, long ms) {
    return new ChatMessage(
        id,
        chat,
        chat,
        Optional.empty(),
        false,
        "text " + id,
        Instant.ofEpochMilli(ms),
        DeliveryState.RECEIVED,
        Optional.empty());
  }

  private void add(ChatMessage message) throws Exception {
    store.transaction(rows -> new Messages(rows).add(message));
  }

  private boolean insert(ChatMessage message) throws Exception {
    return store.transaction(rows -> new Messages(rows).insert(message));
  }

  private List<String> texts(BareJid chat) throws Exception {
    return store.transaction(rows -> new Messages(rows).newest(chat, 1000)).stream()
        .map(ChatMessage::text)
        .toList();
  }

  private List<ChatMessage> all(int maxBytes) throws Exception {
    List<ChatMessage> found = new ArrayList<>();
    Optional<Cursor> from = Optional.empty();
    do {
      Optional<Cursor> last = from;
      Reader.Step step = store.transaction(rows -> new Reader(rows).after(last, maxBytes));
      step.messages().forEach(each -> found.add(each.message()));
      from = step.next().isPresent() ? Optional.of(Cursor.parse(step.next().get().text())) : from;
      from = step.next().isPresent() ? from : Optional.empty();
    } while (from.isPresent());
    return found;
  }

  @Property(tries = 100)
  void everyMessageIsMetOnceWhateverTheSteps(
      @ForAll @IntRange(min = 0, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 500) int bytes,
      @ForAll long seed)
      throws Exception {
    store = new MemoryRowStore();
    Random random = new Random(seed);
    List<ChatMessage> given = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ChatMessage one =
          message(List.of(BOB, CAROL, ZOE).get(random.nextInt(3)), "" + i, random.nextInt(5));
      if (random.nextBoolean()) {
        add(one);
      } else {
        insert(one);
      }
      given.add(one);
    }
    List<ChatMessage> met = all(bytes);
    assertThat(met).hasSize(count);
    assertThat(new HashSet<>(met)).isEqualTo(new HashSet<>(given));
  }

  @Test
  void longChatsTakeManySteps() throws Exception {
    for (int i = 0; i < 450; i++) {
      add(message(BOB, "" + i, i));
    }
    assertThat(all(1_000_000)).hasSize(450);
    assertThat((long) store.transaction(rows -> new Reader(rows).total())).isEqualTo(450);
  }

  @Test
  void linesThatAreNoMessagesArePassedOver() throws Exception {
    for (int i = 0; i < 300; i++) {
      ChatMessage line = message(BOB, "devices:" + i, i);
      add(
          new ChatMessage(
              line.id(),
              BOB,
              BOB,
              Optional.empty(),
              false,
              "",
              line.time(),
              line.state(),
              Optional.of(Note.NO_SESSION)));
    }
    insert(message(BOB, "before", 0));
    assertThat(all(100)).containsExactly(message(BOB, "before", 0));
  }

  @Test
  void whatIsAddedLaterStandsWhereItsTimePutsIt() throws Exception {
    add(message(BOB, "c", 3_000));
    add(message(BOB, "e", 5_000));
    insert(message(BOB, "d", 4_000));
    insert(message(BOB, "a", 1_000));
    insert(message(BOB, "f", 6_000));
    insert(message(BOB, "b", 2_000));
    add(message(BOB, "g", 7_000));
    assertThat(texts(BOB))
        .containsExactly("text a", "text b", "text c", "text d", "text e", "text f", "text g");
  }

  /** Newest first, as histories are given; all of one millisecond. */
  @Test
  void messagesOfOneMomentKeepTheOrderTheyHadElsewhere() throws Exception {
    for (int i = 0; i < 50; i++) {
      add(message(BOB, "" + i, 5_000));
    }
    List<String> order = texts(BOB);
    List<Messages.Placed> given =
        store.transaction(rows -> new Messages(rows).before(BOB, Long.MAX_VALUE, 100));
    store = new MemoryRowStore();
    for (Messages.Placed each : given) {
      store.transaction(rows -> new Messages(rows).insert(each));
    }
    assertThat(texts(BOB)).isEqualTo(order);
  }

  @Test
  void aPlaceFarFromItsTimeDoesNotCount() throws Exception {
    add(message(BOB, "a", 1_000));
    add(message(BOB, "c", 400_000));
    Messages.Placed wrong = new Messages.Placed(message(BOB, "b", 200_000), Long.MAX_VALUE);
    store.transaction(rows -> new Messages(rows).insert(wrong));
    assertThat(texts(BOB)).containsExactly("text a", "text b", "text c");
  }

  @Test
  void whatComesStaysInTheOrderOfItsComing() throws Exception {
    add(message(BOB, "first", 9_000_000));
    add(message(BOB, "late", 1_000));
    add(message(BOB, "last", 2_000));
    assertThat(texts(BOB)).containsExactly("text first", "text late", "text last");
  }

  @Test
  void nothingIsThereTwiceAndTheFirstContentStays() throws Exception {
    add(message(BOB, "a", 1_000));
    ChatMessage other =
        new ChatMessage(
            "a",
            BOB,
            BOB,
            Optional.empty(),
            false,
            "another text",
            Instant.ofEpochMilli(2_000),
            DeliveryState.RECEIVED,
            Optional.empty());
    assertThat(insert(other)).isFalse();
    assertThat(insert(message(CAROL, "a", 1_000))).as("the same id in another chat").isTrue();
    assertThat(texts(BOB)).containsExactly("text a");
  }

  @Test
  void aMissingMessageTakesThePlaceOfTheLineThatSaysSo() throws Exception {
    ChatMessage line =
        new ChatMessage(
            "b",
            BOB,
            BOB,
            Optional.empty(),
            false,
            "",
            Instant.ofEpochMilli(2_000),
            DeliveryState.RECEIVED,
            Optional.of(Note.MESSAGE_MISSING));
    add(message(BOB, "a", 1_000));
    add(line);
    add(message(BOB, "c", 3_000));
    assertThat(insert(message(BOB, "b", 2_000))).isTrue();
    assertThat(texts(BOB)).containsExactly("text a", "text b", "text c");
  }
}
