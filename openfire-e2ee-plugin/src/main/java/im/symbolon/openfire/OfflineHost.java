package im.symbolon.openfire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jivesoftware.openfire.OfflineMessage;
import org.xmpp.packet.Message;

/** What the host stores for its users while they are away, and who takes it when they are back. */
interface OfflineHost {
  /** All that is stored for a user, oldest first, each marked as delayed; nothing is removed. */
  List<OfflineMessage> stored(String user);

  /** Removes what was stored for a user in that millisecond. */
  void delete(String user, Instant stored);

  /**
   * The session that stored messages go to now, if the user has one: present with a priority that
   * is not negative, past its own delivery at login, and not asking for them by itself (XEP-0013).
   * What it cannot send any more it gives back to the store.
   */
  Optional<Consumer<Message>> receiver(String user);
}
