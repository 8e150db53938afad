package im.symbolon.service.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
  private static ConnectionSource memory(String name) {
    return () -> DriverManager.getConnection("jdbc:hsqldb:mem:" + name);
  }

  /** An upgraded database and a new one are the same, and what was there stays. */
  @Test
  void theScriptsOfAllVersionsMakeTheNewestOfTheOldest() throws Exception {
    ConnectionSource fresh = memory("fresh");
    Schema.HSQLDB.install(fresh);
    ConnectionSource upgraded = memory("upgraded");
    Schema.HSQLDB.upgrade(1, upgraded);
    run(
        upgraded,
        "INSERT INTO symbolonClaims (account, device, domain, windowStart, claims)"
            + " VALUES ('b@b.test', 1, 'a.test', 0, 7)");
    for (int version = 2; version <= Schema.VERSION; version++) {
      Schema.HSQLDB.upgrade(version, upgraded);
    }
    assertThat(columns(upgraded)).isEqualTo(columns(fresh)).isNotEmpty();
    assertThat(
            Sql.of("SELECT claims FROM symbolonClaims")
                .list(upgraded.open(), 9, row -> row.getInt(1)))
        .containsExactly(7);
  }

  private static void run(ConnectionSource to, String text) throws SQLException {
    try (Connection connection = to.open();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private static SortedSet<String> columns(ConnectionSource of) throws SQLException {
    SortedSet<String> out = new TreeSet<>();
    try (Connection connection = of.open();
        ResultSet rows = connection.getMetaData().getColumns(null, "PUBLIC", null, null)) {
      while (rows.next()) {
        out.add(
            String.join(
                " ",
                rows.getString("TABLE_NAME"),
                rows.getString("COLUMN_NAME"),
                rows.getString("TYPE_NAME"),
                rows.getString("COLUMN_SIZE")));
      }
    }
    return out;
  }

  /** Hosts split scripts at semicolons, and join the rooms' scripts by their names' order. */
  @ParameterizedTest
  @EnumSource(Schema.class)
  void everyVersionHasAScript(Schema schema) throws IOException {
    for (int version = 1; version <= Schema.VERSION; version++) {
      assertThat(schema.script(version)).contains("CREATE").endsWith(";\n").doesNotContain("--");
    }
  }
}
