package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What some mailboxes hold, and which of some stanzas came into them before: in one query. */
final class StateRows {
  /** A stanza's place, and until when (s since 1970) that counts. */
  record Seen(long place, long expires) {}

  /**
   * What was found.
   *
   * @param lastPlaces by owner
   * @param totals by owner
   */
  record State(
      Map<String, Long> lastPlaces,
      Map<String, OwnerRows.Total> totals,
      Map<Letter.Sameness, Seen> seen) {}

  State read(Connection connection, Collection<BareJid> owners, Collection<Letter> letters)
      throws SQLException {
    List<Object> digests = new ArrayList<>(new TreeSet<>(digests(letters)));
    List<Object> names = new ArrayList<>();
    owners.forEach(each -> names.add(each.toString()));
    String text =
        "SELECT b.owner, b.lastPlace, b.messages, b.bytes, s.digest, s.place, s.expires"
            + " FROM symbolonMailbox b LEFT JOIN symbolonMailSeen s ON s.owner = b.owner"
            + " AND s.digest IN "
            + oneOf(digests)
            + " WHERE b.owner IN "
            + oneOf(names);
    digests.addAll(names);
    State state = new State(new HashMap<>(), new HashMap<>(), new HashMap<>());
    Sql.of(text, digests.toArray()).list(connection, 0, row -> add(state, row));
    return state;
  }

  private static List<String> digests(Collection<Letter> letters) {
    return letters.stream().map(each -> each.arrival().stanza().digest()).toList();
  }

  /**
   * Repeats the last so often that there are few different statements, which databases remember.
   */
  static String oneOf(List<Object> values) {
    int places = Integer.highestOneBit(2 * values.size() - 1);
    while (values.size() < places) {
      values.add(values.get(values.size() - 1));
    }
    return "(?" + ", ?".repeat(places - 1) + ")";
  }

  private static boolean add(State state, ResultSet row) throws SQLException {
    String owner = row.getString(1);
    state.lastPlaces().put(owner, row.getLong(2));
    state.totals().put(owner, new OwnerRows.Total(row.getInt(3), row.getLong(4)));
    String digest = row.getString(5);
    if (digest != null) {
      state
          .seen()
          .put(new Letter.Sameness(owner, digest), new Seen(row.getLong(6), row.getLong(7)));
    }
    return true;
  }
}
