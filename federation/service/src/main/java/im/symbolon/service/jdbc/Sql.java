package im.symbolon.service.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One statement with its parameters. Values never become part of the statement's text. */
public final class Sql {
  private final String text;
  private final Object[] parameters;

  private Sql(String text, Object[] parameters) {
    this.text = text;
    this.parameters = parameters;
  }

  /** A statement with one {@code ?} for each of the parameters: String, Integer or Long. */
  public static Sql of(String text, Object... parameters) {
    return new Sql(text, parameters);
  }

  /**
   * Runs an INSERT, UPDATE or DELETE once for each of the rows, all in one round trip where the
   * driver can.
   *
   * @param rows parameters as in {@link #of}
   * @return how many rows of the table each changed; negative where the driver does not know
   */
  public static int[] batch(Connection connection, String text, List<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** Reads one row into one value. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs an INSERT, UPDATE or DELETE and counts the rows. */
  public int update(Connection connection) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      return statement.executeUpdate();
    }
  }

  /** The first rows of a SELECT. */
  public <T> List<T> list(Connection connection, int maxRows, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(connection)) {
      statement.setMaxRows(maxRows);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> out = new ArrayList<>();
        while (rows.next()) {
          out.add(row.read(rows));
        }
        return out;
      }
    }
  }

  /** The number that a SELECT COUNT found. */
  public int count(Connection connection) throws SQLException {
    return list(connection, 1, row -> row.getInt(1)).get(0);
  }

  private PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }
}
