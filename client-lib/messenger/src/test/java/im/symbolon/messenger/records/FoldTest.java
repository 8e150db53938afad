package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.protocol.BareJid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a person sees depends on what was said, and on nothing else. */
class FoldTest {
  private static final BareJid ROOM = new BareJid("tea", "rooms.test");
  private static final BareJid OTHER_ROOM = new BareJid("coffee", "rooms.test");
  private static final List<BareJid> PEOPLE =
      List.of(
          new BareJid("alice", "alpha.test"),
          new BareJid("bob", "beta.test"),
          new BareJid("carol", "gamma.test"));
  private static final List<String> EMOJI = List.of("👍", "🐢", "👩‍👩‍👧");

  private final MemoryRowStore store = new MemoryRowStore();

  private static ChatMessage entry(BareJid chat, BareJid author, String id, Content content) {
    return new ChatMessage(
        id,
        chat,
        author,
        Optional.empty(),
        author.equals(PEOPLE.get(0)),
        content,
        Instant.ofEpochMilli(1_000_000 + Math.floorMod(id.hashCode(), 7)),
        DeliveryState.RECEIVED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Content text(String text) {
    return Content.of(text);
  }

  @Provide
  Arbitrary<List<ChatMessage>> chats() {
    Arbitrary<Target> targets =
        Combinators.combine(Arbitraries.of(PEOPLE), Arbitraries.of("m0", "m1", "a3", "never"))
            .as(Target::new);
    Arbitrary<Content> acts =
        Combinators.combine(
                targets,
                Arbitraries.of("edit", "retract", "react", "react"),
                Arbitraries.of(EMOJI).set().ofMaxSize(3),
                Arbitraries.integers().between(0, 99))
            .as(FoldTest::act);
    Arbitrary<List<Content>> all = acts.list().ofMaxSize(14);
    Arbitrary<List<BareJid>> authors = Arbitraries.of(PEOPLE).list().ofSize(14);
    return Combinators.combine(all, authors)
        .as(
            (contents, by) -> {
              List<ChatMessage> entries = new ArrayList<>();
              for (BareJid each : PEOPLE) {
                entries.add(entry(ROOM, each, "m0", text("first of " + each)));
                entries.add(entry(ROOM, each, "m1", text("second of " + each)));
              }
              for (int i = 0; i < contents.size(); i++) {
                entries.add(entry(ROOM, by.get(i), "a" + i, contents.get(i)));
              }
              return entries;
            });
  }

  private static Content act(Target target, String what, java.util.Set<String> emoji, int nr) {
    return switch (what) {
      case "edit" -> Content.of(new Act.Edit(target), "edited " + nr);
      case "retract" -> Content.of(new Act.Retract(target), "");
      default -> Content.of(new Act.React(target, new TreeSet<>(emoji)), "");
    };
  }

  @Property(tries = 300)
  void inWhateverOrderAndHoweverOftenItComesTheSameIsSeen(
      @ForAll("chats") List<ChatMessage> entries, @ForAll Random random) throws StoreException {
    Map<Target, String> inOrder = seen(entries, new Random(0), new MemoryRowStore());
    List<ChatMessage> mixed = new ArrayList<>(entries);
    mixed.addAll(entries.subList(0, entries.size() / 2)); // duplicates
    Collections.shuffle(mixed, random);
    assertThat(seen(mixed, random, new MemoryRowStore())).isEqualTo(inOrder);
  }

  /** By the connection, by repair, or from another device. */
  private static Map<Target, String> seen(
      List<ChatMessage> entries, Random random, MemoryRowStore store) throws StoreException {
    return store.transaction(
        rows -> {
          Messages messages = new Messages(rows);
          for (ChatMessage each : entries) {
            switch (random.nextInt(3)) {
              case 0 -> messages.add(each);
              case 1 -> messages.insert(each);
              default ->
                  assertThat(messages.arrive(each)).isNotEqualTo(Messages.Arrival.CONFLICTING);
            }
          }
          Map<Target, String> found =
              new TreeMap<>(java.util.Comparator.comparing(Target::toString));
          for (Shown each : new Fold(rows).before(ROOM, Long.MAX_VALUE, 100)) {
            found.put(
                each.target(),
                each.now().text() + each.edited() + each.retracted() + each.reactions());
          }
          return found;
        });
  }

  @Property(tries = 100)
  void whatIsShownIsWhatItsAuthorSaidLast(@ForAll("chats") List<ChatMessage> entries)
      throws StoreException {
    MemoryRowStore fresh = new MemoryRowStore();
    Map<Target, String> seen = seen(entries, new Random(1), fresh);
    assertThat(seen).hasSize(6);
    for (ChatMessage each : entries) {
      if (!each.isAct()) {
        assertThat(seen.get(Target.of(each))).startsWith(expected(each, entries));
      }
    }
  }

  private static String expected(ChatMessage line, List<ChatMessage> entries) {
    Optional<ChatMessage> last = Optional.empty();
    for (ChatMessage each : entries) {
      Optional<Act> act = each.content().act();
      boolean own =
          act.isPresent()
              && act.get().target().equals(Target.of(line))
              && each.sender().equals(line.sender());
      if (own && act.get() instanceof Act.Retract) {
        return "falsetrue{}";
      }
      if (own && act.get() instanceof Act.Edit && (last.isEmpty() || isAfter(each, last.get()))) {
        last = Optional.of(each);
      }
    }
    boolean edited = last.isPresent() && !isRetracted(last.get(), entries);
    return (edited ? last.get() : line).text() + edited + "false";
  }

  private static boolean isRetracted(ChatMessage entry, List<ChatMessage> entries) {
    return entries.stream()
        .filter(each -> each.sender().equals(entry.sender()))
        .anyMatch(
            each -> each.content().act().equals(Optional.of(new Act.Retract(Target.of(entry)))));
  }

  private static boolean isAfter(ChatMessage one, ChatMessage other) {
    int byTime = one.time().compareTo(other.time());
    return byTime != 0 ? byTime > 0 : one.id().compareTo(other.id()) > 0;
  }

  private void arrive(ChatMessage... entries) throws StoreException {
    store.transaction(
        rows -> {
          for (ChatMessage each : entries) {
            new Messages(rows).arrive(each);
          }
          return null;
        });
  }

  private Shown line(BareJid author, String id) throws StoreException {
    return store
        .transaction(rows -> new Fold(rows).line(ROOM, new Target(author, id)))
        .orElseThrow();
  }

  private final BareJid alice = PEOPLE.get(0);
  private final BareJid bob = PEOPLE.get(1);

  @Example
  void nobodyEditsOrRetractsWhatSomebodyElseWrote() throws StoreException {
    Target line = new Target(alice, "m");
    arrive(
        entry(ROOM, alice, "m", text("mine")),
        entry(ROOM, bob, "e", Content.of(new Act.Edit(line), "forged")),
        entry(ROOM, bob, "r", Content.of(new Act.Retract(line), "")));
    assertThat(line(alice, "m").now().text()).isEqualTo("mine");
    assertThat(line(alice, "m").edited()).isFalse();
  }

  /** Bob has a message under the same id: it is his that he edits. */
  @Example
  void idsOfSeveralPeopleAreNotMixedUp() throws StoreException {
    arrive(
        entry(ROOM, alice, "m", text("hers")),
        entry(ROOM, bob, "m", text("his")),
        entry(ROOM, bob, "e", Content.of(new Act.Edit(new Target(bob, "m")), "his own")));
    assertThat(line(alice, "m").now().text()).isEqualTo("hers");
    assertThat(line(bob, "m").now().text()).isEqualTo("his own");
  }

  @Example
  void anActInAnotherChatDoesNothingHere() throws StoreException {
    arrive(
        entry(ROOM, alice, "m", text("here")),
        entry(OTHER_ROOM, alice, "r", Content.of(new Act.Retract(new Target(alice, "m")), "")));
    assertThat(line(alice, "m").now().text()).isEqualTo("here");
  }

  @Example
  void anEditOfAnEditIsNoLineAndChangesNone() throws StoreException {
    arrive(
        entry(ROOM, alice, "m", text("first")),
        entry(ROOM, alice, "e", Content.of(new Act.Edit(new Target(alice, "m")), "second")),
        entry(ROOM, alice, "f", Content.of(new Act.Edit(new Target(alice, "e")), "third")));
    assertThat(line(alice, "m").now().text()).isEqualTo("second");
    List<Shown> lines = store.transaction(r -> new Fold(r).before(ROOM, Long.MAX_VALUE, 10));
    assertThat(lines).hasSize(1);
  }

  /** Many acts on what never comes neither show nor hide anything. */
  @Example
  void whatIsDoneToNothingWaitsWithoutBeingSeen() throws StoreException {
    arrive(entry(ROOM, alice, "m", text("here")));
    for (int i = 0; i < 3_000; i++) {
      Target never = new Target(alice, "never" + i);
      arrive(entry(ROOM, bob, "a" + i, Content.of(new Act.React(never, new TreeSet<>(EMOJI)), "")));
    }
    List<Shown> lines = store.transaction(r -> new Fold(r).before(ROOM, Long.MAX_VALUE, 10));
    assertThat(lines).extracting(each -> each.now().text()).containsExactly("here");
  }

  /** REVIEW 28: neither the text nor any edit of it is left anywhere in the store. */
  @Property(tries = 20)
  void whatWasRetractedIsNowhereInTheStore(@ForAll Random random) throws StoreException {
    MemoryRowStore fresh = new MemoryRowStore();
    Target line = new Target(alice, "m");
    List<ChatMessage> entries = new ArrayList<>();
    entries.add(entry(ROOM, alice, "m", text("secret original")));
    for (int i = 0; i < 5; i++) {
      entries.add(entry(ROOM, alice, "e" + i, Content.of(new Act.Edit(line), "secret edit")));
    }
    entries.add(entry(ROOM, alice, "r", Content.of(new Act.Retract(line), "")));
    Collections.shuffle(entries, random);
    fresh.transaction(
        rows -> {
          for (ChatMessage each : entries) {
            if (new Messages(rows).arrive(each) == Messages.Arrival.NEW) {
              new Outbox(rows).add(OutboxEntry.of(each, each.time()));
            }
          }
          return null;
        });
    for (Table table : List.of(Tables.MESSAGES, Tables.OUTBOX, Tables.DEEDS)) {
      for (Row row : fresh.transaction(rows -> rows.all(table))) {
        assertThat(new String(row.value(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
      }
    }
  }

  /** REVIEW 28: the retraction of an edit may overtake it. */
  @Example
  void anEditThatWasRetractedLeavesNothingInWhateverOrderItComes() throws StoreException {
    ChatMessage line = entry(ROOM, alice, "m", text("here"));
    ChatMessage edit = entry(ROOM, alice, "e", Content.of(new Act.Edit(Target.of(line)), "secret"));
    ChatMessage retract = entry(ROOM, alice, "r", Content.of(new Act.Retract(Target.of(edit)), ""));
    arrive(line, retract, edit);
    for (Row row : store.transaction(rows -> rows.all(Tables.MESSAGES))) {
      assertThat(new String(row.value(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }
    assertThat(line(alice, "m").now().text()).isEqualTo("here");
  }

  /** REVIEW 28: a server that refuses a message does not keep it from being taken back. */
  @Example
  void whatWasNotSentIsErasedLikeAnythingElse() throws StoreException {
    Target refused = new Target(alice, "m");
    Target over = new Target(alice, "n");
    arrive(entry(ROOM, alice, "m", text("secret")), entry(ROOM, alice, "n", text("secret, too")));
    store.transaction(
        rows -> {
          Messages messages = new Messages(rows);
          for (ChatMessage each : messages.newest(ROOM, 9)) {
            rows.delete(Tables.MESSAGES, RowKey.of(ROOM.toString(), alice.toString(), each.id()));
            messages.add(each.in(DeliveryState.FAILED, Optional.of(Note.REFUSED_BY_SERVER)));
          }
          messages.add(entry(ROOM, alice, "r", Content.of(new Act.Retract(refused), "")));
          messages.expired(ROOM, over);
          return null;
        });
    for (Row row : store.transaction(rows -> rows.all(Tables.MESSAGES))) {
      assertThat(new String(row.value(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }
    assertThat(line(alice, "m").retracted()).isTrue();
    List<Shown> lines = store.transaction(r -> new Fold(r).before(ROOM, Long.MAX_VALUE, 10));
    assertThat(lines).extracting(Shown::target).containsExactly(refused);
  }
}
