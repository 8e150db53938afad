package im.symbolon.messenger.store;

import java.util.HashMap;
import java.util.Map;

/** Notices when two kinds of rows use the same number, before they overwrite each other. */
final class TableNames {
  private final Map<Integer, Table> seen = new HashMap<>();

  void require(Table table) {
    Table known = seen.putIfAbsent(table.number(), table);
    if (known != null && !known.equals(table)) {
      throw new IllegalStateException(
          "tables " + known.name() + " and " + table.name() + " share number " + table.number());
    }
  }
}
