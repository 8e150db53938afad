package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When somebody who is not there was there last, as their server says (XEP-0012 §4). */
public final class LastActivity {
  private static final String NAMESPACE = "jabber:iq:last";
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final IqChannel channel;
  private final Clock clock;

  public LastActivity(IqChannel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /**
   * Empty when their server does not say it, or not to us.
   *
   * @throws TransportException when it could not be asked
   */
  public Optional<Instant> of(BareJid who) throws TransportException {
    XmlElement query = XmlElement.element(NAMESPACE, "query").build();
    try {
      return channel
          .iq(IqType.GET, EntityAddress.of(who), query)
          .filter(answer -> answer.is(NAMESPACE, "query"))
          .flatMap(answer -> answer.attribute("seconds"))
          .flatMap(this::ago);
    } catch (TransportException e) {
      if (e.stanzaError().isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Instant> ago(String seconds) {
    try {
      Duration since = Duration.ofSeconds(Long.parseLong(seconds));
      boolean plausible = !since.isNegative() && since.compareTo(LONGEST) < 0;
      return plausible ? Optional.of(clock.instant().minus(since)) : Optional.empty();
    } catch (NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
