package im.symbolon.views;

import im.symbolon.messenger.chat.Span;
import im.symbolon.protocol.omemo.Mention;
import java.util.Optional;

/** Goes once through a text as it came, and knows where its parts stand as it is shown. */
final class Reading {
  private final String text;
  private final int length;
  private int at;
  private int points;
  private int shown;

  Reading(String text) {
    this.text = text;
    this.length = text.codePointCount(0, text.length());
  }

  /** The next part, in one line and not before the end of the last one. */
  Optional<Span> part(Mention mention) {
    if (mention.begin() < points || mention.end() > length) {
      return Optional.empty();
    }
    goTo(mention.begin());
    int begin = shown;
    int from = at;
    goTo(mention.end());
    boolean seen = shown > begin && text.substring(from, at).indexOf('\n') < 0;
    return seen ? Optional.of(new Span(begin, shown)) : Optional.empty();
  }

  private void goTo(int place) {
    int next = text.offsetByCodePoints(at, place - points);
    shown += Harmless.text(text.substring(at, next)).length();
    at = next;
    points = place;
  }
}
