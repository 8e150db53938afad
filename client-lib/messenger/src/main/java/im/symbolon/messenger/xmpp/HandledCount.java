package im.symbolon.messenger.xmpp;

import java.lang.reflect.Field;
import java.util.Optional;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;

/**
 * Smack's count of handled stanzas (XEP-0198 {@code h}), which it lets nobody read or correct. The
 * field is reached by its name; a shrinker that renames it only costs resuming after a failure.
 */
final class HandledCount {
  private final Optional<Field> field = find();

  private static Optional<Field> find() {
    try {
      Field found = XMPPTCPConnection.class.getDeclaredField("clientHandledStanzasCount");
      found.setAccessible(true);
      return Optional.of(found);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  boolean isReachable() {
    return field.isPresent();
  }

  /** Read on the reader thread, which alone writes it while it runs. */
  long get(XMPPTCPConnection stream) {
    try {
      return field.isPresent() ? field.get().getLong(stream) : 0;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("made accessible before", e);
    }
  }

  /** Written while no reader runs that could raise it. */
  void set(XMPPTCPConnection stream, long handled) {
    try {
      if (field.isPresent()) {
        field.get().setLong(stream, handled);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("made accessible before", e);
    }
  }
}
