package im.symbolon.openfire;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jivesoftware.util.JiveGlobals;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * Messages to the server itself, which it passes on to its administrators at once, on the same
 * thread and under the sender's name. Whoever may write to the server may not be refused then.
 */
final class ServersMail {
  /** What was last written to the server on a thread. */
  private static final ThreadLocal<Message> LAST = new ThreadLocal<>();

  private final String domain;
  private final Supplier<Collection<JID>> readers;

  /**
   * Builds it.
   *
   * @param readers to whom the server passes it on
   */
  ServersMail(String domain, Supplier<Collection<JID>> readers) {
    this.domain = domain;
    this.readers = readers;
  }

  /** As this server does it. */
  static ServersMail of(Hosting hosting) {
    return new ServersMail(hosting.domain(), () -> readers(hosting));
  }

  /** Those named in a property of the host, else its administrators. */
  private static Set<JID> readers(Hosting hosting) {
    String named = JiveGlobals.getProperty("xmpp.forward.admins", "");
    if (named.isBlank()) {
      return Set.copyOf(hosting.server().getAdmins());
    }
    return Arrays.stream(named.split("[, ]+"))
        .filter(name -> !name.isEmpty())
        .map(name -> new JID(name.contains("@") ? name : name + "@" + hosting.domain()))
        .collect(Collectors.toSet());
  }

  /** True for the same words from the same sender to one of the readers, right afterwards. */
  boolean isPassedOn(Packet packet) {
    Message last = LAST.get();
    if (last != null && isCopy(packet, last) && readers.get().contains(packet.getTo())) {
      return true;
    }
    LAST.remove();
    return false;
  }

  private static boolean isCopy(Packet packet, Message last) {
    return packet instanceof Message message
        && Objects.equals(message.getFrom(), last.getFrom())
        && Objects.equals(message.getID(), last.getID())
        && Objects.equals(message.getBody(), last.getBody());
  }

  /** Remembers what passed, if it is for the server itself. */
  void passed(Packet packet) {
    JID to = packet.getTo();
    if (packet instanceof Message message && (to == null || to.equals(new JID(domain)))) {
      LAST.set(message);
    }
  }
}
