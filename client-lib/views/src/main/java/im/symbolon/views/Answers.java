package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lines of a chat, with what they answer and whom they name. */
final class Answers {
  private static final int LONGEST = 300;

  private final Messenger messenger;
  private final BareJid chat;
  private final Set<BareJid> members;
  private final Map<Target, Shown> known = new HashMap<>();

  /**
   * @param members who is in the group; nobody for a person
   */
  Answers(Messenger messenger, BareJid chat, Set<BareJid> members) {
    this.messenger = messenger;
    this.chat = chat;
    this.members = members;
  }

  /**
   * @param readUpTo the place up to which the other side has read
   */
  List<Line> lines(List<Shown> window, long readUpTo) throws StoreException {
    window.forEach(each -> known.put(each.target(), each));
    List<Line> lines = new ArrayList<>();
    for (Shown each : window) {
      Line line =
          Line.of(each, readUpTo, messenger.account())
              .naming(Naming.shown(each.now(), members, messenger.account()));
      Optional<Reply> reply = each.now().reply();
      lines.add(reply.isPresent() ? line.answering(quote(reply.get())) : line);
    }
    return lines;
  }

  private Line.Quote quote(Reply reply) throws StoreException {
    Optional<Shown> answered = Optional.ofNullable(known.get(reply.target()));
    if (!answered.isPresent()) {
      answered = messenger.chat(chat).line(reply.target());
    }
    String text =
        answered.filter(each -> !each.retracted()).map(each -> each.now().text()).orElse("");
    boolean mine = reply.author().equals(messenger.account());
    return new Line.Quote(reply.author(), reply.id(), mine, cut(text));
  }

  private static String cut(String text) {
    String flat = Harmless.text(text).replaceAll("\\s+", " ").trim();
    int end = Math.min(flat.length(), LONGEST);
    boolean split = end < flat.length() && Character.isHighSurrogate(flat.charAt(end - 1));
    return flat.substring(0, split ? end - 1 : end);
  }
}
