package im.symbolon.lab;

import java.util.Objects;

/**
 * An empty PostgreSQL database for one server.
 *
 * @param url as JDBC has it
 * @param testsConnections whether the server looks before each use if a connection is still there,
 *     which costs it a question each time and lets it survive a database that goes away
 */
public record ServerDatabase(String url, String user, String password, boolean testsConnections) {
  public ServerDatabase {
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("a server is set up here for PostgreSQL alone");
    }
  }

  /** One that stays for as long as the server. */
  public static ServerDatabase of(String url, String user, String password) {
    return new ServerDatabase(url, user, password, false);
  }

  /** The same, which may go away and come back. */
  public ServerDatabase thatMayLeave() {
    return new ServerDatabase(url, user, password, true);
  }

  @Override
  public String toString() {
    return "ServerDatabase";
  }
}
