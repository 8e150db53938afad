package im.symbolon.service.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * Connections whose statements are given up after a while, which costs nothing as long as none is.
 * HSQLDB waits for whole tables, and knows no statement that does not: its connections are as they
 * were.
 */
final class TimeLimit implements ConnectionSource {
  private final ConnectionSource connections;
  private final int seconds;

  /**
   * Builds it.
   *
   * @param each for one statement; whole seconds, at least one
   */
  TimeLimit(ConnectionSource connections, Duration each) {
    this.connections = Objects.requireNonNull(connections);
    this.seconds = Math.toIntExact(each.toSeconds());
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection = connections.open();
    try {
      return Schema.of(connection) == Schema.POSTGRESQL ? limited(connection) : connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Connection limited(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            TimeLimit.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              try {
                Object result = method.invoke(connection, arguments);
                if (result instanceof PreparedStatement statement) {
                  statement.setQueryTimeout(seconds);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
