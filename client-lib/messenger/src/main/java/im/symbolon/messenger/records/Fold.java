package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.Deeds.Deed;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a person sees of a chat: its lines, each with what was done to it. */
public final class Fold {
  private final Rows rows;
  private final Messages messages;

  public Fold(Rows rows) {
    this.rows = rows;
    this.messages = new Messages(rows);
  }

  /** Lines before that place, the last first. */
  public List<Shown> before(BareJid chat, long place, int limit) throws StoreException {
    List<Shown> found = new ArrayList<>();
    for (Messages.Placed each : messages.lines(chat, place, limit)) {
      found.add(of(each));
    }
    return Collections.unmodifiableList(found);
  }

  /** Lines after that place, the first first. */
  public List<Shown> after(BareJid chat, long place, int limit) throws StoreException {
    return lines(messages.linesAfter(chat, place, limit));
  }

  /** That line; empty when it is not here, or no line. */
  public Optional<Shown> line(BareJid chat, Target target) throws StoreException {
    Optional<Messages.Placed> found =
        messages.placed(chat, target.author(), target.id()).filter(each -> !each.message().isAct());
    return found.isPresent() ? Optional.of(of(found.get())) : Optional.empty();
  }

  /** The line at that place; empty when there is none. */
  public Optional<Shown> at(BareJid chat, long place) throws StoreException {
    List<Shown> found = lines(messages.before(chat, place + 1, 1));
    return found.stream().filter(each -> each.place() == place).findFirst();
  }

  /** Of these entries the lines. */
  public List<Shown> lines(List<Messages.Placed> entries) throws StoreException {
    List<Shown> found = new ArrayList<>();
    for (Messages.Placed each : entries) {
      if (!each.message().isAct()) {
        found.add(of(each));
      }
    }
    return Collections.unmodifiableList(found);
  }

  Shown of(Messages.Placed line) throws StoreException {
    ChatMessage original = line.message();
    boolean retracted = false;
    Optional<Content> edited = Optional.empty();
    SortedMap<String, List<BareJid>> reactions = new TreeMap<>();
    for (Deed each : new Deeds(rows, original.chat()).of(Target.of(original))) {
      switch (each.kind()) {
        case RETRACT -> retracted = true;
        case EDIT -> edited = text(original.chat(), each);
        case REACT ->
            each.emoji()
                .forEach(
                    e -> reactions.computeIfAbsent(e, k -> new ArrayList<>()).add(each.author()));
      }
    }
    if (retracted) {
      return new Shown(original, Content.NONE, false, true, new TreeMap<>(), line.place());
    }
    boolean changed = edited.isPresent() && !original.isErased();
    Content now = changed ? original.content().instead(edited.get()) : original.content();
    return new Shown(original, now, changed, false, reactions, line.place());
  }

  private Optional<Content> text(BareJid chat, Deed edit) throws StoreException {
    return messages
        .get(chat, edit.author(), edit.id())
        .map(ChatMessage::content)
        .filter(each -> !each.text().isEmpty());
  }
}
