package im.symbolon.service;

import im.symbolon.service.jdbc.ConnectionSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is asked of a database: round trips of statements, rows of batches, commits. */
public final class CountedStatements implements ConnectionSource {
  private final ConnectionSource real;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);

  public CountedStatements(ConnectionSource real) {
    this.real = real;
  }

  /** Statements that were waited for, a batch once. */
  public int roundTrips() {
    return roundTrips.get();
  }

  /** Statements that the database ran: in a batch, one for each row. */
  public int statements() {
    return statements.get();
  }

  /** Transactions that were committed, and statements outside of any. */
  public int commits() {
    return commits.get();
  }

  public void reset() {
    roundTrips.set(0);
    statements.set(0);
    commits.set(0);
  }

  @Override
  public Connection open() throws java.sql.SQLException {
    Connection connection = real.open();
    return proxy(
        Connection.class,
        connection,
        (method, arguments, result) -> {
          switch (method) {
            case "commit" -> commits.incrementAndGet();
            case "setAutoCommit" -> inTransaction.set(arguments[0].equals(false));
            default -> {}
          }
          return result instanceof PreparedStatement statement ? counted(statement) : result;
        });
  }

  private PreparedStatement counted(PreparedStatement statement) {
    AtomicInteger batch = new AtomicInteger();
    return proxy(
        PreparedStatement.class,
        statement,
        (method, arguments, result) -> {
          switch (method) {
            case "addBatch" -> batch.incrementAndGet();
            case "executeBatch" -> ran(batch.getAndSet(0));
            case "execute", "executeQuery", "executeUpdate" -> ran(1);
            default -> {}
          }
          return result;
        });
  }

  private void ran(int count) {
    roundTrips.incrementAndGet();
    statements.addAndGet(count);
    if (!inTransaction.get()) {
      commits.incrementAndGet();
    }
  }

  private interface Seen {
    Object after(String method, Object[] arguments, Object result);
  }

  private static <T> T proxy(Class<T> type, T real, Seen seen) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return seen.after(method.getName(), arguments, method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
