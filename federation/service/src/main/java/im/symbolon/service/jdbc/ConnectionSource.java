package im.symbolon.service.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections in auto-commit mode; closing one gives it back. */
@FunctionalInterface
public interface ConnectionSource {
  /** A connection of the caller's own until it is closed. */
  Connection open() throws SQLException;
}
