package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.WakeUp;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.GapRecords;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.Resends;
import im.symbolon.messenger.records.Textless;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.delivery.Failed;
import im.symbolon.protocol.delivery.Gap;
import im.symbolon.protocol.delivery.Gone;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.protocol.delivery.RepairElement;
import im.symbolon.protocol.delivery.Resent;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * No unreadable message between devices of ours: asks for what cannot be read, and answers those
 * that ask. See the package for who gets what. What takes a transaction works in it; the rest on
 * one worker.
 */
public final class Repair implements ControlHandler {
  private static final Logger LOG = Logger.getLogger(Repair.class.getName());
  private static final Duration AFTER_CONNECTING = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Ground ground;
  private final Net net;
  private final Asking asking;
  private final Answering answering;
  private final GroupAnswering groupAnswering;
  private final Receiving receiving;
  private final Completing completing;
  private final Gaps gaps;
  private final ListCheck lists;

  /** One device that nobody lists asks as often as it likes. */
  private final LookLimit devices = new LookLimit(Duration.ofHours(1));

  private final WakeUp wakeUp;

  /**
   * What repair needs around it.
   *
   * @param worker where it works
   * @param act does what is due after a transaction
   * @param online whether anybody can answer now
   */
  public record Net(Looks looks, Worker worker, Consumer<Outcome> act, BooleanSupplier online) {}

  public Repair(Surroundings surroundings, ThisDevice self, Net net, GroupReaders groups) {
    this.ground = new Ground(surroundings, self);
    this.net = net;
    Post post = new Post(ground);
    Questions questions = new Questions(ground, post, groups);
    Resending resending = new Resending(ground, post);
    this.asking = new Asking(ground, questions, net.looks(), this::later);
    this.answering = new Answering(ground, post, resending);
    this.groupAnswering = new GroupAnswering(ground, post, resending, groups);
    this.receiving = new Receiving(ground, groups);
    this.completing = new Completing(ground, post, resending);
    this.gaps = new Gaps(ground, questions, post, resending);
    this.lists = new ListCheck(ground, net.looks(), this::later);
    this.wakeUp = new WakeUp(surroundings.clock(), net.worker(), SHORTEST, this::work);
  }

  /** What is to be done with a stanza that could not be read. */
  public enum Care {
    /** A line has to stand in its place, as for all messages of foreign devices. */
    LINE,
    /** A new session helps the next messages; whether there will be a line is not known yet. */
    SESSION,
    /** Nothing: it is asked for, or is here already. */
    NOTHING
  }

  /** A stanza could not be read, and is given up in this transaction. */
  public Care unread(Rows rows, Unread unread, Outcome outcome) throws StoreException {
    Asking.Care care = asking.take(new Turn(rows, outcome), unread);
    if (care != Asking.Care.NONE) {
      outcome.afterwards(() -> net.worker().execute(this::work));
    }
    return switch (care) {
      case NONE -> Care.LINE;
      case LOOKING -> Care.SESSION;
      case ASKED -> Care.NOTHING;
    };
  }

  /**
   * False for what was sealed for others before this device belonged to the account: nobody meant
   * it for this device, and no line is due.
   */
  public boolean isMissed(Rows rows, Instant sentAt) throws StoreException {
    return asking.isMissed(new Turn(rows, new Outcome()), sentAt);
  }

  /** Whether that is a device of ours, as its owner's list says, which answers who asks it. */
  public boolean isOurs(Rows rows, DeviceAddress device) throws StoreException {
    return ground.listed(rows).repairing(device).isPresent();
  }

  /** A message came in another way. */
  public static void arrived(Rows rows, ChatMessage message) throws StoreException {
    new Wanted(rows).remove(message.chat(), message.sender(), message.id());
  }

  /**
   * A device said something authentic, and what it says about lists.
   *
   * @param chat the chat that it stands in
   */
  public void heard(
      Rows rows, DeviceAddress sender, BareJid chat, Envelope envelope, Outcome outcome)
      throws StoreException {
    asking.heard(new Turn(rows, outcome), sender);
    if (envelope.tags().isPresent()) {
      BareJid other = ground.isOwn(sender.account()) ? chat : ground.account();
      Instant written = envelope.time().orElse(ground.now());
      lists.heard(new Turn(rows, outcome), sender, other, envelope.tags().get(), written);
    }
  }

  /** What was opened had no text in it: another own device, linked this moment, may ask. */
  public void textless(Rows rows, BareJid sender, String id) throws StoreException {
    new Textless(rows).put(sender, id, ground.now());
  }

  @Override
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    List<RepairElement> elements = new ArrayList<>();
    boolean ours = false;
    for (XmlElement each : envelope.content()) {
      ours |= RepairElement.isNamed(each);
      if (elements.size() < Post.MAX_TOGETHER) {
        read(each).ifPresent(elements::add);
      }
    }
    if (!elements.isEmpty()) {
      take(new Turn(rows, outcome), sender, elements);
    }
    return ours;
  }

  /** What is wrong is answered with nothing (REVIEW 27). */
  private static Optional<RepairElement> read(XmlElement element) {
    try {
      return RepairElement.parse(element);
    } catch (ProtocolException e) {
      LOG.log(Level.FINE, "not understood: {0}", e.reason());
      return Optional.empty();
    }
  }

  /** Who is not listed may be so by now: it is looked, once in a while, before they are refused. */
  private void take(Turn turn, DeviceAddress sender, List<RepairElement> elements)
      throws StoreException {
    List<RepairElement> questions = new ArrayList<>(elements);
    questions.removeIf(each -> !isQuestion(each));
    if (!questions.isEmpty()
        && !isListed(turn, sender)
        && devices.mayLook(sender.toString(), ground.now())) {
      Runnable then = () -> later(t -> takeAll(t, sender, questions));
      turn.outcome().afterwards(() -> net.looks().look(sender.account(), then));
      elements.removeAll(questions);
    }
    takeAll(turn, sender, elements);
  }

  private static boolean isQuestion(RepairElement element) {
    return element instanceof Failed || element instanceof Gap;
  }

  private void takeAll(Turn turn, DeviceAddress sender, List<RepairElement> elements)
      throws StoreException {
    for (RepairElement each : elements) {
      if (each instanceof Failed failed) {
        if (!groupAnswering.answers(turn, sender, failed)) {
          answering.answer(turn, sender, failed);
        }
      } else if (each instanceof Gap gap) {
        gaps.answer(turn, sender, gap);
      } else if (each instanceof Resent resent) {
        receiving.take(turn, sender, resent);
      } else if (each instanceof Gone gone && isListed(turn, sender)) {
        asking.gone(turn, sender, gone.id().value());
      }
    }
  }

  private boolean isListed(Turn turn, DeviceAddress device) throws StoreException {
    return ground.listed(turn.rows()).authentic(device).isPresent();
  }

  /** A server says that somebody was missed; from whom that came is not checked yet. */
  public void hint(EntityAddress from, XmlElement element) {
    try {
      MissedHint hint = MissedHint.parse(element);
      later(turn -> hint(turn, from, hint));
    } catch (ProtocolException e) {
      LOG.log(Level.FINE, "not a hint: {0}", e.reason());
    }
  }

  private void hint(Turn turn, EntityAddress from, MissedHint hint) throws StoreException {
    if (completing.isWorthALook(turn, from, hint)) {
      turn.outcome()
          .afterwards(
              () ->
                  net.looks()
                      .look(hint.to(), () -> later(next -> completing.complete(next, hint))));
    }
  }

  /** The connection is new: what waited there comes first, before anybody is asked again. */
  public void connected() {
    net.worker().after(AFTER_CONNECTING, this::work);
  }

  /** Forgets what is over. */
  public static void purge(Rows rows, Instant now) throws StoreException {
    new RecipientSnapshots(rows).purge(now);
    new Resends(rows).purge(now);
    new Wanted(rows).purge(now);
    new GapRecords(rows).purge(now);
  }

  /** Does what is due, and plans when to do so again. */
  private void work() {
    if (net.online().getAsBoolean()) {
      later(this::work);
    }
  }

  private void work(Turn turn) throws StoreException {
    gaps.askIfDue(turn).ifPresent(due -> turn.outcome().afterwards(() -> plan(due)));
    asking.due(turn).ifPresent(due -> turn.outcome().afterwards(() -> plan(due)));
  }

  private void plan(Instant due) {
    net.worker().execute(() -> wakeUp.at(due));
  }

  private void later(Later.Work work) {
    net.worker().execute(() -> now(work));
  }

  private void later(Duration pause, Later.Work work) {
    net.worker().after(pause, () -> now(work));
  }

  private void now(Later.Work work) {
    Outcome outcome = new Outcome();
    try {
      ground
          .surroundings()
          .store()
          .transaction(
              rows -> {
                work.in(new Turn(rows, outcome));
                return null;
              });
      net.act().accept(outcome);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }
}
