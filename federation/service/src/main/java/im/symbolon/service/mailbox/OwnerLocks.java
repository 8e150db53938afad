package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which mailboxes another transaction has locked. PostgreSQL alone says so without waiting. */
final class OwnerLocks {
  private static final String FOUND = "SELECT owner FROM symbolonMailbox WHERE owner IN ";

  /**
   * Locks those that are free until the transaction ends, as {@link OwnerRows#grow} does.
   *
   * @param patience how long this transaction waits for anything from now on; tables are locked by
   *     {@code VACUUM FULL}
   * @return the others; not those that were never begun
   */
  Set<BareJid> heldElsewhere(Connection connection, Collection<BareJid> owners, Duration patience)
      throws SQLException {
    Sql.of("SELECT set_config('lock_timeout', ?, true)", patience.toMillis() + "ms")
        .list(connection, 1, row -> row.getString(1));
    List<Object> names = new ArrayList<>();
    owners.forEach(each -> names.add(each.toString()));
    String text = FOUND + StateRows.oneOf(names);
    Set<String> held = found(connection, text, names);
    held.removeAll(found(connection, text + " ORDER BY owner FOR UPDATE SKIP LOCKED", names));
    return owners.stream()
        .filter(each -> held.contains(each.toString()))
        .collect(Collectors.toSet());
  }

  private static Set<String> found(Connection connection, String text, List<Object> names)
      throws SQLException {
    return new HashSet<>(
        Sql.of(text, names.toArray()).list(connection, 0, row -> row.getString(1)));
  }
}
