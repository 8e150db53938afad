package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares what an envelope claims with the stanza that brought it (XEP-0420 §4).
 *
 * <ul>
 *   <li>{@code from} must be the account whose device the ratchet authenticated, {@code to} the one
 *       that the stanza was addressed to; otherwise the message is refused. That stops a server
 *       from turning a message round or handing it to another chat. Both may be absent in a message
 *       of a foreign client (XEP-0384 §5.5.1: SHOULD, and MUST only in rooms).
 *   <li>{@code time} is compared with when the stanza was sent. A difference is reported, not
 *       refused: XEP-0420 leaves the choice, replays are refused by the ratchet already, messages
 *       wait in queues for days, and a wrong clock must not eat messages. Show the note, and order
 *       a message that is not {@link Timing#PLAUSIBLE} by the stanza's time.
 *   <li>{@code rpad} is only noted (XEP-0420: "doesn't need to be verified").
 * </ul>
 */
public final class EnvelopeCheck {
  /** Twice what clocks of phones without network time are usually off. */
  public static final Duration DEFAULT_MARGIN = Duration.ofMinutes(10);

  private final Duration margin;

  /** Uses {@link #DEFAULT_MARGIN}. */
  public EnvelopeCheck() {
    this(DEFAULT_MARGIN);
  }

  public EnvelopeCheck(Duration margin) {
    this.margin = Objects.requireNonNull(margin);
  }

  /**
   * Checks an envelope of a one-to-one chat or of one's own devices.
   *
   * @param route the authenticated sender, and the bare address in the stanza's {@code to} (for a
   *     carbon copy: of the copied stanza)
   * @param sent when the stanza was sent: its delay stamp (XEP-0203) where there is one, otherwise
   *     the time of its arrival
   * @throws ProtocolException WRONG_ADDRESS
   */
  public Verified verify(Envelope envelope, Route route, Instant sent) throws ProtocolException {
    requireSame(envelope.from(), route.from(), "from");
    requireSame(envelope.to(), route.to(), "to");
    return new Verified(
        envelope, envelope.from().isPresent(), envelope.to().isPresent(), timing(envelope, sent));
  }

  private static void requireSame(Optional<BareJid> claim, BareJid truth, String affix)
      throws ProtocolException {
    if (claim.isPresent() && !claim.get().equals(truth)) {
      throw new ProtocolException(
          Reason.WRONG_ADDRESS, "the envelope's '" + affix + "' is not the stanza's");
    }
  }

  private Timing timing(Envelope envelope, Instant sent) {
    if (!envelope.time().isPresent()) {
      return Timing.UNSTATED;
    }
    Instant sealed = envelope.time().get();
    if (sealed.isAfter(sent.plus(margin))) {
      return Timing.FUTURE;
    }
    return sealed.isBefore(sent.minus(margin)) ? Timing.LATE : Timing.PLAUSIBLE;
  }

  /** How the time in an envelope stands to the time of its stanza. */
  public enum Timing {
    /** Within the margin. */
    PLAUSIBLE,
    /** Sealed well before it was sent: it waited in a queue, or was held back. */
    LATE,
    /** Sealed after it was sent: one of the clocks is wrong. */
    FUTURE,
    /** The sender's client gave no time. */
    UNSTATED
  }

  /**
   * An envelope that does not contradict its stanza.
   *
   * @param fromStated the sender's account is bound inside
   * @param toStated the addressee is bound inside; rooms must insist on it
   */
  public record Verified(Envelope envelope, boolean fromStated, boolean toStated, Timing timing) {
    /** When it was written, if its sender says so and the clock behind that can be right. */
    public Optional<Instant> written() {
      return timing == Timing.FUTURE
          ? Optional.empty()
          : envelope.time().filter(at -> at.isAfter(Instant.EPOCH));
    }
  }
}
