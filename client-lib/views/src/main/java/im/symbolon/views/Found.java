package im.symbolon.views;

import im.symbolon.messenger.chat.Target;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Objects;

/**
 * A message that was found.
 *
 * @param name what its chat is called
 * @param group whether that is one of several people
 * @param mine whether we wrote it
 * @param file whether the excerpt is a file's name
 */
public record Found(
    BareJid chat,
    String name,
    boolean group,
    Target line,
    boolean mine,
    Instant time,
    boolean file,
    Excerpt excerpt) {
  public Found {
    Objects.requireNonNull(chat);
    Objects.requireNonNull(line);
    Objects.requireNonNull(excerpt);
  }
}
