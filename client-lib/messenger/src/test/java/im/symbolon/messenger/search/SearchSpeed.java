package im.symbolon.messenger.search;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.words.Query;
import im.symbolon.messenger.words.Words;
import im.symbolon.protocol.BareJid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Measures the index over 100,000 messages in 60 chats in a real file, beside reading every message
 * again; run by hand. Prints milliseconds.
 */
final class SearchSpeed {
  private static final int CHATS = 60;
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");

  private final Random random = new Random(1);
  private final List<String> vocabulary = new ArrayList<>();
  private final int messages;

  private SearchSpeed(int messages) {
    this.messages = messages;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = 0; k < 2 + random.nextInt(8); k++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      vocabulary.add(word.toString());
    }
  }

  public static void main(String[] args) throws Exception {
    new SearchSpeed(args.length == 0 ? 100_000 : Integer.parseInt(args[0])).run();
  }

  private void run() throws Exception {
    Path file = Files.createTempDirectory("search").resolve("alice.db");
    try (RowStore store = Stores.open(file)) {
      long begun = System.nanoTime();
      fill(store);
      print("filled", begun);
    }
    System.out.println("file " + Files.size(file) / 1024 / 1024 + " MiB");
    long begun = System.nanoTime();
    try (RowStore store = Stores.open(file)) {
      print("opened", begun);
      Surroundings surroundings =
          new Surroundings(ALICE, store, new Random(2)::nextBytes, Clock.systemUTC());
      Search search = new Search(surroundings, new IndexCare(surroundings, null));
      for (int round = 0; round < 3; round++) {
        measure(search, "rare word", () -> vocabulary.get(19_000 + random.nextInt(1_000)));
        measure(search, "nothing", () -> "qqqqqqqqq" + random.nextInt(100));
        measure(search, "common word", () -> vocabulary.get(random.nextInt(20)));
        measure(
            search, "two letters", () -> vocabulary.get(random.nextInt(20_000)).substring(0, 2));
        measure(
            search,
            "two words",
            () ->
                vocabulary.get(random.nextInt(100)) + " " + vocabulary.get(random.nextInt(2_000)));
      }
      long scan = System.nanoTime();
      scan(store);
      print("every message read again", scan);
    }
  }

  private void fill(RowStore store) throws Exception {
    Instant time = Instant.parse("2024-01-01T00:00:00Z");
    for (int i = 0; i < messages; i += 100) {
      int first = i;
      store.transaction(
          rows -> {
            for (int k = first; k < first + 100; k++) {
              new Messages(rows).add(message(k, time.plusSeconds(60L * k)));
            }
            return null;
          });
    }
  }

  private ChatMessage message(int number, Instant time) {
    BareJid chat = new BareJid("c" + skewed(CHATS), "beta.test");
    StringBuilder text = new StringBuilder();
    int words = 1 + random.nextInt(18);
    for (int i = 0; i < words; i++) {
      text.append(vocabulary.get(skewed(vocabulary.size()))).append(' ');
    }
    return new ChatMessage(
        "id" + number,
        chat,
        chat,
        Optional.empty(),
        false,
        text.toString().trim(),
        time,
        DeliveryState.RECEIVED,
        Optional.empty());
  }

  /** Few are common, as words and people are. */
  private int skewed(int bound) {
    return (int) (bound * Math.pow(random.nextDouble(), 4));
  }

  private interface Typing {
    String next();
  }

  private static void measure(Search search, String what, Typing words) throws Exception {
    double[] took = new double[20];
    int hits = 0;
    for (int i = 0; i < took.length; i++) {
      Search.Question question =
          new Search.Question(Query.of(words.next()), Optional.empty(), Optional.empty(), 30);
      long begun = System.nanoTime();
      hits += search.find(question, () -> false).hits().size();
      took[i] = (System.nanoTime() - begun) / 1e6;
    }
    double first = took[0];
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "%-12s first %6.1f  p50 %6.1f  worst %6.1f  hits %d%n",
        what,
        first,
        took[10],
        took[19],
        hits / 20);
  }

  private static void scan(RowStore store) throws Exception {
    Query query = Query.of("qqqqqqqqq");
    store.transaction(
        rows -> {
          long found = 0;
          for (BareJid chat : new Chats(rows).all()) {
            long before = Long.MAX_VALUE;
            List<Messages.Placed> some = new Messages(rows).before(chat, before, 200);
            while (!some.isEmpty()) {
              for (Messages.Placed each : some) {
                found += query.fits(Words.of(each.message().text())) ? 1 : 0;
                before = each.place();
              }
              some = new Messages(rows).before(chat, before, 200);
            }
          }
          return found;
        });
  }

  private static void print(String what, long begun) {
    System.out.printf(Locale.ROOT, "%-12s %8.0f%n", what, (System.nanoTime() - begun) / 1e6);
  }
}
