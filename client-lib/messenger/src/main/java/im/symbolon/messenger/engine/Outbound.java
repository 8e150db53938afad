package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.NotSendable;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Sealed;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.Beside;
import im.symbolon.messenger.groups.GroupPost;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Quotes;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.doubleratchet.Spent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Seals one outbox entry for everybody it is for, in one stanza with an element for each version of
 * OMEMO that is needed. The ratchet steps and the sealed stanza are stored in one transaction,
 * before anything is sent.
 */
public final class Outbound {
  /**
   * The children of a stanza, in bytes of XML: servers cut at 256 KiB and more, and ours stay below
   * 200 KiB with their own addresses (REVIEW 32).
   */
  static final int MAX_CHILDREN_BYTES = Beside.MAX_CHILDREN_BYTES;

  private static final XmlElement NO_STORE =
      XmlElement.element(Namespaces.HINTS, "no-store").build();

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Consumer<Outcome> act;
  private final Recipients recipients;
  private final KeyFetcher fetcher;
  private final GroupPost groups;
  private final Unanswered unanswered = new Unanswered();

  /**
   * @param act does what is due after each transaction
   */
  public Outbound(
      Surroundings surroundings,
      ThisDevice self,
      Recipients recipients,
      KeyFetcher fetcher,
      GroupPost groups,
      Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.act = act;
    this.recipients = recipients;
    this.fetcher = fetcher;
    this.groups = groups;
  }

  /** What of it may be sent once more, as it was sealed; in the transaction that sends it. */
  Optional<Sealed> groupAgain(Gate gate, Outbox.Queued queued) throws StoreException {
    return switch (queued.entry().kind()) {
      case GROUP -> Optional.of(groups.again(gate, queued));
      case CHAIN -> groups.isOver(gate, queued) ? Optional.of(new Sealed.Gone()) : Optional.empty();
      case SHOWN -> Optional.of(shown(new Outbox(gate.rows()), queued));
      default -> Optional.empty();
    };
  }

  private static Sealed shown(Outbox outbox, Outbox.Queued queued) throws StoreException {
    outbox.underway(queued, queued.entry());
    return new Sealed.Ready(queued.entry());
  }

  /**
   * Seals the entry, as it is by then, and stores it sealed, as under way.
   *
   * @throws TransportException when devices or keys could not be asked for; nothing was changed
   * @throws NotSendable when the stanza would be too large; nothing was changed
   */
  Sealed seal(Outbox.Queued queued) throws TransportException, StoreException, NotSendable {
    if (queued.entry().kind() == OutboxEntry.Kind.GROUP) {
      return groups.seal(queued);
    }
    if (isBlocked(queued)) {
      return new Sealed.Unreachable();
    }
    List<Recipient> chosen = recipients.of(queued.entry());
    if (chosen.isEmpty() && recipients.isBeyond(queued.entry())) {
      return beyond(queued);
    }
    FetchedKeys fetched =
        new KeyRound(surroundings, fetcher, unanswered, queued.entry(), chosen).ask();
    List<Spent> spent = new ArrayList<>();
    Outcome outcome = new Outcome();
    Sealed sealed =
        surroundings
            .store()
            .<Sealed, NotSendable>transaction(
                rows -> {
                  Outbox outbox = new Outbox(rows);
                  Optional<Outbox.Queued> waiting = outbox.stillWaiting(queued);
                  if (!waiting.isPresent()) {
                    return new Sealed.Gone();
                  }
                  Gate gate = new Gate(rows, surroundings.clock().instant(), outcome);
                  Sealing sealing = new Sealing(surroundings, self, gate, fetched);
                  List<OmemoElement> elements =
                      sealing.seal(
                          new Quotes(rows, surroundings.account()).in(waiting.get().entry()),
                          chosen);
                  spent.addAll(sealing.spent());
                  return elements.isEmpty()
                      ? new Sealed.Unreachable()
                      : underway(outbox, waiting.get(), elements);
                });
    spent.forEach(Spent::wipe);
    act.accept(outcome);
    return sealed;
  }

  /** It holds nothing up, and reached nobody. */
  private Sealed beyond(Outbox.Queued queued) throws StoreException {
    Outcome outcome = new Outcome();
    OutboxEntry entry = queued.entry();
    surroundings
        .store()
        .transaction(
            rows -> {
              new Outbox(rows).remove(entry.id());
              Messages messages = new Messages(rows);
              BareJid own = surroundings.account();
              messages.reached(entry.to(), own, entry.id(), new Reach(0, 0, 1, 0));
              messages
                  .failed(entry.to(), own, entry.id(), Note.NOT_SENDABLE)
                  .ifPresent(outcome::changed);
              return null;
            });
    act.accept(outcome);
    return new Sealed.Gone();
  }

  /** Of whom nothing may leave to, nobody is asked; the chat says what it waits for. */
  private boolean isBlocked(Outbox.Queued queued) throws StoreException {
    Outcome outcome = new Outcome();
    boolean blocked =
        surroundings
            .store()
            .transaction(
                rows -> {
                  Gate gate = new Gate(rows, surroundings.clock().instant(), outcome);
                  if (!gate.isBlocked(queued.entry().to())) {
                    return false;
                  }
                  gate.waitsForTrust(queued.entry());
                  return true;
                });
    act.accept(outcome);
    return blocked;
  }

  private static Sealed underway(Outbox outbox, Outbox.Queued queued, List<OmemoElement> elements)
      throws StoreException, NotSendable {
    List<XmlElement> children = new ArrayList<>(OmemoStanza.children(elements));
    if (queued.entry().kind() == OutboxEntry.Kind.SIGNAL) {
      children.replaceAll(each -> each.is(Namespaces.HINTS, "store") ? NO_STORE : each);
    }
    if (queued.entry().isControl()) {
      children.add(ControlContent.mark());
    }
    long bytes = children.stream().mapToLong(each -> each.toXml().getBytes(UTF_8).length).sum();
    if (bytes > MAX_CHILDREN_BYTES) {
      throw new NotSendable("the stanza would be too large");
    }
    OutboxEntry sealed = queued.entry().sealed(children);
    outbox.underway(queued, sealed);
    return new Sealed.Ready(sealed);
  }
}
