package im.symbolon.openfire;

import im.symbolon.service.policy.Bounce;
import im.symbolon.service.policy.Violation;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jivesoftware.openfire.PacketDeliverer;
import org.jivesoftware.openfire.PacketException;
import org.jivesoftware.openfire.auth.UnauthorizedException;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.jivesoftware.openfire.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * Shows each stanza to the judge when it comes in, from a client or another server, and keeps back
 * what must not pass. Whoever sent it gets one error that says why, and not the host's own, which
 * says nothing. The error is delivered, not routed: it is not judged itself.
 *
 * <p>What the host sends by itself, such as presence to contacts, is stopped in silence on its way
 * out to a domain that is shut out.
 */
final class EdgeGuard implements PacketInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeGuard.class);

  /** What a thread refused, until the host has tried to say so. */
  private static final ThreadLocal<Packet> REFUSED = new ThreadLocal<>();

  private final Function<Packet, Optional<Violation>> judge;
  private final Predicate<Packet> mayLeave;
  private final PacketDeliverer deliverer;

  /**
   * Builds the interceptor.
   *
   * @param judge of what comes in
   * @param mayLeave of what goes out, which the host may have made itself
   * @param deliverer takes the errors
   */
  EdgeGuard(
      Function<Packet, Optional<Violation>> judge,
      Predicate<Packet> mayLeave,
      PacketDeliverer deliverer) {
    this.judge = judge;
    this.mayLeave = mayLeave;
    this.deliverer = deliverer;
  }

  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed)
      throws PacketRejectedException {
    if (!processed) {
      intercept(packet, session != null, incoming);
    }
  }

  /** One that the host has not dealt with; from a session it answers by itself what is rejected. */
  void intercept(Packet packet, boolean hasSession, boolean incoming)
      throws PacketRejectedException {
    Packet before = REFUSED.get();
    REFUSED.remove();
    if (incoming) {
      judge(packet, hasSession);
    } else if (before != null && isHostsAnswer(packet, before)) {
      throw new PacketRejectedException();
    } else if (!Bounce.is(packet) && !mayLeave.test(packet)) {
      throw new PacketRejectedException();
    }
  }

  private void judge(Packet packet, boolean hasSession) throws PacketRejectedException {
    Optional<Violation> violation = judge.apply(packet);
    if (!violation.isPresent()) {
      return;
    }
    Bounce.of(packet, violation.get()).ifPresent(this::deliver);
    if (hasSession && !(packet instanceof Message)) {
      REFUSED.set(packet); // the host's answer comes next on this thread
    }
    throw new PacketRejectedException(); // without a text: it would come as a message with a body
  }

  private void deliver(Packet bounce) {
    try {
      deliverer.deliver(bounce);
    } catch (UnauthorizedException | PacketException e) {
      LOG.debug("{} was not told why", bounce.getTo(), e);
    }
  }

  private static boolean isHostsAnswer(Packet packet, Packet refused) {
    return packet.getClass() == refused.getClass()
        && packet.getError() != null
        && equal(packet.getID(), refused.getID())
        && equal(packet.getFrom(), refused.getTo());
  }

  private static boolean equal(Object one, Object other) {
    return one == null ? other == null : one.equals(other);
  }
}
