package im.symbolon.service.mailbox;

import java.util.Optional;
import java.util.function.Consumer;

/** An audience that is there at once, later or never. */
final class LateAudience {
  private Optional<Audience> known = Optional.empty();
  private Optional<Consumer<Audience>> waiting = Optional.empty();

  synchronized void found(Audience audience) {
    known = Optional.of(audience);
    waiting.ifPresent(each -> each.accept(audience));
  }

  synchronized Optional<Audience> now() {
    return known;
  }

  /** Calls back, at once when it was found meanwhile. */
  synchronized void whenFound(Consumer<Audience> then) {
    waiting = Optional.of(then);
    known.ifPresent(then);
  }
}
