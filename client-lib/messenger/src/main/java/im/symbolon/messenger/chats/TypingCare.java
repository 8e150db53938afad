package im.symbolon.messenger.chats;

import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Pace;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Habits;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.content.Typing;
import im.symbolon.protocol.omemo.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells the other side of a chat that somebody writes, and hears the same: sealed, only while
 * connected, to those who confirmed a message once, and not more often than every five seconds.
 * What does not leave at once never does. Groups have their own way. Thread-safe.
 */
public final class TypingCare implements ControlHandler {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** After that it says nothing about now. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final Surroundings surroundings;
  private final BooleanSupplier online;
  private final Pace pace;

  public TypingCare(Surroundings surroundings, BooleanSupplier online) {
    this.surroundings = surroundings;
    this.online = online;
    this.pace = new Pace(PAUSE, surroundings.clock());
  }

  /** A person writes there, or stopped; in a transaction. */
  void typing(Rows rows, BareJid chat, boolean composing, Outcome outcome) throws StoreException {
    boolean wanted =
        online.getAsBoolean()
            && !new Habits(rows).isSilentWriter()
            && !new Groups(rows).of(chat).isPresent()
            && new Peers(rows).confirms(chat);
    if (wanted && pace.maySay(chat)) {
      Typing typing = composing ? Typing.COMPOSING : Typing.PAUSED;
      new Outbox(rows).add(OutboxEntry.signal(surroundings.newId(), chat, typing.toXml(), now()));
      outcome.queued(chat);
    }
  }

  @Override
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    Optional<Typing> typing = Typing.in(envelope.content());
    if (!typing.isPresent() || envelope.body().isPresent() || envelope.content().size() > 1) {
      return false;
    }
    BareJid who = sender.account();
    boolean fresh = envelope.time().filter(at -> at.plus(FRESH).isAfter(now())).isPresent();
    if (fresh
        && !who.equals(surroundings.account())
        && new Gate(rows, now(), outcome).isOpenTo(sender)) {
      boolean composing = typing.get() == Typing.COMPOSING;
      outcome.news(listener -> listener.typing(who, who, composing));
    }
    return true;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
