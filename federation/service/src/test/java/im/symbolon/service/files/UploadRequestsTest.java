package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.service.IqEndpoint;
import im.symbolon.service.MovableClock;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.PacketError.Condition;

/** XEP-0363 §3 to §6, as a client sees them. */
class UploadRequestsTest {
  private static final String NAMESPACE = "urn:xmpp:http:upload:0";
  private static final String PURPOSE = "urn:xmpp:http:upload:purpose:0";
  private static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:files-requests");

  private final MovableClock clock = new MovableClock(NOW);
  private final SwitchableDatabase database = new SwitchableDatabase(MEMORY);
  private final FileBook book =
      new FileBook(
          new Database(database),
          clock,
          new SecureRandom(),
          new FileRules(new FileQuota(20_000, 100_000, 50, 50_000, 3), FileTimes.DEFAULT));
  private final ServiceAddresses addresses =
      new ServiceAddresses("montague.test", Set.of("upload.montague.test"));
  private final IqEndpoint endpoint =
      new IqEndpoint(
          addresses,
          List.of(new UploadRequests(addresses, book, URI.create("https://up.test:7445"))));

  @BeforeEach
  void install() throws Exception {
    Schema.HSQLDB.install(MEMORY);
  }

  @AfterEach
  void drop() throws Exception {
    try (Connection connection = MEMORY.open();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA PUBLIC CASCADE");
    }
  }

  private static Element request(String name, String size) {
    Element out = DocumentHelper.createElement(QName.get("request", NAMESPACE));
    out.addAttribute("filename", name);
    out.addAttribute("size", size);
    return out;
  }

  private IQ ask(String from, IQ.Type type, Element child) {
    IQ iq = new IQ(type);
    iq.setFrom(from);
    iq.setTo("upload.montague.test");
    iq.setChildElement(child.createCopy());
    return endpoint.answer(iq).orElseThrow();
  }

  private IQ ask(Element child) {
    return ask("romeo@montague.test/garden", IQ.Type.get, child);
  }

  private static PacketError refused(Condition condition, IQ answer) {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.error);
    assertThat(answer.getError().getCondition()).isEqualTo(condition);
    return answer.getError();
  }

  private static Element detail(PacketError error, String name) {
    return error.getElement().element(QName.get(name, NAMESPACE));
  }

  @Test
  void givesASlot() throws Exception {
    Element request = request("très cool.jpg", "12345");
    request.addAttribute("content-type", "image/jpeg");
    Element slot = ask(request).getChildElement();
    assertThat(slot.getQName()).isEqualTo(QName.get("slot", NAMESPACE));
    String put = slot.element("put").attributeValue("url");
    assertThat(put).matches("https://up\\.test:7445/[a-z2-7]{32}/tr%C3%A8s%20cool\\.jpg");
    assertThat(slot.element("get").attributeValue("url")).isEqualTo(put);
    FileUrl url = FileUrl.parse(URI.create(put).getRawPath()).orElseThrow();
    assertThat(book.claim(url, 12345, new MediaType("image/jpeg")).account())
        .isEqualTo("romeo@montague.test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "romeo@capulet.test/garden",
        "romeo@conference.montague.test/garden",
        "romeo@montague.test.evil.test",
        "montague.test",
        "conference.montague.test"
      })
  void onlyTheDomainsOwnAccountsGetSlots(String from) {
    refused(Condition.forbidden, ask(from, IQ.Type.get, request("a.jpg", "10")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "0x10",
        "NaN",
        "１２",
        "-9223372036854775808"
      })
  void whatIsNoSizeIsRefused(String size) {
    refused(Condition.bad_request, ask(request("a.jpg", size)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20001",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999999999999999999"
      })
  void tooLargeSaysHowLargeItMayBe(String size) {
    PacketError error = refused(Condition.not_acceptable, ask(request("a.jpg", size)));
    assertThat(error.getType()).isEqualTo(PacketError.Type.modify);
    assertThat(detail(error, "file-too-large").elementText("max-file-size")).isEqualTo("20000");
    assertThat(ask(request("a.jpg", "020000")).getType()).isEqualTo(IQ.Type.result);
  }

  @Test
  void namesThatAreNoneOrTooLongAreRefused() {
    refused(Condition.bad_request, ask(request("", "10")));
    refused(Condition.bad_request, ask(request("a".repeat(256), "10")));
    refused(Condition.bad_request, ask(request("a".repeat(100_000), "10")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "..", "a/b\\c", "x\u202Egpj.exe", "<&'\">", "%2e%2e"})
  void hostileNamesMakeHarmlessUrls(String name) {
    Element slot = ask(request(name, "10")).getChildElement();
    URI url = URI.create(slot.element("put").attributeValue("url"));
    assertThat(url.normalize()).isEqualTo(url);
    assertThat(url.getPath().substring(34)).doesNotContain("/", "\\", "\u202E");
  }

  @Test
  void incompleteAndContradictoryRequestsAreRefused() {
    Element nameless = request("a", "10");
    nameless.remove(nameless.attribute("filename"));
    refused(Condition.bad_request, ask(nameless));
    Element sizeless = request("a", "10");
    sizeless.remove(sizeless.attribute("size"));
    refused(Condition.bad_request, ask(sizeless));
    Element typed = request("a", "10");
    typed.addAttribute("content-type", "text/html\u0085X: y");
    refused(Condition.bad_request, ask(typed));
    Element nested = request("a", "10");
    nested.add(request("b", "20"));
    refused(Condition.bad_request, ask(nested));
    Element slot = DocumentHelper.createElement(QName.get("slot", NAMESPACE));
    refused(Condition.bad_request, ask(slot));
    refused(
        Condition.bad_request, ask("romeo@montague.test/garden", IQ.Type.set, request("a", "10")));
  }

  @Test
  void onlyFilesForMessagesAreKept() {
    Element message = request("a", "10");
    message.addElement(QName.get("message", PURPOSE));
    assertThat(ask(message).getType()).isEqualTo(IQ.Type.result);
    for (String each : List.of("profile", "ephemeral", "permanent")) {
      Element other = request("a", "10");
      other.addElement(QName.get(each, PURPOSE));
      refused(Condition.feature_not_implemented, ask(other));
    }
  }

  @Test
  void theQuotaSaysWhenToComeAgain() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask(request("a", "10")).getType()).isEqualTo(IQ.Type.result);
    }
    PacketError error = refused(Condition.resource_constraint, ask(request("a", "10")));
    assertThat(error.getType()).isEqualTo(PacketError.Type.wait);
    assertThat(detail(error, "retry").attributeValue("stamp")).isEqualTo("2026-11-20T12:35:00Z");
    clock.advance(Duration.ofMinutes(5));
    assertThat(ask(request("a", "10")).getType()).isEqualTo(IQ.Type.result);
  }

  @Test
  void aDatabaseThatIsAwayIsAnErrorAndLaterNone() {
    database.goAway();
    refused(Condition.internal_server_error, ask(request("a", "10")));
    database.comeBack();
    assertThat(ask(request("a", "10")).getType()).isEqualTo(IQ.Type.result);
  }

  @Test
  void theLogHasNoUrl() {
    try (TestLog log = new TestLog()) {
      Element slot = ask(request("secret-plan.pdf", "10")).getChildElement();
      String token = slot.element("put").attributeValue("url").substring(21, 53);
      database.goAway();
      ask(request("secret-plan.pdf", "10"));
      assertThat(log.lines())
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(line -> assertThat(line).doesNotContain(token).doesNotContain("secret-plan"));
    }
  }

  @Test
  void saysThatItStoresFilesAndHowLarge() {
    Element query =
        DocumentHelper.createElement(QName.get("query", "http://jabber.org/protocol/disco#info"));
    String info = ask(query).getChildElement().asXML();
    assertThat(info)
        .contains("category=\"store\"")
        .contains("type=\"file\"")
        .contains("var=\"" + NAMESPACE + "\"")
        .containsPattern("var=\"FORM_TYPE\"[^>]*>\\s*<value[^>]*>" + NAMESPACE)
        .containsPattern("var=\"max-file-size\"[^>]*>\\s*<value[^>]*>20000<");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://up.test",
        "https://up.test/",
        "https://up.test/files",
        "https://up.test?a",
        "https://up.test#a",
        "https://user@up.test",
        "https:up.test",
        "up.test"
      })
  void wantsAnAddressThatPathsCanFollow(String base) {
    assertThatThrownBy(() -> new UploadRequests(addresses, book, URI.create(base)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
