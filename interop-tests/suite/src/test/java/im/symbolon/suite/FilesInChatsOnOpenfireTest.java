package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.blindness.BlindnessSearch;
import im.symbolon.lab.blindness.Needles;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.files.Attaching;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.FileSource;
import im.symbolon.messenger.files.KeptFile;
import im.symbolon.messenger.files.Transfer;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.FileMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Issue 7: files in chats of people on two federated domains, through the servers' own ports. */
class FilesInChatsOnOpenfireTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int LARGE = 20_000_000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan =
        LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test")
            .withPlugin(PluginOnOpenfireTest.PLUGIN)
            .withProperty("symbolon.files.maxBytes", "30000000")
            .recordingStanzas();
    lab = FederationLab.start(plan);
    for (RunningOpenfire server : lab.servers()) {
      server.awaitPlugin("symbolon", Duration.ofSeconds(30));
    }
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private static Scene scene() {
    return new Scene(lab, directory);
  }

  @Test
  void aLargeFileArrivesAsItWasAndNoServerSeesWhatItIs() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      Device bob = scene.joins("bob1@beta.test", "phone");
      Device tablet = scene.links(alice, "tablet");
      byte[] content = content(LARGE, 1);
      Path file = write("the secret plan 5d41402a.bin", content);
      Transfer sent = attach(alice, bob.account(), file, Attaching.saying("look 7d793037"));
      assertThat(sent.message().state()).isEqualTo(DeliveryState.QUEUED);
      assertThat(bytes(sent.await(LONG))).isEqualTo(content);

      ChatMessage got = arrived(bob, alice.account(), sent.message().id());
      assertThat(got.text()).isEqualTo("look 7d793037");
      FileMetadata told = im.symbolon.messenger.files.Files.file(got, 0).metadata();
      assertThat(told.name().value()).isEqualTo("the secret plan 5d41402a.bin");
      assertThat(told.size()).contains((long) LARGE);
      KeptFile kept = bob.messenger().files().fetch(got, 0).await(LONG);
      assertThat(bytes(kept)).isEqualTo(content);
      Path saved = kept.saveInto(Files.createTempDirectory(directory, "saved"));
      assertThat(saved).hasFileName("the secret plan 5d41402a.bin").hasBinaryContent(content);
      Scene.awaitState(alice, bob.account(), sent.message().id(), DeliveryState.DELIVERED);

      ChatMessage own = arrived(tablet, bob.account(), sent.message().id());
      assertThat(bytes(tablet.messenger().files().fetch(own, 0).await(LONG))).isEqualTo(content);
      assertBlind(content);
      scene.assertClean();
    }
  }

  private static void assertBlind(byte[] content) throws Exception {
    Needles needles =
        new Needles()
            .text("control", "alice1@alpha.test")
            .text("name", "the secret plan 5d41402a")
            .text("caption", "look 7d793037");
    for (int at = 0; at + 32 <= content.length; at += content.length / 8) {
      needles.secret("content", Arrays.copyOfRange(content, at, at + 32));
    }
    assertThat(largest("alpha.test")).as("the sealed file is there").isEqualTo(LARGE + 16);
    BlindnessSearch.Result result =
        new BlindnessSearch(needles)
            .search(lab.servers().stream().map(RunningOpenfire::home).toList());
    assertThat(result.found("control")).as("the search can find something").isTrue();
    assertThat(result.findings())
        .as("what was found")
        .allMatch(finding -> finding.label().startsWith("control"));
  }

  @Test
  void aDownloadThatBrokeOffGoesOnAfterARestart() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice2@alpha.test", "laptop");
      Device bob = scene.joins("bob2@beta.test", "phone");
      byte[] content = content(LARGE, 2);
      Path file = write("long.bin", content);
      Transfer sent = attach(alice, bob.account(), file, Attaching.PLAINLY);
      sent.await(LONG);
      ChatMessage got = arrived(bob, alice.account(), sent.message().id());
      Transfer broken = bob.messenger().files().fetch(got, 0);
      broken.watch(
          progress -> {
            if (progress.stage() == Transfer.Stage.MOVING && progress.done() > LARGE / 4) {
              broken.cancel();
            }
          });
      assertRefused(Reason.CANCELLED, broken);
      long came = largest(directory.resolve("bob2-phone.db.files"));
      assertThat(came).isGreaterThan(LARGE / 4).isLessThan(LARGE);
      assertThat(bob.messenger().files().kept(got, 0)).isEmpty();

      bob.stop();
      bob.start().connect();
      Transfer resumed = bob.messenger().files().fetch(got, 0);
      long[] first = {Long.MAX_VALUE};
      resumed.watch(
          progress -> {
            if (progress.stage() == Transfer.Stage.MOVING) {
              first[0] = Math.min(first[0], progress.done());
            }
          });
      assertThat(bytes(resumed.await(LONG))).isEqualTo(content);
      assertThat(first[0]).as("it went on where it was").isGreaterThan(came);
    }
  }

  @Test
  void whatWasChangedOnTheServerIsRefusedWithOneSentence() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice3@alpha.test", "laptop");
      Device bob = scene.joins("bob3@beta.test", "phone");
      Set<Path> before = new HashSet<>(kept("alpha.test"));
      Path file = write("photo.bin", content(100_000, 3));
      Transfer sent = attach(alice, bob.account(), file, Attaching.PLAINLY);
      sent.await(LONG);
      Collection<Path> now = new HashSet<>(kept("alpha.test"));
      now.removeAll(before);
      assertThat(now).hasSize(1);
      flip(now.iterator().next(), 50_000);

      ChatMessage got = arrived(bob, alice.account(), sent.message().id());
      FileException refused =
          assertRefused(Reason.NOT_AUTHENTIC, bob.messenger().files().fetch(got, 0));
      assertThat(refused)
          .hasMessage("This file was changed on its way and is not shown: ask for it again.");
      assertThat(bob.messenger().files().kept(got, 0)).isEmpty();
      assertThat(files(directory.resolve("bob3-phone.db.files"))).isEmpty();
    }
  }

  @Test
  void aFileThatTheServerHasNoRoomForIsNotSentAndTheChatSaysSo() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice4@alpha.test", "laptop");
      Device bob = scene.joins("bob4@beta.test", "phone");
      Path file = write("huge.bin", content(30_000_000, 4));
      Transfer sent = attach(alice, bob.account(), file, Attaching.PLAINLY);
      assertRefused(Reason.TOO_LARGE, sent);
      ChatMessage line = stored(alice, bob.account(), sent.message().id()).orElseThrow();
      assertThat(line.state()).isEqualTo(DeliveryState.FAILED);
      assertThat(line.note()).contains(Note.FILE_NOT_SENT);
      assertThat(files(directory.resolve("alice4-laptop.db.files"))).isEmpty();
    }
  }

  @Test
  void aFileThatIsSentWithoutConnectionLeavesWithTheNextOne() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice5@alpha.test", "laptop");
      Device bob = scene.joins("bob5@beta.test", "phone");
      alice.stop();
      alice.start();
      byte[] content = content(300_000, 5);
      Path file = write("later.bin", content);
      Transfer waiting = attach(alice, bob.account(), file, Attaching.PLAINLY);
      assertRefused(Reason.NETWORK, waiting);
      assertThat(stored(alice, bob.account(), waiting.message().id()).orElseThrow().state())
          .isEqualTo(DeliveryState.QUEUED);
      Files.delete(file);
      alice.stop();
      alice.start().connect();
      ChatMessage got = arrived(bob, alice.account(), waiting.message().id());
      assertThat(bytes(bob.messenger().files().fetch(got, 0).await(LONG))).isEqualTo(content);
    }
  }

  @Test
  void filesAreSentInGroups() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice6@alpha.test", "laptop");
      Device bob = scene.joins("bob6@beta.test", "phone");
      BareJid room = alice.messenger().groups().create("files");
      alice.messenger().groups().add(room, bob.account());
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  bob.messenger().groups().all().stream()
                      .anyMatch(each -> each.place().room().equals(room)));
      bob.messenger().groups().join(room);
      byte[] content = content(200_000, 6);
      Transfer sent = attach(alice, room, write("group.bin", content), Attaching.saying("for all"));
      sent.await(LONG);
      ChatMessage got = arrived(bob, room, sent.message().id());
      assertThat(bytes(bob.messenger().files().fetch(got, 0).await(LONG))).isEqualTo(content);
      await().atMost(PATIENCE).until(() -> bob.texts().contains("for all"));
    }
  }

  private static Transfer attach(Device from, BareJid chat, Path file, Attaching how)
      throws Exception {
    return from.messenger().files().attach(chat, FileSource.of(file), how);
  }

  private static ChatMessage arrived(Device device, BareJid chat, String id) throws Exception {
    await().atMost(PATIENCE).until(() -> stored(device, chat, id).isPresent());
    return stored(device, chat, id).orElseThrow();
  }

  private static Optional<ChatMessage> stored(Device device, BareJid chat, String id)
      throws Exception {
    return device.messenger().history(chat, 1000).stream()
        .filter(each -> each.id().equals(id))
        .findFirst();
  }

  private static FileException assertRefused(Reason reason, Transfer transfer) {
    FileException[] thrown = new FileException[1];
    assertThatThrownBy(() -> transfer.await(LONG))
        .isInstanceOfSatisfying(
            FileException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              thrown[0] = e;
            });
    return thrown[0];
  }

  private static byte[] bytes(KeptFile file) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.writeTo(out);
    return out.toByteArray();
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      int value = open.read();
      open.seek(at);
      open.write(value ^ 1);
    }
  }

  private static Path write(String name, byte[] content) throws IOException {
    return Files.write(Files.createTempDirectory(directory, "own").resolve(name), content);
  }

  private static List<Path> kept(String domain) throws IOException {
    return files(lab.server(domain).home().resolve("symbolon/files"));
  }

  private static long largest(String domain) throws IOException {
    return largest(lab.server(domain).home().resolve("symbolon/files"));
  }

  private static long largest(Path folder) throws IOException {
    long largest = 0;
    for (Path each : files(folder)) {
      largest = Math.max(largest, Files.size(each));
    }
    return largest;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] content(int size, long seed) {
    byte[] out = new byte[size];
    new Random(seed).nextBytes(out);
    return out;
  }
}
