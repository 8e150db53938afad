package im.symbolon.world.fuzz;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was written, and which devices have to show it in the end. */
final class Ledger {
  private static final int WHOLE = 10_000;

  private final List<Written> all = new ArrayList<>();
  private final Set<Written> gone = new HashSet<>();

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

  /**
   * A device lost what it had, or is gone: what nobody else has now cannot be had from anybody any
   * more, and is not asked for in the end.
   */
  void forget(List<Seat> seats) {
    Set<String> held = new HashSet<>();
    for (Seat each : seats) {
      if (!each.isRemoved()) {
        Cast.PEOPLE.forEach(chat -> held.addAll(texts(each, chat)));
      }
    }
    for (Written each : all) {
      if (!held.contains(each.text())) {
        gone.add(each);
      }
    }
  }

  private static List<String> texts(Seat seat, BareJid chat) {
    try {
      return seat.phone().messenger.history(chat, WHOLE).stream()
          .filter(each -> each.note().isEmpty())
          .map(ChatMessage::text)
          .toList();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether it was lost with the last device that had it. */
  boolean isGone(Written written) {
    return gone.contains(written);
  }

  int gone() {
    return gone.size();
  }

  List<Written> all() {
    return Collections.unmodifiableList(all);
  }
}
