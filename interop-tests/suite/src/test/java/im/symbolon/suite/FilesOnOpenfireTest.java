package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.files.S3MockProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files on real servers: alpha on its disk, beta on a disk that is full, gamma in S3; delta finds
 * its port taken and epsilon no folder.
 */
class FilesOnOpenfireTest {
  private static final String UPLOAD = "urn:xmpp:http:upload:0";
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Openfire looks into the plugin directory every 20 seconds. */
  private static final Duration LOOK = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static ServerSocket taken;
  private static S3MockProcess s3;
  private static FederationLab lab;

  @BeforeAll
  static void start() throws Exception {
    taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    s3 = S3MockProcess.start(Files.createDirectory(directory.resolve("s3mock")));
    lab =
        FederationLab.start(
            LabPlan.of(
                    directory,
                    "alpha.test",
                    "beta.test",
                    "gamma.test",
                    "delta.test",
                    "epsilon.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN)
                .withProperty("symbolon.files.maxBytes", "2000000")
                .withProperty("beta.test", "symbolon.files.reserveBytes", "1152921504606846976")
                .withProperty("gamma.test", "symbolon.files.storage", "s3")
                .withProperty("gamma.test", "symbolon.files.s3.endpoint", s3.endpoint().toString())
                .withProperty("gamma.test", "symbolon.files.s3.bucket", S3MockProcess.BUCKET)
                .withProperty("gamma.test", "symbolon.files.s3.keyId", "the-key")
                .withProperty("gamma.test", "symbolon.files.s3.password", "the-secret")
                .withProperty("delta.test", "symbolon.files.interface", "127.0.0.1")
                .withProperty("delta.test", "symbolon.files.port", "" + taken.getLocalPort())
                .withProperty("epsilon.test", "symbolon.files.folder", "/nowhere/to/be/found"));
    for (RunningOpenfire server : lab.servers()) {
      server.awaitPlugin("symbolon", SOON);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (lab != null) {
      lab.close();
    }
    if (s3 != null) {
      s3.close();
    }
    taken.close();
  }

  /** XEP-0363 §4: "querying the services associated with the server using Service Discovery". */
  @Test
  void isFoundAmongTheDomainsItems() throws Exception {
    try (RawClient alice = login("alpha.test", "alice1")) {
      assertThat(alice.ask("get", "alpha.test", query(Namespaces.DISCO_ITEMS)).toXml())
          .contains("jid='e2ee.alpha.test'");
      assertThat(alice.ask("get", "e2ee.alpha.test", query(Namespaces.DISCO_INFO)).toXml())
          .contains("var='" + UPLOAD + "'")
          .containsPattern("<identity[^>]*category='store'[^>]*type='file'")
          .containsPattern("var='max-file-size'[^>]*><value>2000000</value>");
    }
  }

  @Test
  void aFileIsUploadedOnOneDomainAndReadFromTheOther() throws Exception {
    byte[] content = content(1_000_000);
    try (RawClient alice = login("alpha.test", "alice2");
        RawClient bob = login("beta.test", "bob2")) {
      Slot slot = slot(alice, content.length);
      assertThat(port("alpha.test").put(slot.put, content).status()).isEqualTo(201);
      alice.plain().say("bob2@beta.test", slot.get.toString());
      Message told = bob.plain().next(20);
      URI url = URI.create(told.getBody());
      assertThat(port("alpha.test").get(url).body()).isEqualTo(text(content));
      FilePort.Answer part = port("alpha.test").get(url, "Range: bytes=10-19");
      assertThat(part.status()).isEqualTo(206);
      assertThat(part.head()).containsIgnoringCase("content-range: bytes 10-19/1000000");
      assertThat(part.body()).isEqualTo(text(content).substring(10, 20));
    }
  }

  @Test
  void otherDomainsUsersGetNoSlotAndNobodyOneTooLarge() throws Exception {
    try (RawClient alice = login("alpha.test", "alice3");
        RawClient mallory = login("beta.test", "alice3")) {
      assertRefused("forbidden", mallory.ask("get", "e2ee.alpha.test", request(10)));
      XmlElement large = alice.ask("get", "e2ee.alpha.test", request(2_000_001));
      assertRefused("not-acceptable", large);
      assertThat(large.toXml()).contains("<max-file-size>2000000<");
    }
  }

  @Test
  void aFullDiskRefusesTheUploadAndNothingStaysOfIt() throws Exception {
    try (RawClient bob = login("beta.test", "bob4")) {
      byte[] content = content(100_000);
      Slot slot = slot(bob, content.length);
      assertThat(port("beta.test").put(slot.put, content).status()).isEqualTo(507);
      assertThat(port("beta.test").get(slot.get).status()).isEqualTo(404);
      assertThat(kept("beta.test")).isEmpty();
    }
  }

  @Test
  void anUploadThatStopsHalfWayLeavesNothing() throws Exception {
    try (RawClient alice = login("alpha.test", "alice5")) {
      byte[] content = content(1_500_000);
      Slot slot = slot(alice, content.length);
      FilePort port = port("alpha.test");
      try (SSLSocket socket = port.connect()) {
        String head = port.head("PUT", slot.put) + "Content-Length: 1500000\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(content, 0, 700_000);
        await().atMost(SOON).until(() -> kept("alpha.test").stream().anyMatch(this::isHalf));
      }
      await().atMost(SOON).until(() -> kept("alpha.test").stream().noneMatch(this::isHalf));
      assertThat(port.get(slot.get).status()).isEqualTo(404);
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(port.put(slot.put, content).status()).isEqualTo(404));
    }
  }

  private boolean isHalf(Path file) {
    return file.toString().endsWith(".part");
  }

  @Test
  void anUploadThatLiesAboutItsSizeIsRefused() throws Exception {
    try (RawClient alice = login("alpha.test", "alice6")) {
      byte[] content = content(1000);
      Slot slot = slot(alice, content.length);
      FilePort port = port("alpha.test");
      assertThat(port.put(slot.put, content(1001)).status()).isEqualTo(400);
      assertThat(port.put(slot.put, content(999)).status()).isEqualTo(400);
      String chunked = port.head("PUT", slot.put) + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
      assertThat(port.send(chunked, new byte[0]).status()).isEqualTo(411);
      assertThat(port.put(slot.put, content).status()).isEqualTo(201);
      assertThat(port.put(slot.put, content(1000)).status()).isEqualTo(409);
      assertThat(port.get(slot.get).body()).isEqualTo(text(content));
    }
  }

  @Test
  void filesGoToS3AndThePortIsFreeWhenThePluginIsTakenOut() throws Exception {
    byte[] content = content(300_000);
    RunningOpenfire gamma = lab.server("gamma.test");
    try (RawClient carol = login("gamma.test", "carol7")) {
      Slot slot = slot(carol, content.length);
      FilePort port = port("gamma.test");
      assertThat(port.put(slot.put, content).status()).as(gamma.log()).isEqualTo(201);
      assertThat(port.get(slot.get).body()).isEqualTo(text(content));
      assertThat(port.get(slot.get, "Range: bytes=-5").body())
          .isEqualTo(text(content).substring(299_995));
      assertThat(kept("gamma.test")).isEmpty();
      assertThat(files(directory.resolve("s3mock/s3")))
          .anySatisfy(file -> assertThat(file).hasBinaryContent(content));
      Files.delete(gamma.home().resolve("plugins/symbolon.jar"));
      await().atMost(LOOK).until(() -> isFree(gamma));
    }
    assertThat(gamma.log()).doesNotContain("the-secret", "\tat im.symbolon.");
  }

  private static boolean isFree(RunningOpenfire server) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections of a moment ago linger
      socket.bind(new InetSocketAddress(server.address(), FilePort.PORT));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta.test", "epsilon.test"})
  void whatCannotBeginIsOneLineInTheLogAndTheRestWorks(String domain) throws Exception {
    RunningOpenfire server = lab.server(domain);
    List<String> said =
        server.log().lines().filter(line -> line.contains("No files are served")).toList();
    assertThat(said)
        .singleElement()
        .asString()
        .contains(domain.startsWith("d") ? ":" + taken.getLocalPort() : "/nowhere/to/be/found");
    assertThat(server.log()).doesNotContain("\tat im.symbolon.");
    try (RawClient dave = login(domain, "dave8")) {
      assertThat(dave.ask("get", "e2ee." + domain, query(Namespaces.DISCO_INFO)).toXml())
          .contains(Namespaces.PREKEYS)
          .doesNotContain(UPLOAD);
    }
  }

  private record Slot(URI put, URI get) {}

  private static Slot slot(RawClient owner, long size) throws Exception {
    String domain = owner.plain().connection().getXMPPServiceDomain().toString();
    XmlElement answer = owner.ask("get", "e2ee." + domain, request(size));
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
    List<XmlElement> urls = answer.children().get(0).children();
    return new Slot(url(urls.get(0), "put"), url(urls.get(1), "get"));
  }

  private static URI url(XmlElement element, String name) {
    assertThat(element.name()).isEqualTo(name);
    return URI.create(element.attribute("url").orElseThrow());
  }

  private static String request(long size) {
    return "<request xmlns='" + UPLOAD + "' filename='x.bin' size='" + size + "'/>";
  }

  private static String query(String namespace) {
    return "<query xmlns='" + namespace + "'/>";
  }

  private static RawClient login(String domain, String name) throws Exception {
    return RawClient.register(lab.server(domain), name, lab.ca().trustManager());
  }

  private static FilePort port(String domain) throws Exception {
    return new FilePort(lab.server(domain), lab.ca().clientContext());
  }

  /** Every file below the folder that the plugin makes in the server's home. */
  private static List<Path> kept(String domain) throws IOException {
    return files(lab.server(domain).home().resolve("symbolon/files"));
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void assertRefused(String condition, XmlElement answer) {
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("error");
    assertThat(answer.toXml()).contains("<" + condition);
  }

  private static byte[] content(int size) {
    byte[] out = new byte[size];
    new Random(size).nextBytes(out);
    return out;
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }
}
