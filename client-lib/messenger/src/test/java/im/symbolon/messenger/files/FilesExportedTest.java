package im.symbolon.messenger.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.export.Export;
import im.symbolon.messenger.export.ExportOrder;
import im.symbolon.messenger.export.Exported;
import im.symbolon.messenger.export.SpokenWords;
import im.symbolon.messenger.files.http.FileServer;
import im.symbolon.messenger.files.http.HostLookup;
import im.symbolon.messenger.files.http.UrlHttpDoor;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.UploadSlots;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of chats that come along in a copy. */
class FilesExportedTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  @TempDir Path certificates;
  @TempDir Path folder;
  private final Surroundings alice =
      new Surroundings(
          UploadServer.ALICE, new MemoryRowStore(), new Random(5)::nextBytes, Clock.systemUTC());
  private final UploadServer uploads = new UploadServer();
  private FileServer server;
  private im.symbolon.messenger.files.Files files;

  @BeforeEach
  void start() throws Exception {
    server = FileServer.start(certificates);
    files =
        new im.symbolon.messenger.files.Files(
            alice,
            new FileSurroundings(
                new MediaFolder(folder.resolve("sealed")),
                new UrlHttpDoor(server.client(), HostLookup.SYSTEM, (host, address) -> true)),
            new UploadSlots(uploads, new Disco(uploads)),
            outcome -> {});
  }

  @AfterEach
  void stop() {
    files.close();
    server.close();
  }

  private void sent(String name, String content) throws Exception {
    server.storing("/" + name.hashCode());
    uploads.put = server.url("/" + name.hashCode()).text();
    uploads.get = uploads.put;
    files.attach(BOB, BytesSource.of(name, content.getBytes(UTF_8)), Attaching.PLAINLY).await(SOON);
  }

  private Exported write(boolean wanted, String name) throws Exception {
    ExportOrder order = new ExportOrder(Optional.empty(), wanted, false, new SpokenWords(""));
    return new Export(alice, Optional.of(files))
        .write(order, folder.resolve(name), (lines, total) -> true);
  }

  private static String page(Exported copy) throws IOException {
    return Files.readString(copy.where().resolve("chats/001-bob@beta.test.html"));
  }

  @Test
  void theyLieBesideThePagesThatShowThem() throws Exception {
    sent("tea & cake.png", "a picture");
    sent("list.txt", "milk");
    Exported copy = write(true, "copy");
    assertThat(copy.files()).isEqualTo(2);
    assertThat(copy.where().resolve("files/001/00001-tea & cake.png")).hasContent("a picture");
    assertThat(copy.where().resolve("files/001/00002-list.txt")).hasContent("milk");
    assertThat(page(copy))
        .contains("href=\"../files/001/00001-tea%20%26%20cake.png\"", "<bdi>tea &amp; cake.png");
    assertThat(copy.where().resolve("chats/001-bob@beta.test.jsonl"))
        .content()
        .contains("\"path\":\"files/001/00002-list.txt\"", "\"size\":4");
  }

  @Test
  void withoutThemTheirNamesAreSaid() throws Exception {
    sent("list.txt", "milk");
    Exported copy = write(false, "copy");
    assertThat(copy).isEqualTo(new Exported(copy.where(), 1, 0, 0, 0));
    assertThat(copy.where().resolve("files")).doesNotExist();
    assertThat(page(copy)).contains("list.txt", "not_here[]");
  }

  @Test
  void whatABrowserWouldRunIsOnlyShown() throws Exception {
    sent("page.HTML", "<script>");
    sent("drawing.svg", "<svg onload=''>");
    Exported copy = write(true, "copy");
    assertThat(copy.where().resolve("files/001/00001-page.HTML.txt")).hasContent("<script>");
    assertThat(copy.where().resolve("files/001/00002-drawing.svg.txt")).exists();
    assertThat(page(copy)).doesNotContain("<img");
  }

  @Test
  void whatWasChangedOnThisDeviceOrIsNotHereIsNotPassedOn() throws Exception {
    sent("list.txt", "milk");
    try (Stream<Path> sealed = Files.list(folder.resolve("sealed"))) {
      Path file = sealed.filter(each -> each.toString().endsWith(".sealed")).findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[0] ^= 1;
      Files.write(file, bytes);
    }
    ChatMessage odd =
        new ChatMessage(
            "odd",
            BOB,
            BOB,
            Optional.empty(),
            false,
            Content.of("look")
                .bringing(
                    List.of(
                        new Attachment(
                            XmlElement.element("urn:xmpp:sfs:0", "file-sharing").build()))),
            Instant.EPOCH,
            DeliveryState.RECEIVED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    alice.store().transaction(rows -> new Messages(rows).add(odd));
    Exported copy = write(true, "copy");
    assertThat(copy.files()).isZero();
    assertThat(copy.absentFiles()).isEqualTo(2);
    try (Stream<Path> found = Files.walk(copy.where())) {
      assertThat(found.filter(each -> each.startsWith(copy.where().resolve("files/001"))))
          .allMatch(Files::isDirectory);
    }
  }
}
