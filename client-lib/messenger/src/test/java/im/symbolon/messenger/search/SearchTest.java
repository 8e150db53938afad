package im.symbolon.messenger.search;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.Fold;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.words.Query;
import im.symbolon.messenger.words.Words;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.FileMetadata;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.protocol.files.SharedFileCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Everything that a person can read can be found, and nothing else. */
class SearchTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final List<BareJid> CHATS =
      List.of(
          new BareJid("bob", "beta.test"),
          new BareJid("carol", "gamma.test"),
          new BareJid("tea", "rooms.test"));
  private static final List<String> WORDS =
      List.of("Äpfel", "bread", "cheese", "天气", "ein", "einkauf", "Größe", "ελιά");
  private static final List<Table> INDEX =
      List.of(
          Table.lasting(96, "words of lines"),
          Table.lasting(97, "words of lines that came last"),
          Table.lasting(98, "how far older lines were indexed"));

  private RowStore store = new MemoryRowStore();

  private static ChatMessage message(BareJid chat, BareJid author, String id, Content content) {
    return message(chat, author, id, content, Instant.ofEpochMilli(1_000_000));
  }

  private static ChatMessage message(
      BareJid chat, BareJid author, String id, Content content, Instant time) {
    return new ChatMessage(
        id,
        chat,
        author,
        Optional.empty(),
        author.equals(ALICE),
        content,
        time,
        DeliveryState.RECEIVED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void add(ChatMessage message) throws StoreException {
    store.transaction(rows -> new Messages(rows).add(message));
  }

  private void say(BareJid chat, String id, String text) throws StoreException {
    add(message(chat, chat, id, Content.of(text)));
  }

  private Search search() {
    Surroundings surroundings =
        new Surroundings(ALICE, store, new Random(1)::nextBytes, Clock.systemUTC());
    return new Search(surroundings, new IndexCare(surroundings, null));
  }

  private Hits find(String typed, Optional<BareJid> only, Optional<Mark> after, int limit)
      throws StoreException {
    return search().find(new Search.Question(Query.of(typed), only, after, limit), () -> false);
  }

  private List<String> ids(String typed) throws StoreException {
    return ids(find(typed, Optional.empty(), Optional.empty(), 500));
  }

  private static List<String> ids(Hits hits) {
    return hits.hits().stream().map(each -> each.line().original().id()).toList();
  }

  @Example
  void theNewestComesFirstOfAllChats() throws Exception {
    say(CHATS.get(0), "m1", "tea and bread");
    say(CHATS.get(1), "m2", "no bread");
    say(CHATS.get(0), "m3", "Bread!");
    assertThat(ids("bread")).containsExactly("m3", "m2", "m1");
    assertThat(ids(find("bread", Optional.of(CHATS.get(0)), Optional.empty(), 500)))
        .containsExactly("m3", "m1");
    assertThat(ids("")).isEmpty();
    assertThat(ids("cake")).isEmpty();
  }

  @Example
  void marksWhatWasFound() throws Exception {
    say(CHATS.get(0), "m1", "Die Größe stimmt");
    Hit hit = find("grosse", Optional.empty(), Optional.empty(), 5).hits().get(0);
    assertThat(hit.inText()).hasSize(1);
    assertThat(hit.inText().get(0).begin()).isEqualTo(4);
    assertThat(hit.inText().get(0).end()).isEqualTo(9);
  }

  @Example
  void filesAreFoundByTheirNames() throws Exception {
    SharedFile file =
        new SharedFile(
            FileMetadata.of(FileName.clean("Urlaub_2024.jpg"), MediaType.UNKNOWN),
            true,
            Optional.empty());
    Attachment attached = new Attachment(SharedFileCodec.encode(file));
    add(message(CHATS.get(0), ALICE, "m1", Content.of("look").bringing(List.of(attached))));
    Hit hit = find("look urlaub", Optional.empty(), Optional.empty(), 5).hits().get(0);
    assertThat(hit.files()).hasSize(1);
    assertThat(hit.files().get(0).name()).isEqualTo("Urlaub_2024.jpg");
    assertThat(hit.files().get(0).spans().get(0).end()).isEqualTo(6);
  }

  @Example
  void whatWasEditedIsFoundByWhatItSaysNow() throws Exception {
    BareJid bob = CHATS.get(0);
    say(bob, "m1", "tea at five");
    add(message(bob, bob, "e1", Content.of(new Act.Edit(new Target(bob, "m1")), "coffee at six")));
    assertThat(ids("five")).isEmpty();
    assertThat(ids("coffee")).containsExactly("m1");
  }

  @Example
  void whatWasRetractedOrExpiredIsGone() throws Exception {
    BareJid bob = CHATS.get(0);
    for (int i = 0; i < 600; i++) { // most of it in blocks
      say(bob, "m" + i, "bread number" + i);
    }
    add(message(bob, bob, "r", Content.of(new Act.Retract(new Target(bob, "m7")), "")));
    store.transaction(
        rows -> {
          new Messages(rows).expired(bob, new Target(bob, "m8"));
          return null;
        });
    assertThat(ids("number7")).isNotEmpty().doesNotContain("m7");
    assertThat(ids("number8")).isNotEmpty().doesNotContain("m8");
    assertThat(plain(store)).doesNotContain("number7 ", "number8 ").contains("number9 ");
  }

  /** What the index holds, opened. */
  private static String plain(RowStore store) throws StoreException {
    StringBuilder all = new StringBuilder();
    for (Table each : INDEX) {
      for (Row row : store.transaction(rows -> rows.all(each))) {
        all.append(new String(row.value(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  @Example
  void pagesGoOnWhereTheLastEnded() throws Exception {
    for (int i = 0; i < 700; i++) {
      say(CHATS.get(i % 3), "m" + i, "bread");
    }
    List<String> found = new ArrayList<>();
    Optional<Mark> after = Optional.empty();
    int pages = 0;
    do {
      Hits page = find("bread", Optional.empty(), after, 90);
      found.addAll(ids(page));
      after = page.next();
      pages++;
    } while (after.isPresent());
    assertThat(found).hasSize(700).doesNotHaveDuplicates().startsWith("m699").endsWith("m0");
    assertThat(pages).isEqualTo(8);
  }

  @Example
  void whatNobodyWantsToKnowIsGivenUp() throws Exception {
    say(CHATS.get(0), "m1", "bread");
    Search.Question question =
        new Search.Question(Query.of("bread"), Optional.empty(), Optional.empty(), 10);
    assertThat(search().find(question, () -> true)).isEqualTo(Hits.NONE);
  }

  @Example
  void veryLongMessagesAreFoundByTheirLastWord() throws Exception {
    say(CHATS.get(0), "m1", "x ".repeat(60_000) + "needle");
    for (int i = 2; i < 400; i++) {
      say(CHATS.get(0), "m" + i, "y ".repeat(100));
    }
    assertThat(ids("needle")).containsExactly("m1");
  }

  /** Whatever happens in whatever order, also sudden ends in the middle of it. */
  @Property(tries = 40)
  void findsWhatReadingAllOfItWouldFind(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    MemoryRowStore memory = new MemoryRowStore();
    store = memory;
    boolean withoutIndex = random.nextBoolean();
    for (int i = 0; i < 900; i++) {
      step(random, i);
      if (withoutIndex && i == 500) {
        dropIndex(); // a store that is older than the index
      }
      if (random.nextInt(100) == 0) {
        memory = crash(memory, random, i);
        store = memory;
      }
      if (i > 500 && random.nextInt(4) == 0) {
        store.transaction(IndexCare::step);
      }
    }
    while (!store.transaction(IndexCare::step).done()) {
      if (random.nextInt(3) == 0) {
        memory = memory.crash();
        store = memory;
      }
    }
    for (String each :
        List.of("apfel", "bread", "天", "ein", "einkauf bre", "grosse", "n7", "che")) {
      Optional<BareJid> only =
          random.nextBoolean() ? Optional.empty() : Optional.of(CHATS.get(random.nextInt(3)));
      assertThat(targets(each, only)).as(each).isEqualTo(read(each, only));
    }
  }

  private void step(Random random, int number) throws StoreException {
    BareJid chat = CHATS.get(random.nextInt(3));
    BareJid author = random.nextBoolean() ? ALICE : chat;
    Target other = new Target(author, "m" + random.nextInt(number + 20));
    Content content =
        switch (random.nextInt(8)) {
          case 0 -> Content.of(new Act.Edit(other), words(random));
          case 1 -> Content.of(new Act.Retract(other), "");
          default -> Content.of(words(random) + " n" + number);
        };
    ChatMessage message =
        message(
            chat,
            author,
            "m" + number,
            content,
            Instant.ofEpochMilli(1_000_000 + random.nextInt(500_000)));
    boolean later = random.nextInt(3) == 0;
    store.transaction(
        rows -> later ? new Messages(rows).insert(message) : new Messages(rows).add(message));
    if (random.nextInt(20) == 0) {
      store.transaction(
          rows -> {
            new Messages(rows).expired(chat, other);
            return null;
          });
    }
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(30) == 0 ? 3_000 : 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.toString();
  }

  /** In the middle of a transaction, or between two. */
  private MemoryRowStore crash(MemoryRowStore memory, Random random, int number) {
    MemoryRowStore[] survivor = new MemoryRowStore[1];
    try {
      memory.transaction(
          rows -> {
            String text = words(random);
            new Messages(rows).add(message(CHATS.get(0), ALICE, "lost" + number, Content.of(text)));
            survivor[0] = memory.crash();
            return null;
          });
    } catch (StoreException | IllegalStateException e) {
      return survivor[0];
    }
    throw new AssertionError("a store that is gone committed something");
  }

  private void dropIndex() throws StoreException {
    for (Table each : INDEX) {
      for (Row row : store.transaction(rows -> rows.all(each))) {
        store.transaction(rows -> rows.delete(each, row.key()));
      }
    }
  }

  private List<String> targets(String typed, Optional<BareJid> only) throws StoreException {
    List<String> found = new ArrayList<>();
    Optional<Mark> after = Optional.empty();
    do {
      Hits page = find(typed, only, after, 37);
      page.hits().forEach(each -> found.add(name(each.line())));
      after = page.next();
    } while (after.isPresent());
    return found.stream().sorted().toList();
  }

  private List<String> read(String typed, Optional<BareJid> only) throws StoreException {
    Query query = Query.of(typed);
    List<String> found = new ArrayList<>();
    store.transaction(
        rows -> {
          for (BareJid chat : new Chats(rows).all()) {
            for (Shown each : new Fold(rows).before(chat, Long.MAX_VALUE, 10_000)) {
              boolean wanted = only.map(chat::equals).orElse(true);
              if (wanted && query.fits(Words.of(each.now().text()))) {
                found.add(name(each));
              }
            }
          }
          return null;
        });
    return found.stream().sorted().toList();
  }

  private static String name(Shown line) {
    return line.original().chat() + "/" + line.original().sender() + "/" + line.original().id();
  }

  /** On the disk there are neither words nor rows of their own for them. */
  @Example
  void theFileShowsNoWordsAndNotWhichMessagesShareOne() throws Exception {
    Path file = Files.createTempDirectory("search").resolve("alice.db");
    try (RowStore sealed = Stores.open(file)) {
      store = sealed;
      for (int i = 0; i < 600; i++) {
        say(CHATS.get(i % 2), "m" + i, i % 3 == 0 ? "kaleidoscope" : "microscopium");
      }
      assertThat(ids("kaleidoscope")).hasSize(200);
      // As many rows as lines need, whatever they say.
      long blocks = sealed.transaction(rows -> rows.count(INDEX.get(0)));
      long lately = sealed.transaction(rows -> rows.count(INDEX.get(1)));
      assertThat(blocks).isEqualTo(2);
      assertThat(lately).isEqualTo(9);
    }
    String disk = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    assertThat(disk).doesNotContain("kaleido").doesNotContain("microsc");
  }
}
