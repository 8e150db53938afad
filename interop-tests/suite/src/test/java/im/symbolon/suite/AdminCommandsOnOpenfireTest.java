package im.symbolon.suite;

import static im.symbolon.suite.AdHoc.COMMANDS;
import static im.symbolon.suite.AdHoc.done;
import static im.symbolon.suite.AdHoc.field;
import static im.symbolon.suite.AdHoc.form;
import static im.symbolon.suite.AdHoc.value;
import static im.symbolon.suite.RawPep.accepted;
import static im.symbolon.suite.RawPep.ids;
import static im.symbolon.suite.RawPep.listed;
import static im.symbolon.suite.RawPep.publishList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.TestDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator's commands on a real server, and who tries them without being one. */
class AdminCommandsOnOpenfireTest {
  private static final List<String> ALL =
      List.of("overview", "devices", "revoke", "policy", "change-policy", "audit");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;
  private static RunningOpenfire alpha;
  private static AdHoc root;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN)
                .withProperty("admin.authorizedJIDs", "root@alpha.test"));
    alpha = lab.server("alpha.test");
    alpha.awaitPlugin("symbolon", Duration.ofSeconds(20));
    root = AdHoc.register(alpha, lab.ca().trustManager());
  }

  @AfterAll
  static void stop() {
    if (root != null) {
      root.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static RawClient register(String name) throws Exception {
    return RawClient.register(alpha, name, lab.ca().trustManager());
  }

  private static XmlElement items(RawClient client) throws Exception {
    String query = "<query xmlns='" + Namespaces.DISCO_ITEMS + "' node='" + COMMANDS + "'/>";
    return client.ask("get", "e2ee.alpha.test", query);
  }

  private static void assertRefused(String condition, XmlElement answer) {
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("error");
    assertThat(answer.toXml()).contains("<" + condition).doesNotContain("Exception");
  }

  @Test
  void administratorsFindTheCommands() throws Exception {
    String found = items(root.client()).toXml();
    for (String each : ALL) {
      assertThat(found).contains("node='urn:symbolon:admin:0#" + each + "'");
    }
    String disco = "<query xmlns='" + Namespaces.DISCO_INFO + "'/>";
    assertThat(root.client().ask("get", "e2ee.alpha.test", disco).toXml()).contains(COMMANDS);
  }

  @Test
  void everybodyElseIsRefusedAndFindsNothing() throws Exception {
    try (RawClient eve = register("eve1")) {
      assertThat(items(eve).toXml()).doesNotContain("urn:symbolon:admin:0");
      AdHoc tried = new AdHoc(eve, "alpha.test");
      for (String each : ALL) {
        assertRefused("forbidden", tried.start(each));
        assertRefused("forbidden", tried.submit(each, field("version", "0")));
      }
    }
    assertThat(value(root.start("policy"), "rules")).isEmpty();
  }

  /** The server's own commands on the domain go on working. */
  @Test
  void theServersOwnCommandsStay() throws Exception {
    root.group("team", "root@alpha.test");
    String query = "<query xmlns='" + Namespaces.DISCO_ITEMS + "' node='" + COMMANDS + "'/>";
    assertThat(root.client().ask("get", "alpha.test", query).toXml()).contains("add-group");
  }

  @Test
  void aDeviceIsCountedShownAndRevoked() throws Exception {
    int before = Integer.parseInt(value(root.start("overview"), "devices"));
    BareJid account = new BareJid("bob2", "alpha.test");
    Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
    try (RawClient bob = register("bob2")) {
      for (int id = 1; id <= 2; id++) {
        TestDevice device = new TestDevice(account, id);
        bob.ask("set", "alpha.test", device.publication(Mode.REFILL, 0, 2, expires).toXml());
      }
      for (OmemoVersion each : OmemoVersion.values()) {
        accepted(publishList(bob, each, 1, 2));
      }
      XmlElement overview = root.start("overview");
      assertThat(value(overview, "devices")).isEqualTo(Integer.toString(before + 2));
      assertThat(value(overview, "server-tls")).isEqualTo("required");
      String shown = done(root.submit("devices", field("account", account.toString())));
      assertThat(shown)
          .contains("2 prekeys and a last resort", "listed for OMEMO, listed for OMEMO 2");

      String revoked = field("account", account.toString()) + field("device", "1");
      done(root.submit("revoke", revoked));
      assertRefused("item-not-found", root.submit("revoke", revoked));
      XmlElement claimed = bob.ask("set", "alpha.test", ClaimRequest.all(account).toXml());
      assertThat(ClaimResponse.parse(claimed.children().get(0)).bundles())
          .containsOnlyKeys(new DeviceId(2));
      for (OmemoVersion each : OmemoVersion.values()) {
        assertThat(listed(bob, account.toString(), each)).isEqualTo(ids(2));
      }
      assertThat(root.audit()).contains("device 1 revoked", "root@alpha.test", "CHANGED");
    }
  }

  @Test
  void thePolicySurvivesAPowerCut() throws Exception {
    root.policy(field("open", "1"), field("rules", "everybody = free 1"), field("dry-run", "1"));
    root.close();
    alpha.kill();
    alpha.restart();
    alpha.awaitPlugin("symbolon", Duration.ofSeconds(20));
    root = AdHoc.login(alpha, lab.ca().trustManager());
    assertThat(value(root.start("policy"), "rules")).isEqualTo("everybody = free 1");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(value(root.start("overview"), "policy-dry-run")).isEqualTo("yes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<x xmlns='jabber:x:data'/>",
        "<x xmlns='jabber:x:data' type='submit'/><x xmlns='jabber:x:data' type='submit'/>",
        "<x xmlns='jabber:x:data' type='submit'><field var='version'/><field var='version'/></x>",
        "<x xmlns='jabber:x:data' type='submit'><field var='rights'/></x>",
        "<x xmlns='jabber:x:data' type='submit'><field var='version'><value>'; DROP TABLE"
            + " symbolonPolicy; --</value></field></x>"
      })
  void hostileFormsGetAPlainErrorAndChangeNothing(String content) throws Exception {
    String before = value(root.start("policy"), "version");
    assertRefused("bad-request", root.command("change-policy", "sessionid='s'", content));
    assertThat(value(root.start("policy"), "version")).isEqualTo(before);
  }

  @Test
  void hugeFormsGetAPlainError() throws Exception {
    String wide = "<field var='rules'>" + "<value>x</value>".repeat(5000) + "</field>";
    assertRefused("bad-request", root.submit("change-policy", wide));
    String deep = "<x xmlns='jabber:x:data'>".repeat(400) + "</x>".repeat(400);
    assertRefused("bad-request", root.command("audit", "sessionid='s'", deep));
    assertRefused(
        "bad-request", root.command("audit", "sessionid='" + "s".repeat(70) + "'", form("")));
    done(root.start("overview"));
  }
}
