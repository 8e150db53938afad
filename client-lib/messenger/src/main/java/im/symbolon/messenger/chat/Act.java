package im.symbolon.messenger.chat;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an entry does to another one. An act is an entry of its own, which is sent, confirmed and
 * kept like any text, and is no line: what a person sees is {@link Shown}.
 */
public sealed interface Act {
  Target target();

  /** The text of the entry takes the place of the target's; only its author can do so. */
  record Edit(Target target) implements Act {
    public Edit {
      Objects.requireNonNull(target);
    }
  }

  /** What the target said is gone, for good; only its author can do so. */
  record Retract(Target target) implements Act {
    public Retract {
      Objects.requireNonNull(target);
    }
  }

  /**
   * What the sender thinks of the target now.
   *
   * @param emoji all of them, instead of those before; empty for none
   */
  record React(Target target, SortedSet<String> emoji) implements Act {
    public React {
      Objects.requireNonNull(target);
      emoji = Collections.unmodifiableSortedSet(new TreeSet<>(emoji));
    }
  }
}
