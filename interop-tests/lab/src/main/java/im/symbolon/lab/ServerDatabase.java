package im.symbolon.lab;

import java.util.Objects;

/**
 * An empty PostgreSQL database for one server.
 *
 * @param url as JDBC has it
 */
public record ServerDatabase(String url, String user, String password) {
  public ServerDatabase {
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("a server is set up here for PostgreSQL alone");
    }
  }

  @Override
  public String toString() {
    return "ServerDatabase";
  }
}
