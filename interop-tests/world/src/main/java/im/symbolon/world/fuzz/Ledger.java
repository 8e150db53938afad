package im.symbolon.world.fuzz;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was written, and which devices have to show it in the end. */
final class Ledger {
  private final List<Written> all = new ArrayList<>();

  /**
   * A message.
   *
   * @param number of all messages of a run; its text names it
   * @param by the device on which it was written
   * @param to whom
   * @param due those devices of both people that were listed at that moment
   */
  record Written(int number, DeviceAddress by, BareJid to, SortedSet<DeviceAddress> due) {
    String text() {
      return "message " + number;
    }

    /** The other side, as that account sees the chat. */
    BareJid chatFor(BareJid account) {
      return account.equals(to) ? by.account() : to;
    }
  }

  /** Before it is handed over: it may be stored and the power fail before the answer. */
  Written add(DeviceAddress by, BareJid to, SortedSet<DeviceAddress> due) {
    SortedSet<DeviceAddress> fixed = Collections.unmodifiableSortedSet(new TreeSet<>(due));
    Written written = new Written(all.size(), by, to, fixed);
    all.add(written);
    return written;
  }

  List<Written> all() {
    return Collections.unmodifiableList(all);
  }
}
