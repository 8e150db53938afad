package im.symbolon.messenger.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.http.FileServer;
import im.symbolon.messenger.files.http.HostLookup;
import im.symbolon.messenger.files.http.UrlHttpDoor;
import im.symbolon.messenger.records.ContentXml;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.UploadSlots;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.files.AesGcmLink;
import im.symbolon.protocol.files.FileMetadata;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import im.symbolon.protocol.files.SealedSource;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.protocol.files.SharedFileCodec;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one device, with a server that does as a test says. */
class FilesTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final byte[] CONTENT = content(200_000);

  @TempDir static Path certificates;
  private static FileServer server;
  private static int made;

  @TempDir Path folder;
  private final Surroundings alice =
      new Surroundings(
          UploadServer.ALICE, new MemoryRowStore(), new Random(5)::nextBytes, Clock.systemUTC());
  private final UploadServer uploads = new UploadServer();
  private final List<Outcome> told = new CopyOnWriteArrayList<>();
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
    path = "/file" + made++;
    uploads.put = server.url(path).text();
    uploads.get = server.url(path).text();
    files = open(FileSurroundings.USUAL_LARGEST);
  }

  private Files open(long largest) {
    return new Files(
        alice,
        new FileSurroundings(
            new MediaFolder(folder),
            new UrlHttpDoor(server.client(), HostLookup.SYSTEM, (host, address) -> true),
            Thumbnails.NONE,
            largest),
        new UploadSlots(uploads, new Disco(uploads)),
        told::add);
  }

  @AfterEach
  void stop() {
    files.close();
  }

  @Test
  void aFileIsToldWhenItIsUploadedAndComesBackAsItWas() throws Exception {
    server.storing(path);
    Transfer sent = files.attach(BOB, BytesSource.of("a b.jpg", CONTENT), Attaching.saying("look"));
    assertThat(read(sent.await(SOON))).isEqualTo(CONTENT);
    ChatMessage line = line(sent);
    assertThat(line.text()).isEqualTo("look");
    SharedFile shared = Files.file(line, 0);
    assertThat(shared.metadata().name().value()).isEqualTo("a b.jpg");
    assertThat(shared.metadata().size()).contains(200_000L);
    assertThat(shared.inline()).isTrue();
    assertThat(queued(line.id()))
        .anySatisfy(each -> assertThat(each).isEqualTo(SharedFileCodec.encode(shared)));
    assertThat(server.stored().get(path)).hasSize(200_016).isNotEqualTo(CONTENT);
    assertThat(uploads.requests.get(0).toXml())
        .as("what the server is told")
        .doesNotContain("a b", "jpg")
        .contains("size='200016'");
    assertThat(uploads.asked).doesNotContain("evil.test");

    ChatMessage other = saying(shared, "other");
    KeptFile fetched = files.fetch(other, 0).await(SOON);
    assertThat(read(fetched)).isEqualTo(CONTENT);
    assertThat(files.kept(other, 0)).isPresent();
    int asked = server.asked().size();
    files.fetch(other, 0).await(SOON);
    assertThat(server.asked()).as("it is here").hasSize(asked);
    files.forget(other);
    assertThat(files.kept(other, 0)).isEmpty();
  }

  @Test
  void nothingIsQueuedBeforeTheFileIsThere() throws Exception {
    server.at(path, exchange -> exchange.sendResponseHeaders(500, -1));
    Transfer sent = files.attach(BOB, BytesSource.of("x.bin", CONTENT), Attaching.PLAINLY);
    assertFails(Reason.NETWORK, sent);
    assertThat(line(sent).state()).isEqualTo(DeliveryState.QUEUED);
    assertThat(queued(sent.message().id())).isEmpty();
  }

  @Test
  void anUploadThatBrokeOffSendsTheSameBytesAgainAfterARestart() throws Exception {
    List<byte[]> bodies = new CopyOnWriteArrayList<>();
    server.at(
        path,
        exchange -> {
          bodies.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(bodies.size() == 1 ? 503 : 201, -1);
        });
    Transfer sent = files.attach(BOB, BytesSource.of("x.bin", CONTENT), Attaching.PLAINLY);
    assertFails(Reason.NETWORK, sent);
    files.close();
    files = open(FileSurroundings.USUAL_LARGEST);
    files.resume();
    Optional<Transfer> again = files.underWay(sent.message(), 0);
    if (again.isPresent()) {
      again.get().await(SOON);
    }
    assertThat(bodies).hasSize(2);
    assertThat(bodies.get(1)).as("one key never seals two contents").isEqualTo(bodies.get(0));
    assertThat(queued(sent.message().id())).isNotEmpty();
    files.resume();
    assertThat(files.underWay(sent.message(), 0)).isEmpty();
  }

  @Test
  void whatIsTooLargeForTheServerOrEmptyIsNotSent() throws Exception {
    uploads.largest = "200015";
    Transfer sent = files.attach(BOB, BytesSource.of("x.bin", CONTENT), Attaching.PLAINLY);
    assertFails(Reason.TOO_LARGE, sent);
    assertThat(line(sent).note()).contains(Note.FILE_NOT_SENT);
    assertThat(uploads.requests).isEmpty();
    assertRefused(Reason.EMPTY, BytesSource.of("x.bin", new byte[0]));
    files.close();
    files = open(199_999);
    assertRefused(Reason.TOO_LARGE, BytesSource.of("x.bin", CONTENT));
    assertThat(kept()).isEmpty();
  }

  @Test
  void refusalsOfSlotsSayWhatToDo() throws Exception {
    uploads.refusal = Optional.of(new StanzaError("resource-constraint", "wait", Optional.empty()));
    assertFails(Reason.SERVER_FULL, attach());
    uploads.refusal =
        Optional.of(
            new StanzaError(
                "not-acceptable",
                "modify",
                Optional.of(
                    XmlElement.element("urn:xmpp:http:upload:0", "file-too-large").build())));
    assertFails(Reason.TOO_LARGE, attach());
    uploads.refusal = Optional.of(new StanzaError("forbidden", "auth", Optional.empty()));
    assertFails(Reason.REFUSED, attach());
    uploads.refusal = Optional.empty();
    uploads.put = "http://localhost/x";
    assertFails(Reason.FORBIDDEN_ADDRESS, attach());
  }

  @DisplayName("Issue 7: a file that vanishes while sending")
  @Test
  void aFileThatVanishesOrChangesWhileItIsReadIsNotSent() throws Exception {
    assertFails(Reason.SOURCE_GONE, attach(new Fickle(CONTENT.length + 1, CONTENT)));
    assertFails(Reason.SOURCE_GONE, attach(new Fickle(CONTENT.length - 1, CONTENT)));
    assertFails(Reason.SOURCE_GONE, attach(new Fickle(CONTENT.length, null)));
    assertThat(uploads.requests).isEmpty();
    assertThat(kept()).isEmpty();
  }

  @Test
  void whoStopsAnUploadSendsNothing() throws Exception {
    server.storing(path);
    Transfer sent = files.attach(BOB, new Slow(CONTENT), Attaching.PLAINLY);
    sent.cancel();
    assertFails(Reason.CANCELLED, sent);
    assertThat(line(sent).state()).isEqualTo(DeliveryState.FAILED);
    assertThat(queued(sent.message().id())).isEmpty();
    assertThat(server.asked()).noneMatch(each -> each.contains(path + " "));
  }

  @Test
  void aDownloadGoesOnWhereItBrokeOffByItself() throws Exception {
    byte[] sealed = sealed();
    int[] times = {0};
    SharedFile shared = Files.file(lastSent, 0);
    server.at(
        path + "broken",
        exchange -> {
          if (times[0]++ < 5) {
            int from = from(exchange.getRequestHeaders().getFirst("Range"));
            if (from > 0) {
              exchange
                  .getResponseHeaders()
                  .add("Content-Range", "bytes " + from + "-200015/200016");
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, sealed.length - from);
            exchange.getResponseBody().write(sealed, from, 30_000);
            exchange.getResponseBody().flush();
          } else {
            FileServer.serve(exchange, sealed);
          }
        });
    KeptFile file = files.fetch(at(shared, path + "broken"), 0).await(SOON);
    assertThat(read(file)).isEqualTo(CONTENT);
    assertThat(server.asked().stream().filter(each -> each.contains("broken bytes="))).isNotEmpty();
  }

  private static int from(String range) {
    return range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
  }

  @Test
  void aFileThatWasExchangedIsRefusedAndNothingOfItStays() throws Exception {
    byte[] sealed = sealed();
    SharedFile shared = Files.file(lastSent, 0);
    sealed[77] ^= 1;
    serve("changed", sealed);
    serve("short", Arrays.copyOf(sealed, 1000));
    serve("long", Arrays.copyOf(sealed, 200_017));
    serve("huge", new byte[400_000]);
    long before = kept().size();
    assertFails(Reason.NOT_AUTHENTIC, files.fetch(at(shared, path + "changed"), 0));
    assertFails(Reason.NOT_AUTHENTIC, files.fetch(at(shared, path + "short"), 0));
    assertFails(Reason.NOT_AUTHENTIC, files.fetch(at(shared, path + "long"), 0));
    assertFails(Reason.TOO_LARGE, files.fetch(at(shared, path + "huge"), 0));
    assertFails(Reason.GONE, files.fetch(at(shared, "/nowhere" + path), 0));
    assertThat(kept()).hasSize((int) before);
  }

  private void serve(String name, byte[] content) {
    server.at(path + name, exchange -> FileServer.serve(exchange, content));
  }

  @Test
  void whatWasChangedOnThisDeviceIsFetchedAgain() throws Exception {
    sealed();
    ChatMessage other = saying(Files.file(lastSent, 0), "damaged");
    KeptFile file = files.fetch(other, 0).await(SOON);
    for (Path each : kept()) {
      byte[] bytes = java.nio.file.Files.readAllBytes(each);
      bytes[500] ^= 1;
      java.nio.file.Files.write(each, bytes);
    }
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            FileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AUTHENTIC));
    assertThat(read(files.fetch(other, 0).await(SOON))).isEqualTo(CONTENT);
  }

  @Test
  void savingOverwritesNothingAndLeavesNoPart() throws Exception {
    sealed();
    KeptFile file = files.kept(lastSent, 0).orElseThrow();
    Path target = java.nio.file.Files.createDirectory(folder.resolve("target"));
    assertThat(file.saveInto(target)).hasFileName("x.tar.gz").hasBinaryContent(CONTENT);
    assertThat(file.saveInto(target)).hasFileName("x.tar (2).gz").hasBinaryContent(CONTENT);
    try (Stream<Path> all = java.nio.file.Files.list(target)) {
      assertThat(all).hasSize(2);
    }
    assertThatThrownBy(() -> file.saveInto(folder.resolve("nowhere")))
        .isInstanceOfSatisfying(
            FileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL));
  }

  @DisplayName("PAINS P18: links of older clients are files, and their readers get links")
  @Test
  void aLinkIsReadAsAFileAndFetched() throws Exception {
    sealed();
    SharedFile shared = Files.file(lastSent, 0);
    String link =
        new AesGcmLink(
                shared.source().orElseThrow().urls().get(0),
                shared.source().orElseThrow().key(),
                Optional.empty())
            .write();
    Content read = ContentXml.read(List.of(Envelope.bodyOf(link)), BOB, UploadServer.ALICE);
    assertThat(read.text()).isEmpty();
    assertThat(read.attachments()).hasSize(1);
    KeptFile file = files.fetch(saying("linked", read), 0).await(SOON);
    assertThat(read(file)).isEqualTo(CONTENT);
    String text = "look: " + link;
    assertThat(ContentXml.read(List.of(Envelope.bodyOf(text)), BOB, UploadServer.ALICE))
        .isEqualTo(Content.of(text));
  }

  @DisplayName("XEP-0454 §5: beside a link stands nothing, so words are a message of their own")
  @Test
  void whoReadsLegacyAloneGetsTheCaptionApart() throws Exception {
    server.storing(path);
    alice
        .store()
        .transaction(
            rows -> {
              new Peers(rows)
                  .list(
                      BOB,
                      OmemoVersion.LEGACY,
                      DeviceList.of(List.of(new DeviceId(7))),
                      Instant.now());
              return null;
            });
    Transfer sent = files.attach(BOB, BytesSource.of("x.bin", CONTENT), Attaching.saying("words"));
    sent.await(SOON);
    List<ChatMessage> all = alice.store().transaction(rows -> new Messages(rows).newest(BOB, 10));
    assertThat(all).extracting(ChatMessage::text).containsExactly("", "words");
    assertThat(all.get(0).content().attachments()).hasSize(1);
    assertThat(queued(all.get(1).id())).contains(Envelope.bodyOf("words"));
  }

  @Test
  void whatSaysNothingThatCouldBeFetchedIsUnreadable() throws Exception {
    SharedFile nowhere =
        new SharedFile(
            FileMetadata.of(FileName.clean("x"), MediaType.UNKNOWN), false, Optional.empty());
    assertFails(Reason.UNREADABLE, files.fetch(saying(nowhere, "1"), 0));
    assertFails(Reason.UNREADABLE, files.fetch(saying(nowhere, "2"), 1));
    Content junk =
        Content.of("").bringing(List.of(new Attachment(XmlElement.element("urn:x", "y").build())));
    assertFails(Reason.UNREADABLE, files.fetch(saying("3", junk), 0));
  }

  private ChatMessage lastSent;

  /** A file that was sent, as the server has it; {@link #lastSent} tells it. */
  private byte[] sealed() throws Exception {
    server.storing(path);
    Transfer sent = files.attach(BOB, BytesSource.of("x.tar.gz", CONTENT), Attaching.PLAINLY);
    sent.await(SOON);
    lastSent = line(sent);
    return server.stored().get(path).clone();
  }

  private Transfer attach() throws Exception {
    return attach(BytesSource.of("x.bin", CONTENT));
  }

  private Transfer attach(FileSource source) throws Exception {
    return files.attach(BOB, source, Attaching.PLAINLY);
  }

  private ChatMessage line(Transfer transfer) throws Exception {
    ChatMessage sent = transfer.message();
    return alice
        .store()
        .transaction(rows -> new Messages(rows).get(sent.chat(), sent.sender(), sent.id()))
        .orElseThrow();
  }

  private List<XmlElement> queued(String id) throws Exception {
    return alice
        .store()
        .transaction(rows -> new Outbox(rows).get(id))
        .map(each -> each.entry().content())
        .orElse(List.of());
  }

  private ChatMessage at(SharedFile shared, String where) throws Exception {
    SealedSource source = shared.source().orElseThrow();
    SharedFile moved =
        shared.at(new SealedSource(source.key(), source.hashes(), List.of(server.url(where))));
    return saying(moved, where);
  }

  private static ChatMessage saying(SharedFile shared, String id) {
    Attachment attachment = new Attachment(SharedFileCodec.encode(shared));
    return saying(id, Content.of("").bringing(List.of(attachment)));
  }

  private static ChatMessage saying(String id, Content content) {
    return new ChatMessage(
            id,
            BOB,
            BOB,
            Optional.empty(),
            false,
            "",
            Instant.EPOCH,
            DeliveryState.RECEIVED,
            Optional.empty())
        .saying(content);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> all = java.nio.file.Files.list(folder)) {
      return all.filter(java.nio.file.Files::isRegularFile).toList();
    }
  }

  private static byte[] read(KeptFile file) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  private static void assertFails(Reason reason, Transfer transfer) {
    assertThatThrownBy(() -> transfer.await(SOON))
        .isInstanceOfSatisfying(FileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void assertRefused(Reason reason, FileSource source) {
    assertThatThrownBy(() -> attach(source))
        .isInstanceOfSatisfying(FileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static byte[] content(int size) {
    byte[] out = new byte[size];
    new Random(size).nextBytes(out);
    System.arraycopy("not a picture".getBytes(UTF_8), 0, out, 0, 13);
    return out;
  }

  /** Says another size than it has, or cannot be opened. */
  private static final class Fickle implements FileSource {
    private final long size;
    private final byte[] content;

    Fickle(long size, byte[] content) {
      this.size = size;
      this.content = content;
    }

    @Override
    public FileName name() {
      return FileName.clean("x.bin");
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public InputStream open() throws IOException {
      if (content == null) {
        throw new IOException("gone");
      }
      return new ByteArrayInputStream(content);
    }
  }

  /** Gives a byte at a time. */
  private static final class Slow implements FileSource {
    private final byte[] content;

    Slow(byte[] content) {
      this.content = content;
    }

    @Override
    public FileName name() {
      return FileName.clean("x.bin");
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content) {
        @Override
        public synchronized int read(byte[] out, int offset, int length) {
          return super.read(out, offset, Math.min(1, length));
        }
      };
    }
  }
}
