package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.TestDevice;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import im.symbolon.service.jdbc.Sql;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server that had the plugin of version 1 gets the newest. */
abstract class UpgradeContract {
  private static final BareJid BOB = new BareJid("bob", "alpha.test");
  private static final TestDevice DEVICE = new TestDevice(BOB, 7);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  /** Has the server of alpha.test use that database. */
  abstract LabPlan on(LabPlan plan);

  /** The database of a server that is stopped. */
  abstract ConnectionSource database(Path home);

  abstract Schema schema();

  @Test
  void whatTheTablesHeldIsServedAndTheNewOnesAreThere() throws Exception {
    LabPlan plan =
        LabPlan.of(directory, "alpha.test").withProperty("admin.authorizedJIDs", "root@alpha.test");
    try (FederationLab lab = FederationLab.start(on(plan))) {
      RunningOpenfire alpha = lab.server("alpha.test");
      alpha.stop();
      PrekeyPublication published = installVersion1(database(alpha.home()));

      Files.copy(PluginOnOpenfireTest.PLUGIN, alpha.home().resolve("plugins/symbolon.jar"));
      alpha.restart();
      alpha.awaitPlugin("symbolon", Duration.ofSeconds(60));
      try (AdHoc root = AdHoc.register(alpha, lab.ca().trustManager())) {
        ClaimRequest request = ClaimRequest.all(BOB);
        XmlElement answer = root.client().ask("set", "alpha.test", request.toXml());
        assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
        assertThat(
                ClaimResponse.parse(answer.children().get(0)).bundles().get(new DeviceId(7)).key())
            .isEqualTo(published.claimKeys().get(0));
        root.policy(AdHoc.field("open", "1"), AdHoc.field("rules", "everybody = free 1"));
        assertThat(root.audit()).contains("policy ");
        assertThat(AdHoc.value(root.start("overview"), "devices")).isEqualTo("1");
      }
      assertThat(alpha.log()).doesNotContain("at im.symbolon.");
      alpha.stop();
      assertIsNewest(database(alpha.home()));
    }
  }

  /** As the first version of the plugin left it, with a device and two of its keys. */
  private PrekeyPublication installVersion1(ConnectionSource connections) throws Exception {
    Database database = new Database(connections);
    schema().upgrade(1, connections);
    database.autoCommitted(
        Sql.of("INSERT INTO ofVersion (name, version) VALUES ('symbolon', 1)")::update);
    Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
    PrekeyPublication publication = DEVICE.publication(Mode.REFILL, 0, 2, expires);
    new PreKeyStore(database, Clock.systemUTC(), ClaimLimit.DEFAULT)
        .publish(BOB, publication.verify(BOB, new JdkSignatureVerifier()));
    return publication;
  }

  private static void assertIsNewest(ConnectionSource connections) throws SQLException {
    new Database(connections)
        .autoCommitted(
            c -> {
              assertThat(count(c, "ofVersion WHERE name = 'symbolon' AND version = 2")).isOne();
              assertThat(count(c, "symbolonDevice WHERE device = 7")).isOne();
              assertThat(count(c, "symbolonPreKey WHERE used = 0")).isOne();
              assertThat(count(c, "symbolonPolicy")).isOne();
              assertThat(count(c, "symbolonDomainKey")).isOne();
              assertThat(count(c, "symbolonMail")).isZero();
              assertThat(count(c, "symbolonFile")).isZero();
              return true;
            });
  }

  private static int count(Connection connection, String rows) throws SQLException {
    return Sql.of("SELECT COUNT(*) FROM " + rows).count(connection);
  }
}
