package im.symbolon.openfire;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * Takes messages for mailboxes off the thread that reads them. Openfire reads all that another
 * domain sends on one thread, and routes each stanza before it reads the next: were each to wait
 * for the database there, a domain could not send more than a few hundred messages a second, and
 * when it does, the host over there closes the stream after a minute, and what was under way is
 * lost.
 *
 * <p>They are routed from the beginning on other threads, where they wait together. Between two
 * accounts everything keeps its order (RFC 6120 §10.1): while one of their messages waits, whatever
 * comes after it waits, too. Sees packets before all other interceptors, so that those see each
 * once.
 */
final class RemoteMail implements PacketInterceptor {
  /** Set on a thread while it routes what was taken. */
  private static final ThreadLocal<Boolean> ROUTES = ThreadLocal.withInitial(() -> false);

  private final String domain;
  private final Predicate<Message> isKept;
  private final Consumer<Packet> router;
  private final Lanes<Pair> lanes;

  /** Two accounts, or a room and an account, and who of them sends. */
  record Pair(String from, String to) {}

  /**
   * Builds the interceptor.
   *
   * @param isKept which messages will have to wait
   * @param router the host's own
   */
  RemoteMail(String domain, Predicate<Message> isKept, Consumer<Packet> router, Lanes<Pair> lanes) {
    this.domain = Objects.requireNonNull(domain);
    this.isKept = Objects.requireNonNull(isKept);
    this.router = Objects.requireNonNull(router);
    this.lanes = Objects.requireNonNull(lanes);
  }

  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed)
      throws PacketRejectedException {
    if (incoming && !processed) {
      intercept(packet);
    }
  }

  /** One that came in, and that the host has not dealt with. */
  void intercept(Packet packet) throws PacketRejectedException {
    JID from = packet.getFrom();
    JID to = packet.getTo();
    if (ROUTES.get() || !isAccount(from) || !isAccount(to) || isLocal(from)) {
      return;
    }
    Pair pair = new Pair(from.toBareJID(), to.toBareJID());
    Runnable task = () -> route(packet);
    boolean waits = packet instanceof Message message && isKept.test(message);
    if (waits ? lanes.run(pair, task) : lanes.runBehind(pair, task)) {
      throw new Taken();
    }
  }

  /** Without a text: nobody is told. Thrown for each message, so it does not look where it is. */
  private static final class Taken extends PacketRejectedException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private static boolean isAccount(JID address) {
    return address != null && address.getNode() != null;
  }

  private boolean isLocal(JID address) {
    return address.getDomain().equals(domain) || address.getDomain().endsWith("." + domain);
  }

  private void route(Packet packet) {
    ROUTES.set(true);
    try {
      router.accept(packet);
    } finally {
      ROUTES.remove();
    }
  }
}
