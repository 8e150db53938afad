package im.symbolon.messenger.chat;

import java.util.Objects;
import java.util.Optional;

/** What a person began to write in a chat, and what it is to answer. */
public record Draft(String text, Optional<Target> reply) {
  public Draft {
    Objects.requireNonNull(text);
    Objects.requireNonNull(reply);
  }

  /** Without the text: messages do not belong into logs. */
  @Override
  public String toString() {
    return "Draft";
  }
}
