package im.symbolon.messenger.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.export.ExportException.Reason;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.protocol.BareJid;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a copy says, what it keeps to itself, and what is left when there is none. */
class ExportTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String HOSTILE =
      "<script>alert(1)</script><img src=x onerror=\"f()\">&amp;'\u202Etxt.exe\u0007";

  @TempDir Path folder;

  private final MemoryRowStore store = new MemoryRowStore();
  private final Surroundings alice =
      new Surroundings(ALICE, store, new Random(5)::nextBytes, Clock.fixed(NOON, ZoneOffset.UTC));
  private int added;

  private ChatMessage entry(BareJid chat, BareJid author, String id, Content content) {
    return new ChatMessage(
        id,
        chat,
        author,
        Optional.empty(),
        author.equals(ALICE),
        content,
        NOON.plusMillis(1 + added++),
        DeliveryState.RECEIVED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void said(BareJid chat, BareJid author, String id, Content content) throws Exception {
    add(entry(chat, author, id, content));
  }

  private void add(ChatMessage message) throws Exception {
    store.transaction(rows -> new Messages(rows).arrive(message));
  }

  private static ExportOrder all(boolean packed) {
    return new ExportOrder(Optional.empty(), true, packed, new SpokenWords(""));
  }

  private Exported write(ExportOrder order, Path target) throws Exception {
    return new Export(alice, Optional.empty()).write(order, target, (lines, total) -> true);
  }

  private static void refused(ThrowingCallable what, Reason reason) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            ExportException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
    }
  }

  @Test
  void aChatIsThereForPeopleAndForPrograms() throws Exception {
    said(BOB, BOB, "b1", Content.of("Good morning"));
    said(BOB, ALICE, "a1", Content.of("Good mornign").answering(new Reply(BOB, "b1")));
    said(BOB, ALICE, "a2", Content.of(new Act.Edit(new Target(ALICE, "a1")), "And to you, Bob"));
    said(
        BOB,
        BOB,
        "b2",
        Content.of(new Act.React(new Target(ALICE, "a1"), new TreeSet<>(List.of("👍"))), ""));
    Exported done = write(all(false), folder.resolve("copy"));
    assertThat(done).isEqualTo(new Exported(folder.resolve("copy"), 2, 0, 0, 0));
    assertThat(files(done.where()))
        .extracting(Path::toString)
        .containsExactly(
            "chats/001-bob@beta.test.html",
            "chats/001-bob@beta.test.jsonl",
            "export.json",
            "index.html");
    assertThat(done.where().resolve("chats/001-bob@beta.test.html"))
        .content()
        .containsSubsequence(
            "<h1><bdi>bob</bdi></h1>",
            "<h2>2026-11-22</h2>",
            "Good morning",
            "<article class=\"mine\">",
            "edited[]",
            "<blockquote dir=\"auto\"><b><bdi>bob</bdi></b> Good morning",
            "And to you, Bob",
            "<li>👍 <bdi>bob</bdi></li>")
        .doesNotContain("mornign");
    assertThat(Files.readAllLines(done.where().resolve("chats/001-bob@beta.test.jsonl")))
        .containsExactly(
            "{\"id\":\"b1\",\"chat\":\"bob@beta.test\",\"author\":\"bob@beta.test\","
                + "\"outgoing\":false,\"time\":\"2026-11-22T12:00:00.001Z\",\"state\":\"received\","
                + "\"text\":\"Good morning\",\"edited\":false}",
            "{\"id\":\"a1\",\"chat\":\"bob@beta.test\",\"author\":\"alice@alpha.test\","
                + "\"outgoing\":true,\"time\":\"2026-11-22T12:00:00.002Z\",\"state\":\"received\","
                + "\"text\":\"And to you, Bob\",\"edited\":true,"
                + "\"answers\":{\"author\":\"bob@beta.test\",\"id\":\"b1\"},"
                + "\"reactions\":{\"👍\":[\"bob@beta.test\"]}}");
    assertThat(done.where().resolve("index.html"))
        .content()
        .contains("warning[]", "href=\"chats/001-bob%40beta.test.html\"", "messages[2]");
  }

  @Test
  void whatWasTakenBackIsToDisappearOrCouldNotBeReadIsNotSaid() throws Exception {
    said(BOB, BOB, "b1", Content.of("never said"));
    said(BOB, BOB, "b2", Content.of(new Act.Retract(new Target(BOB, "b1")), ""));
    said(BOB, BOB, "b3", Content.of("burn this").lasting(Duration.ofDays(1)));
    said(BOB, ALICE, "a1", Content.of("what?").answering(new Reply(BOB, "b3")));
    ChatMessage broken = entry(BOB, BOB, "b4", Content.NONE);
    add(broken.in(DeliveryState.RECEIVED, Optional.of(Note.NO_SESSION)));
    Exported done = write(all(false), folder.resolve("copy"));
    assertThat(done.messages()).isEqualTo(2);
    assertThat(done.leftOut()).isEqualTo(1);
    for (Path each : files(done.where())) {
      assertThat(done.where().resolve(each)).content().doesNotContain("never said", "burn this");
    }
    assertThat(done.where().resolve("chats/001-bob@beta.test.html"))
        .content()
        .contains("answered[]", Note.NO_SESSION.sentence());
    assertThat(done.where().resolve("export.json")).content().contains("\"leftOut\" : 1");
  }

  @Test
  void oneChatOfSeveralCanBeMeant() throws Exception {
    said(BOB, BOB, "b1", Content.of("for Bob"));
    said(CAROL, CAROL, "c1", Content.of("for Carol"));
    Exported both = write(all(false), folder.resolve("both"));
    assertThat(both.messages()).isEqualTo(2);
    ExportOrder one = new ExportOrder(Optional.of(CAROL), false, false, new SpokenWords(""));
    Exported done = write(one, folder.resolve("one"));
    assertThat(done.messages()).isEqualTo(1);
    assertThat(files(done.where())).noneMatch(each -> each.toString().contains("bob"));
  }

  @Test
  void nothingThatSomebodyWroteIsMarkupOrTurnsTextRound() throws Exception {
    BareJid room = new BareJid("..%2f..%2f\u00fc;onload=x", "rooms.test");
    said(room, BOB, "\"><b>id", Content.of(HOSTILE));
    ExportOrder order =
        new ExportOrder(Optional.empty(), true, false, new SpokenWords(HOSTILE + "<"));
    Exported done = write(order, folder.resolve("copy"));
    for (Path each : files(done.where())) {
      assertThat(each.getNameCount()).isLessThanOrEqualTo(2);
      String text = Files.readString(done.where().resolve(each));
      assertThat(text).doesNotContain("\u202E", "\u0007");
      if (each.toString().endsWith(".html")) {
        assertThat(text)
            .contains("Content-Security-Policy", "&lt;script&gt;")
            .doesNotContain("<script", "<img src=x", "onerror=\"", "\"onload");
      }
    }
    Path lines = done.where().resolve(files(done.where()).get(1));
    assertThat(lines.toString()).endsWith(".jsonl");
    assertThat(field(Files.readString(lines), "text")).isEqualTo(HOSTILE);
  }

  private static String field(String json, String name) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals(name)) {
          return parser.nextTextValue();
        }
      }
    }
    throw new AssertionError("no " + name);
  }

  @Test
  void aLongChatHasPagesThatLeadToEachOther() throws Exception {
    int many = 2 * Pages.LINES + 1;
    store.transaction(
        rows -> {
          for (int i = 0; i < many; i++) {
            new Messages(rows).add(entry(BOB, BOB, "b" + i, Content.of("line " + i + ".")));
          }
          return null;
        });
    List<Long> seen = new ArrayList<>();
    new Export(alice, Optional.empty())
        .write(
            all(false),
            folder.resolve("copy"),
            (lines, total) -> {
              assertThat(total).isEqualTo(many);
              return seen.add(lines);
            });
    assertThat(seen).isSorted().hasSizeGreaterThan(many / 100);
    Path chats = folder.resolve("copy/chats");
    assertThat(files(chats)).hasSize(4);
    assertThat(Files.readAllLines(chats.resolve("001-bob@beta.test.jsonl"))).hasSize(many);
    assertThat(chats.resolve("001-bob@beta.test.html"))
        .content()
        .contains("line 0.", "line 1999.", "href=\"001-bob%40beta.test-2.html\"")
        .doesNotContain("line 2000.", "earlier[]");
    assertThat(chats.resolve("001-bob@beta.test-3.html"))
        .content()
        .contains("line 4000.", "href=\"001-bob%40beta.test-2.html\"")
        .doesNotContain("later[]");
  }

  @Test
  void aZipHoldsTheSameUnderItsName() throws Exception {
    said(BOB, BOB, "b1", Content.of("Grüße"));
    Exported done = write(all(true), folder.resolve("My chats.zip"));
    assertThat(left()).containsExactly(done.where());
    try (ZipFile zip = new ZipFile(done.where().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "My chats/chats/001-bob@beta.test.html",
              "My chats/chats/001-bob@beta.test.jsonl",
              "My chats/export.json",
              "My chats/index.html");
      ZipEntry lines = zip.getEntry("My chats/chats/001-bob@beta.test.jsonl");
      assertThat(new String(zip.getInputStream(lines).readAllBytes(), StandardCharsets.UTF_8))
          .contains("Grüße");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nobodyElseOnThisMachineCanReadIt(boolean packed) throws Exception {
    said(BOB, BOB, "b1", Content.of("private"));
    Path where = write(all(packed), folder.resolve("copy.zip")).where();
    try (Stream<Path> found = Files.walk(where)) {
      for (Path each : found.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsThereAlreadyStaysAsItIs(boolean packed) throws Exception {
    said(BOB, BOB, "b1", Content.of("new"));
    Path target = Files.writeString(folder.resolve("copy.zip"), "old");
    refused(() -> write(all(packed), target), Reason.EXISTS);
    assertThat(target).hasContent("old");
    assertThat(left()).containsExactly(target);
  }

  @Test
  void somethingThatCameThereMeanwhileStaysAsItIs() throws Exception {
    said(BOB, BOB, "b1", Content.of("new"));
    Path target = folder.resolve("copy");
    ExportWatch other =
        (lines, total) -> {
          try {
            Files.writeString(target, "somebody else's");
            return true;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };
    refused(
        () -> new Export(alice, Optional.empty()).write(all(false), target, other), Reason.EXISTS);
    assertThat(target).hasContent("somebody else's");
    assertThat(left()).containsExactly(target);
  }

  @Test
  void aFolderThatIsNotThereOrVanishesIsNamed() throws Exception {
    said(BOB, BOB, "b1", Content.of("text"));
    Path stick = Files.createDirectories(folder.resolve("stick"));
    refused(() -> write(all(false), folder.resolve("never/copy")), Reason.FOLDER_GONE);
    ExportWatch pulled =
        (lines, total) -> {
          remove(stick);
          return true;
        };
    refused(
        () -> new Export(alice, Optional.empty()).write(all(false), stick.resolve("c"), pulled),
        Reason.FOLDER_GONE);
    assertThat(left()).isEmpty();
  }

  private static void remove(Path stick) {
    try (Stream<Path> found = Files.walk(stick)) {
      for (Path each : found.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      assertThat(stick).doesNotExist(); // it was pulled before
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5_000, 60_000})
  void whenTheDiskIsFullNothingIsLeft(int room) throws Exception {
    said(BOB, BOB, "b1", Content.of("x".repeat(100_000)));
    Export export = new Export(alice, Optional.empty(), full(room));
    refused(
        () -> export.write(all(false), folder.resolve("copy"), (lines, total) -> true),
        Reason.DISK_FULL);
    refused(
        () -> export.write(all(true), folder.resolve("copy.zip"), (lines, total) -> true),
        Reason.DISK_FULL);
    assertThat(left()).isEmpty();
  }

  private static UnaryOperator<OutputStream> full(int room) {
    int[] used = {0};
    return below ->
        new FilterOutputStream(below) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            used[0] += length;
            if (used[0] > room) {
              throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
          }
        };
  }

  @Test
  void aDiskThatFailsOtherwiseIsNotSaidToBeFull() throws Exception {
    said(BOB, BOB, "b1", Content.of("text"));
    Export export =
        new Export(
            alice,
            Optional.empty(),
            below ->
                new FilterOutputStream(below) {
                  @Override
                  public void write(byte[] bytes, int offset, int length) throws IOException {
                    throw new IOException("Input/output error");
                  }
                });
    refused(
        () -> export.write(all(false), folder.resolve("copy"), (lines, total) -> true),
        Reason.NOT_WRITABLE);
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void cancellingLeavesNothing(int asked) throws Exception {
    for (int i = 0; i < 350; i++) {
      said(BOB, BOB, "b" + i, Content.of("text"));
    }
    int[] times = {0};
    refused(
        () ->
            new Export(alice, Optional.empty())
                .write(all(true), folder.resolve("copy"), (lines, total) -> times[0]++ < asked),
        Reason.CANCELLED);
    assertThat(left()).isEmpty();
  }

  @Test
  void thereIsNoCopyOfNothing() throws Exception {
    said(BOB, BOB, "b1", Content.of("burn this").lasting(Duration.ofDays(1)));
    refused(() -> write(all(false), folder.resolve("copy")), Reason.NOTHING);
    ExportOrder stranger = new ExportOrder(Optional.of(CAROL), false, false, new SpokenWords(""));
    refused(() -> write(stranger, folder.resolve("copy")), Reason.NOTHING);
    assertThat(left()).isEmpty();
  }
}
