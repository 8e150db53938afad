package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.mailbox.MailboxId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Takes acknowledgements, and erases what they prove some seconds later: once for all that an
 * account's devices acknowledge meanwhile, and by a device list that was read after the messages
 * came.
 */
public final class AckErasure {
  private final Erasure erasure;
  private final ProvenErasure proven;
  private final Executor later;

  /** Who is waited for; true when more was acknowledged while they waited. */
  private final Map<BareJid, Boolean> waiting = new HashMap<>();

  /**
   * Erases nothing yet.
   *
   * @param later runs a task more than {@link Erasure#SETTLED} later, on another thread; may drop
   *     some when it ends, whose work the {@link Eraser} does in its next turn
   */
  public AckErasure(Erasure erasure, Audiences audiences, Executor later) {
    this.erasure = Objects.requireNonNull(erasure);
    this.proven = new ProvenErasure(erasure, audiences);
    this.later = Objects.requireNonNull(later);
  }

  /**
   * Notes how far a device has come, as {@link Erasure#acknowledge}, and erases later.
   *
   * @return false, with nothing changed, for a place beyond everything that was ever kept
   */
  boolean acknowledge(BareJid owner, DeviceId device, MailboxId upTo) throws MailboxException {
    boolean possible = erasure.acknowledge(owner, device, upTo);
    if (possible) {
      soon(owner);
    }
    return possible;
  }

  private void soon(BareJid owner) {
    synchronized (waiting) {
      if (waiting.putIfAbsent(owner, false) != null) {
        waiting.put(owner, true);
        return;
      }
    }
    later.execute(() -> due(owner));
  }

  private void due(BareJid owner) {
    boolean more;
    synchronized (waiting) {
      more = waiting.remove(owner);
    }
    if (more) {
      soon(owner); // what came just before the last acknowledgement is not old enough now
    }
    proven.of(owner);
  }
}
