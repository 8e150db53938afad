package im.symbolon.messenger.export;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A file of a message.
 *
 * @param name as its sender called it, made safe
 * @param type as its sender said
 * @param size in bytes
 * @param path in the copy, with slashes; empty when it did not come along
 */
record Copied(String name, String type, OptionalLong size, Optional<String> path) {
  private static final Set<String> PICTURES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  Copied {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(path);
  }

  /** True for what a page shows by itself. */
  boolean isPicture() {
    return PICTURES.contains(type) && path.isPresent();
  }
}
