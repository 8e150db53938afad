package im.symbolon.service.pep;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.Outbox;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.xmpp.packet.JID;

/**
 * What the server around does for this package.
 *
 * @param outbox sends events to own sessions
 * @param sessions who is online
 * @param later runs a task about a second later, on another thread; may drop some when it ends
 */
public record Surroundings(Outbox outbox, Sessions sessions, Executor later) {
  public Surroundings {
    Objects.requireNonNull(outbox);
    Objects.requireNonNull(sessions);
    Objects.requireNonNull(later);
  }

  /** Who is online. */
  @FunctionalInterface
  public interface Sessions {
    /** The full addresses of an account's sessions. */
    Collection<JID> of(BareJid account);
  }
}
