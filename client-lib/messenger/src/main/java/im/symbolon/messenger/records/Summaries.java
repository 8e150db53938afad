package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.ChatState;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The list of chats: pinned ones first, then by their last line. */
public final class Summaries {
  private static final int AT_ONCE = 100;

  private static final Comparator<ChatSummary> ORDER =
      Comparator.<ChatSummary, Boolean>comparing(each -> !each.state().pinned())
          .thenComparing(each -> -each.last().map(Shown::place).orElse(0L))
          .thenComparing(ChatSummary::chat);

  private final Rows rows;
  private final BareJid account;

  public Summaries(Rows rows, BareJid account) {
    this.rows = rows;
    this.account = account;
  }

  public List<ChatSummary> all() throws StoreException {
    SortedSet<BareJid> chats = new TreeSet<>(new Chats(rows).all());
    chats.addAll(new ChatStates(rows).kept());
    new Groups(rows).all().stream().filter(Groups.Entry::isJoined).forEach(g -> chats.add(g.room()));
    List<ChatSummary> found = new ArrayList<>();
    for (BareJid each : chats) {
      found.add(of(each));
    }
    found.sort(ORDER);
    return found;
  }

  public ChatSummary of(BareJid chat) throws StoreException {
    ChatState state = new ChatStates(rows).of(chat);
    List<Shown> last = new Fold(rows).before(chat, Long.MAX_VALUE, 1);
    int[] unread = unread(chat, state.readPlace());
    return new ChatSummary(
        chat,
        new Groups(rows).of(chat).isPresent(),
        last.isEmpty() ? Optional.empty() : Optional.of(last.get(0)),
        unread[0],
        unread[1],
        state);
  }

  /** Lines of others after that place, and how many of them name this account. */
  private int[] unread(BareJid chat, long read) throws StoreException {
    int[] found = new int[2];
    Messages messages = new Messages(rows);
    long from = Long.MAX_VALUE;
    List<Messages.Placed> some = messages.before(chat, from, 1);
    while (!some.isEmpty() && found[0] < ChatSummary.MAX_UNREAD) {
      for (Messages.Placed each : some) {
        if (each.place() <= read || found[0] == ChatSummary.MAX_UNREAD) {
          return found;
        }
        from = each.place();
        count(each.message(), found);
      }
      some = messages.before(chat, from, AT_ONCE);
    }
    return found;
  }

  private void count(ChatMessage entry, int[] found) {
    if (!entry.outgoing() && !entry.isAct() && !entry.content().isEmpty()) {
      found[0]++;
      boolean named = entry.mentions().stream().anyMatch(each -> each.who().equals(account));
      found[1] += named ? 1 : 0;
    }
  }
}
