package im.symbolon.messenger.chats;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Aliases;
import im.symbolon.messenger.records.ChatStates;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Habits;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.content.ReadMark;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How far chats were read, and who learns that. The other side of a chat gets one mark for all that
 * was read, which our own other devices get with it; what nobody else is to know, and what was read
 * in groups, they are told alone.
 */
public final class ReadCare implements ControlHandler {
  private static final Logger LOG = Logger.getLogger(ReadCare.class.getName());

  /** Of one chat at once; what is older was read by then. */
  private static final int MOST = 1_000;

  private final Surroundings surroundings;

  public ReadCare(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A person has read what is in that chat now. */
  void read(Rows rows, BareJid chat, Outcome outcome) throws StoreException {
    ChatStates states = new ChatStates(rows);
    if (states.of(chat).markedUnread()) {
      states.markUnread(chat, false);
      outcome.chatChanged(chat);
    }
    List<Messages.Placed> last = new Messages(rows).before(chat, Long.MAX_VALUE, 1);
    if (last.isEmpty()) {
      return;
    }
    Optional<ChatMessage> newest = upTo(rows, chat, last.get(0).place(), outcome);
    if (newest.isPresent()) {
      boolean group = new Groups(rows).of(chat).isPresent();
      if (group || new Habits(rows).isSilentReader()) {
        tellOwn(rows, newest.get(), outcome);
      } else {
        tellThem(rows, newest.get(), outcome);
      }
    }
  }

  /** Returns the newest message of others that was not read before. */
  private Optional<ChatMessage> upTo(Rows rows, BareJid chat, long place, Outcome outcome)
      throws StoreException {
    ChatStates states = new ChatStates(rows);
    long before = states.of(chat).readPlace();
    if (!states.read(chat, place)) {
      return Optional.empty();
    }
    outcome.chatChanged(chat);
    Optional<ChatMessage> newest = Optional.empty();
    Messages messages = new Messages(rows);
    for (Messages.Placed each : messages.before(chat, place + 1, MOST)) {
      ChatMessage entry = each.message();
      if (each.place() > before && !entry.outgoing() && !entry.note().isPresent()) {
        messages.expires(entry, now());
        newest = newest.isPresent() || entry.isAct() ? newest : Optional.of(entry);
      }
    }
    return newest;
  }

  private void tellOwn(Rows rows, ChatMessage newest, Outcome outcome) throws StoreException {
    BareJid own = surroundings.account();
    ReadMark mark = new ReadMark(newest.chat(), newest.sender(), newest.id());
    new Outbox(rows).add(OutboxEntry.read(surroundings.newId(), own, mark.toXml(), now()));
    outcome.queued(own);
  }

  /** With receipts that wait, and instead of an older mark that waits. */
  private void tellThem(Rows rows, ChatMessage newest, Outcome outcome) throws StoreException {
    BareJid chat = newest.chat();
    XmlElement mark =
        ReadMark.displayed(new Aliases(rows).outer(chat, newest.sender(), newest.id()));
    Outbox outbox = new Outbox(rows);
    Optional<Outbox.Queued> last =
        outbox
            .newest(chat)
            .filter(q -> q.entry().kind() == OutboxEntry.Kind.RECEIPT && !q.entry().isSealed());
    if (last.isPresent()) {
      List<XmlElement> content = new ArrayList<>(last.get().entry().content());
      content.removeIf(ReadMark::isDisplayed);
      content.add(mark);
      outbox.update(last.get(), last.get().entry().unsealed(content));
    } else {
      outbox.add(
          OutboxEntry.of(
              OutboxEntry.Kind.RECEIPT, surroundings.newId(), chat, List.of(mark), now()));
    }
    outcome.queued(chat);
  }

  /** What own devices say to each other. */
  @Override
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    for (XmlElement each : envelope.content()) {
      if (ReadMark.isNamed(each)) {
        boolean own = sender.account().equals(surroundings.account());
        if (own && new Gate(rows, now(), outcome).isOpenTo(sender)) {
          take(rows, each, outcome);
        }
        return true;
      }
    }
    return false;
  }

  private void take(Rows rows, XmlElement element, Outcome outcome) throws StoreException {
    try {
      ReadMark mark = ReadMark.parse(element);
      Optional<Messages.Placed> line =
          new Messages(rows).placed(mark.chat(), mark.author(), mark.id());
      if (line.isPresent()) {
        upTo(rows, mark.chat(), line.get().place(), outcome);
      }
    } catch (ProtocolException e) {
      LOG.log(Level.FINE, "not understood: {0}", e.reason());
    }
  }

  /**
   * A mark in what came: of a contact, how far they have read; of a device of ours, how far a
   * person has read there.
   */
  public void heard(
      Rows rows, BareJid chat, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    Optional<String> id = ReadMark.displayedIn(envelope.content());
    if (!id.isPresent() || !new Gate(rows, now(), outcome).isOpenTo(sender)) {
      return;
    }
    BareJid own = surroundings.account();
    if (sender.account().equals(own)) {
      String inner = new Aliases(rows).inner(chat, chat, id.get());
      Optional<Messages.Placed> theirs = new Messages(rows).placed(chat, chat, inner);
      if (theirs.isPresent()) {
        upTo(rows, chat, theirs.get().place(), outcome);
      }
      return;
    }
    Optional<Messages.Placed> ours = new Messages(rows).placed(chat, own, id.get());
    if (ours.isPresent() && new ChatStates(rows).theirs(chat, ours.get().place())) {
      outcome.chatChanged(chat);
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
