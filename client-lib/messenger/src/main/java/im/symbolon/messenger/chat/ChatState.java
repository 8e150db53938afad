package im.symbolon.messenger.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person decided about a chat, and how far it was read.
 *
 * @param readPlace the place of the last line that was read, here or on another own device
 * @param theirPlace the place of our last line that the other side says to have read
 * @param mutedUntil {@link Instant#MAX} for good
 * @param lifetime of what is written from now on; empty for ever
 * @param markedUnread whether a person wants to come back to it, whatever was read
 */
public record ChatState(
    long readPlace,
    long theirPlace,
    boolean pinned,
    Optional<Instant> mutedUntil,
    boolean archived,
    Optional<Draft> draft,
    Optional<Duration> lifetime,
    boolean markedUnread) {
  public ChatState {
    Objects.requireNonNull(mutedUntil);
    Objects.requireNonNull(draft);
    Objects.requireNonNull(lifetime);
  }

  /** True while nobody is to be disturbed. */
  public boolean isMuted(Instant now) {
    return mutedUntil.filter(now::isBefore).isPresent();
  }
}
