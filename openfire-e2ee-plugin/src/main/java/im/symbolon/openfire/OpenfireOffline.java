package im.symbolon.openfire;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jivesoftware.openfire.OfflineMessage;
import org.jivesoftware.openfire.OfflineMessageStore;
import org.jivesoftware.openfire.SessionManager;
import org.jivesoftware.openfire.session.ClientSession;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** Openfire's own store and sessions. */
record OpenfireOffline(OfflineMessageStore store, SessionManager sessions) implements OfflineHost {
  @Override
  public List<OfflineMessage> stored(String user) {
    return List.copyOf(store.getMessages(user, false));
  }

  @Override
  public void delete(String user, Instant stored) {
    store.deleteMessage(user, Date.from(stored));
  }

  /** Given to the session directly, as at login: routed once more it would be copied once more. */
  @Override
  public Optional<Consumer<Message>> receiver(String user) {
    return sessions.getSessions(user).stream()
        .filter(Objects::nonNull) // one that ends at this moment
        .filter(OpenfireOffline::takesStored)
        .max(Comparator.comparingInt(session -> session.getPresence().getPriority()))
        .map(session -> session::process);
  }

  private static boolean takesStored(ClientSession session) {
    Presence presence = session.getPresence();
    return presence != null
        && presence.isAvailable()
        && session.isInitialized()
        && session.canFloodOfflineMessages();
  }
}
