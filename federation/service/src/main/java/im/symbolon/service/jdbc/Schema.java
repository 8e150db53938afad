package im.symbolon.service.jdbc;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * The tables of this service, for hosts that do not install schemas themselves. Each version adds
 * scripts, one for each room, and changes none that was there: a database of an older version
 * becomes the newest by the scripts of the later versions, in order.
 */
public enum Schema {
  HSQLDB,
  POSTGRESQL;

  /** The rooms whose tables came with a version; the first is version 1. */
  private static final List<List<String>> ROOMS =
      List.of(
          List.of("prekeys"), List.of("audit", "devices", "files", "mailbox", "policy", "signer"));

  /** The newest version. */
  public static final int VERSION = ROOMS.size();

  /**
   * Which database it is.
   *
   * @throws SQLException when it is none of these
   */
  static Schema of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "HSQL Database Engine" -> HSQLDB;
      case "PostgreSQL" -> POSTGRESQL;
      default -> throw new SQLException("not made for " + product);
    };
  }

  /** The text that makes all tables in an empty database. */
  public String script() throws IOException {
    StringBuilder out = new StringBuilder();
    for (int version = 1; version <= VERSION; version++) {
      out.append(script(version));
    }
    return out.toString();
  }

  /** The text that makes this version out of the one before. */
  public String script(int version) throws IOException {
    StringBuilder out = new StringBuilder();
    for (String room : ROOMS.get(version - 1)) {
      out.append(read(version + "/" + room + "." + name().toLowerCase(Locale.ROOT) + ".sql"));
    }
    return out.toString();
  }

  private static String read(String path) throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream("/im/symbolon/service/schema/" + path)) {
      if (in == null) {
        throw new FileNotFoundException(path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Creates the tables in an empty database. */
  public void install(ConnectionSource connections) throws IOException, SQLException {
    run(script(), connections);
  }

  /** Makes this version out of the one before; what the tables hold stays. */
  public void upgrade(int version, ConnectionSource connections) throws IOException, SQLException {
    run(script(version), connections);
  }

  private static void run(String script, ConnectionSource connections) throws SQLException {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      for (String each : script.split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }
}
