package im.symbolon.service.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** The tables of this service, for hosts that do not install schemas themselves. */
public enum Schema {
  HSQLDB,
  POSTGRESQL;

  /** The script's text. */
  public String script() throws IOException {
    String path = "/im/symbolon/service/schema/" + name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream in = Schema.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Creates the tables in an empty database. */
  public void install(ConnectionSource connections) throws IOException, SQLException {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      for (String each : script().split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }
}
