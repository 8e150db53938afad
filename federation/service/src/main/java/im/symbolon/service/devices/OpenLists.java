package im.symbolon.service.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.service.devices.ListRows.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The lists of one account inside of one transaction, which has locked them. */
final class OpenLists {
  /**
   * So long it may take until PEP shows what was decided here; until then the decision counts and
   * not what PEP shows, and afterwards what PEP shows, whoever put it there.
   */
  static final Duration SETTLING = Duration.ofSeconds(10);

  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final ListRows rows;
  private final Connection connection;
  private final BareJid account;
  private final long now;
  private boolean changed;

  OpenLists(ListRows rows, Connection connection, BareJid account, Instant now)
      throws SQLException {
    this.rows = rows;
    this.connection = connection;
    this.account = account;
    this.now = now.toEpochMilli();
    rows.lock(connection, account);
  }

  /** Takes over what PEP shows, but for what was decided a moment ago. */
  void follow(Shown shown) throws SQLException {
    for (OmemoVersion omemo : shown.lists().keySet()) {
      follow(omemo, shown.lists().get(omemo).devices());
    }
    close();
  }

  private void follow(OmemoVersion omemo, Set<DeviceId> shown) throws SQLException {
    Map<DeviceId, Entry> entries = rows.entries(connection, account, omemo);
    SortedSet<DeviceId> all = new TreeSet<>(shown);
    all.addAll(entries.keySet());
    for (DeviceId each : all) {
      Entry entry = entries.getOrDefault(each, new Entry(false, 0));
      if (entry.listed() != shown.contains(each) && !isRecent(entry)) {
        put(omemo, each, new Entry(!entry.listed(), 0));
      }
    }
  }

  private boolean isRecent(Entry entry) { // also after the clock was set back
    return Math.abs(now - entry.changedMs()) < SETTLING.toMillis();
  }

  SortedSet<DeviceId> listed(OmemoVersion omemo) throws SQLException {
    SortedSet<DeviceId> listed = new TreeSet<>();
    rows.entries(connection, account, omemo)
        .forEach(
            (device, entry) -> {
              if (entry.listed() && listed.size() < DeviceList.MAX_DEVICES) {
                listed.add(device);
              }
            });
    return listed;
  }

  /** Decides what these lists are from now on. */
  void become(Map<OmemoVersion, DeviceList> next) throws SQLException {
    for (Map.Entry<OmemoVersion, DeviceList> each : next.entrySet()) {
      SortedSet<DeviceId> before = listed(each.getKey());
      SortedSet<DeviceId> all = new TreeSet<>(before);
      all.addAll(each.getValue().devices());
      for (DeviceId device : all) {
        boolean listed = each.getValue().contains(device);
        if (listed != before.contains(device)) {
          put(each.getKey(), device, new Entry(listed, now));
        }
      }
    }
    close();
  }

  private void put(OmemoVersion omemo, DeviceId device, Entry entry) throws SQLException {
    rows.put(connection, account, omemo, device, entry);
    changed = true;
  }

  private void close() throws SQLException {
    if (changed) {
      rows.advance(connection, account);
      rows.tidy(connection, account, now - REMEMBERED.toMillis());
      changed = false;
    }
  }

  /** What there is now. */
  KnownDevices known() throws SQLException {
    SortedSet<DeviceId> all = new TreeSet<>();
    for (OmemoVersion each : OmemoVersion.values()) {
      all.addAll(listed(each));
    }
    return new KnownDevices(rows.version(connection, account), all);
  }
}
