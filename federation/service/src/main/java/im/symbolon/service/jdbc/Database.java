package im.symbolon.service.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * Runs work on connections. Work that the database gave up in favour of another node's (SQLSTATE
 * class 40), or that lost a race for a new row (class 23), is done again from the beginning.
 */
public final class Database {
  /** Enough for a race, too few to hide a fault. */
  private static final int ATTEMPTS = 5;

  private final ConnectionSource connections;

  public Database(ConnectionSource connections) {
    this.connections = Objects.requireNonNull(connections);
  }

  /**
   * The same database, which is not waited for without end where it is PostgreSQL: a statement that
   * takes longer fails, and {@link #isLocked} says why.
   *
   * @param each for one statement; whole seconds, at least one
   */
  public Database within(Duration each) {
    return new Database(new TimeLimit(connections, each));
  }

  /**
   * Something done on one connection.
   *
   * @param <T> what comes of it
   * @param <E> how it refuses; nothing is kept then
   */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T on(Connection connection) throws SQLException, E;
  }

  /** Each statement stands for itself. The work must be fit to be repeated. */
  public <T, E extends Exception> T autoCommitted(Work<T, E> work) throws SQLException, E {
    return repeated(
        () -> {
          try (Connection connection = connections.open()) {
            return work.on(connection);
          }
        });
  }

  /** All statements are kept together, or none is when {@code work} throws anything. */
  public <T, E extends Exception> T inTransaction(Work<T, E> work) throws SQLException, E {
    return repeated(() -> once(work));
  }

  private <T, E extends Exception> T once(Work<T, E> work) throws SQLException, E {
    try (Connection connection = connections.open()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = work.on(connection);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }

  @FunctionalInterface
  private interface Attempt<T, E extends Exception> {
    T run() throws SQLException, E;
  }

  private static <T, E extends Exception> T repeated(Attempt<T, E> attempt) throws SQLException, E {
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        return attempt.run();
      } catch (SQLException e) {
        if (left == 0 || !isRace(e)) {
          throw e;
        }
      }
    }
  }

  /** True for a violated constraint: also what a lost race for a new row looks like. */
  public static boolean isConstraintViolation(SQLException e) {
    return isOf(e, "23");
  }

  /** True for a statement that was given up, most likely because it waited for somebody's lock. */
  public static boolean isLocked(SQLException e) {
    return isOf(e, "57014") || isOf(e, "55P03");
  }

  /** True for a value that does not fit. */
  static boolean isDataException(SQLException e) {
    return isOf(e, "22");
  }

  private static boolean isRace(SQLException e) {
    return isOf(e, "40") || isConstraintViolation(e);
  }

  private static boolean isOf(SQLException e, String stateBegin) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().startsWith(stateBegin)) {
        return true;
      }
    }
    return false;
  }
}
