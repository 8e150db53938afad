package im.symbolon.messenger.chat;

import im.symbolon.protocol.BareJid;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a chat as a person sees it: what was written, with all that was done to it since.
 *
 * @param original as it was sent; it says nothing any more when it was retracted
 * @param now what it says now
 * @param reactions who reacted, by emoji, in the order in which they did
 * @param place in its chat, for reading on from there
 */
public record Shown(
    ChatMessage original,
    Content now,
    boolean edited,
    boolean retracted,
    SortedMap<String, List<BareJid>> reactions,
    long place) {
  public Shown {
    Objects.requireNonNull(original);
    Objects.requireNonNull(now);
    SortedMap<String, List<BareJid>> copy = new TreeMap<>();
    reactions.forEach((emoji, people) -> copy.put(emoji, List.copyOf(people)));
    reactions = Collections.unmodifiableSortedMap(copy);
  }

  public Target target() {
    return Target.of(original);
  }

  /** Without the text: messages do not belong into logs. */
  @Override
  public String toString() {
    return original + (retracted ? " retracted" : edited ? " edited" : "");
  }
}
