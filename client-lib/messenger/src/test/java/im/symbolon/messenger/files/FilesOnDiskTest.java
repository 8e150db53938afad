package im.symbolon.messenger.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.chats.ExpiryCare;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Threads;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.http.FileServer;
import im.symbolon.messenger.files.http.HostLookup;
import im.symbolon.messenger.files.http.UrlHttpDoor;
import im.symbolon.messenger.records.ChatStates;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.UploadSlots;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.protocol.files.SharedFileCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What of files lies on this device, how long, and what happens when it does not fit. */
class FilesOnDiskTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final Path FULL = Path.of("/dev/full");
  private static final byte[] CONTENT = new byte[300_000];

  @TempDir static Path certificates;
  private static FileServer server;
  private static int made;

  @TempDir Path folder;
  private final Surroundings alice =
      new Surroundings(
          UploadServer.ALICE, new MemoryRowStore(), new Random(7)::nextBytes, Clock.systemUTC());
  private final UploadServer uploads = new UploadServer();
  private Files files;
  private String path;

  @BeforeAll
  static void serve() throws Exception {
    server = FileServer.start(certificates);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void start() throws Exception {
    path = "/ondisk" + made++;
    uploads.put = server.url(path).text();
    uploads.get = server.url(path).text();
    server.storing(path);
    files = open();
  }

  private Files open() {
    return new Files(
        alice,
        new FileSurroundings(
            new MediaFolder(folder),
            new UrlHttpDoor(server.client(), HostLookup.SYSTEM, (host, address) -> true)),
        new UploadSlots(uploads, new Disco(uploads)),
        (Outcome outcome) -> {});
  }

  @AfterEach
  void stop() {
    files.close();
  }

  @Test
  void whatIsTakenBackLeavesTheDiskAtOnce() throws Exception {
    ChatMessage sent = sent("");
    ChatMessage received = received(sent);
    files.fetch(received, 0).await(SOON);
    ChatMessage other = sent("");
    assertThat(kept()).hasSize(3);
    retract(sent);
    files.listener().chatChanged(BOB);
    await().atMost(SOON).until(() -> kept().size() == 2);
    retract(received);
    files.listener().chatChanged(BOB);
    await().atMost(SOON).until(() -> kept().size() == 1);
    assertThat(files.kept(other, 0)).as("what was not taken back stays").isPresent();
    assertThatThrownBy(() -> files.fetch(received, 0).await(SOON))
        .as("who still shows the line cannot bring it back")
        .isInstanceOfSatisfying(
            FileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GONE));
    assertThat(kept()).hasSize(1);
  }

  @Test
  void whatWasTakenBackWhileNobodyLookedGoesWithTheNextStart() throws Exception {
    ChatMessage sent = sent("");
    files.close();
    retract(sent);
    assertThat(kept()).hasSize(1);
    files = open();
    await().atMost(SOON).until(() -> kept().isEmpty());
  }

  @Test
  void whatIsTakenBackWhileItIsSentIsNotSentAndLeavesNothing() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Transfer transfer = files.attach(BOB, new Held(reading, goOn), Attaching.saying("not for you"));
    reading.await();
    retract(transfer.message());
    files.listener().chatChanged(BOB);
    goOn.countDown();
    assertThatThrownBy(() -> transfer.await(SOON)).isInstanceOf(FileException.class);
    await().atMost(SOON).until(() -> kept().isEmpty());
    assertThat(uploads.requests).isEmpty();
    ChatMessage line = line(transfer.message());
    assertThat(line.isErased()).as("and no note says that it was not sent").isTrue();
  }

  @DisplayName("XEP-0466: what is sent in a chat of disappearing messages disappears, files too")
  @Test
  void filesLastAsLongAsTheirChatSays() throws Exception {
    alice
        .store()
        .transaction(
            rows -> {
              new ChatStates(rows).lifetime(BOB, Duration.ofHours(1));
              return null;
            });
    ChatMessage sent = sent("words");
    assertThat(sent.content().lifetime()).contains(Duration.ofHours(1));
    alice
        .store()
        .transaction(
            rows -> new Messages(rows).advance(BOB, sent.sender(), sent.id(), DeliveryState.SENT));
    expireBy(Instant.now().plus(Duration.ofHours(2)));
    files.listener().chatChanged(BOB);
    await().atMost(SOON).until(() -> kept().isEmpty());
    assertThat(line(sent).content().isEmpty()).isTrue();
  }

  private void expireBy(Instant then) throws Exception {
    Surroundings later =
        new Surroundings(
            UploadServer.ALICE, alice.store(), alice.entropy(), Clock.fixed(then, ZoneOffset.UTC));
    CountDownLatch done = new CountDownLatch(1);
    Worker worker = new Threads().worker("expiry");
    new ExpiryCare(later, worker, outcome -> done.countDown()).look();
    done.await();
    worker.end();
  }

  @DisplayName("Issue 7: disk full while sending")
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskWhileSendingIsSaidAndLeavesNothing() throws Exception {
    Transfer transfer = files.attach(BOB, new Filling(), Attaching.PLAINLY);
    assertThatThrownBy(() -> transfer.await(SOON))
        .isInstanceOfSatisfying(
            FileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL));
    assertThat(line(transfer.message()).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(line(transfer.message()).note()).contains(Note.FILE_NOT_SENT);
    assertThat(kept()).isEmpty();
    assertThat(uploads.requests).isEmpty();
  }

  @DisplayName("Issue 7: disk full while receiving")
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskWhileReceivingIsSaidAndItComesWhenThereIsRoom() throws Exception {
    ChatMessage received = received(sent(""));
    Path part = new MediaFolder(folder).place(received, 0).part();
    java.nio.file.Files.createSymbolicLink(part, FULL);
    assertThatThrownBy(() -> files.fetch(received, 0).await(SOON))
        .isInstanceOfSatisfying(
            FileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL));
    assertThat(files.kept(received, 0)).isEmpty();
    java.nio.file.Files.delete(part);
    assertThat(files.fetch(received, 0).await(SOON).size()).isEqualTo(CONTENT.length);
  }

  private ChatMessage sent(String caption) throws Exception {
    Transfer transfer =
        files.attach(BOB, BytesSource.of("x.bin", CONTENT), Attaching.saying(caption));
    transfer.await(SOON);
    return line(transfer.message());
  }

  /** The same file, as Bob would bring it. */
  private ChatMessage received(ChatMessage sent) throws Exception {
    SharedFile shared = Files.file(sent, 0);
    ChatMessage message =
        new ChatMessage(
                "his",
                BOB,
                BOB,
                Optional.empty(),
                false,
                "",
                Instant.now(),
                DeliveryState.RECEIVED,
                Optional.empty())
            .saying(
                Content.of("").bringing(List.of(new Attachment(SharedFileCodec.encode(shared)))));
    alice.store().transaction(rows -> new Messages(rows).add(message));
    return message;
  }

  private void retract(ChatMessage message) throws StoreException {
    ChatMessage retraction =
        new ChatMessage(
                "retraction of " + message.id() + message.sender(),
                BOB,
                message.sender(),
                Optional.empty(),
                message.outgoing(),
                "",
                Instant.now(),
                message.outgoing() ? DeliveryState.QUEUED : DeliveryState.RECEIVED,
                Optional.empty())
            .saying(Content.of(new Act.Retract(Target.of(message)), ""));
    alice.store().transaction(rows -> new Messages(rows).add(retraction));
  }

  private ChatMessage line(ChatMessage of) throws StoreException {
    return alice
        .store()
        .transaction(rows -> new Messages(rows).get(of.chat(), of.sender(), of.id()))
        .orElseThrow();
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> all = java.nio.file.Files.list(folder)) {
      return all.toList();
    }
  }

  /** In memory; what happens when it is opened is up to a test. */
  private abstract static class Source implements FileSource {
    @Override
    public FileName name() {
      return FileName.clean("x.bin");
    }

    @Override
    public long size() {
      return CONTENT.length;
    }
  }

  /** Waits until it may be read. */
  private static final class Held extends Source {
    private final CountDownLatch reading;
    private final CountDownLatch goOn;

    Held(CountDownLatch reading, CountDownLatch goOn) {
      this.reading = reading;
      this.goOn = goOn;
    }

    @Override
    public InputStream open() throws IOException {
      reading.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return new ByteArrayInputStream(CONTENT);
    }
  }

  /** Where it is to be sealed there is no room: the system says so at each write. */
  private final class Filling extends Source {
    private boolean looked;

    @Override
    public InputStream open() throws IOException {
      if (looked) {
        fill();
      }
      looked = true; // the first time it is looked at for what has to be cleaned away
      return new ByteArrayInputStream(CONTENT);
    }

    private void fill() throws IOException {
      try {
        ChatMessage message =
            alice.store().transaction(rows -> new Messages(rows).newest(BOB, 1)).get(0);
        Path part = new MediaFolder(folder).place(message, 0).part();
        java.nio.file.Files.createSymbolicLink(part, FULL);
      } catch (StoreException | FileException e) {
        throw new IOException(e);
      }
    }
  }
}
