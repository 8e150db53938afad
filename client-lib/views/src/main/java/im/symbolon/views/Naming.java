package im.symbolon.views;

import im.symbolon.messenger.chat.Content;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Mention;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Members who are named in what is said to a group. While one writes, an {@code @} at the beginning
 * of a word begins a name; when it is sent, an {@code @} with all of a member's name names them,
 * however it came there.
 */
public final class Naming {
  /** Longer names are not looked for, and not shown as such; in {@code char}s. */
  static final int LONGEST = 400;

  /** So many are offered. */
  static final int OFFERED = 50;

  /** Of a name that is being written. */
  private static final int SAID = 80;

  private static final String OPENING = "([{<\"'„“‚‘«»›‹/¿¡";

  private Naming() {}

  /**
   * A name that is being written.
   *
   * @param at where its {@code @} stands, in {@code char}s
   * @param said what follows that, up to the caret
   */
  public record Begun(int at, String said) {}

  /** Somebody who may be meant. */
  public record Choice(BareJid who, String name) {}

  /** What may become a name, where the caret is. */
  public static Optional<Begun> begun(String text, int caret) {
    int end = Math.min(caret, text.length());
    for (int at = end - 1; at >= 0 && end - at - 1 <= SAID && text.charAt(at) != '\n'; at--) {
      if (begins(text, at)) {
        String said = text.substring(at + 1, end);
        boolean named = said.isEmpty() || !Character.isWhitespace(said.charAt(0));
        return named ? Optional.of(new Begun(at, said)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** True for an {@code @} at the beginning of a word, as no address has it. */
  private static boolean begins(String text, int at) {
    if (text.charAt(at) != '@') {
      return false;
    }
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    return Character.isWhitespace(before)
        || Character.isIdeographic(before) // words have no spaces between them there
        || OPENING.indexOf(before) >= 0;
  }

  /**
   * Who may be meant by that much of a name: those first whose name begins so, then those of whom
   * another word or the address does.
   *
   * @param names of all members, each another one
   */
  static List<Choice> choices(Map<BareJid, String> names, BareJid account, String said) {
    String wanted = plain(said);
    List<Choice> first = new ArrayList<>();
    List<Choice> then = new ArrayList<>();
    names.forEach(
        (who, name) -> {
          String folded = plain(name);
          if (who.equals(account)) {
            return; // oneself is not named
          } else if (folded.startsWith(wanted)) {
            first.add(new Choice(who, name));
          } else if (folded.contains(" " + wanted) || plain(who.local()).startsWith(wanted)) {
            then.add(new Choice(who, name));
          }
        });
    Comparator<Choice> order = Comparator.comparing(each -> plain(each.name()));
    first.sort(order);
    then.sort(order);
    first.addAll(then);
    return Collections.unmodifiableList(first.subList(0, Math.min(OFFERED, first.size())));
  }

  /** Without marks and cases: who writes in a hurry means the same letters. */
  private static String plain(String name) {
    String apart = Normalizer.normalize(name, Normalizer.Form.NFKD);
    return apart.replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
  }

  /** Whom a text names of those who are in the group. */
  static List<Mention> in(String text, ChatModel.View view, BareJid account) {
    return in(text, called(view, account));
  }

  /** The same for another text of a line: whom that named is still called so. */
  static List<Mention> in(String text, ChatModel.View view, BareJid account, Line before) {
    Map<String, BareJid> names = called(view, account);
    for (Line.Named each : before.named()) {
      String said = before.text().substring(each.start(), each.end());
      if (said.startsWith("@")) {
        names.putIfAbsent(said.substring(1), each.who());
      }
    }
    return in(text, names);
  }

  private static Map<String, BareJid> called(ChatModel.View view, BareJid account) {
    Map<String, BareJid> names = new HashMap<>();
    view.names().forEach((who, name) -> names.put(name, who));
    names.values().remove(account);
    return names;
  }

  /**
   * Whom a text names.
   *
   * @param names what each is called, without the {@code @}
   */
  private static List<Mention> in(String text, Map<String, BareJid> names) {
    List<Mention> found = new ArrayList<>();
    int points = 0;
    int at = 0;
    while (at < text.length() && found.size() < Mention.MAX) {
      Optional<String> name = begins(text, at) ? longest(text, at + 1, names) : Optional.empty();
      int end = at + (name.isPresent() ? 1 + name.get().length() : 1);
      int more = name.isPresent() ? text.codePointCount(at, end) : isSecond(text, at) ? 0 : 1;
      if (name.isPresent()) {
        found.add(new Mention(points, points + more, names.get(name.get())));
      }
      points += more;
      at = end;
    }
    return found;
  }

  /** The second half of a letter. */
  private static boolean isSecond(String text, int at) {
    return at > 0
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  /** Of names that begin alike the longest is meant, and none that goes on as another word. */
  private static Optional<String> longest(String text, int from, Map<String, BareJid> names) {
    return names.keySet().stream()
        .filter(name -> !name.isEmpty() && name.length() <= LONGEST)
        .filter(name -> text.startsWith(name, from) && ends(text, from + name.length()))
        .max(Comparator.comparing(String::length));
  }

  private static boolean ends(String text, int at) {
    return at == text.length() || !Character.isLetterOrDigit(text.codePointAt(at));
  }

  /**
   * Where a text as it is shown names members. What stands across another one, or names nobody who
   * is in the group, is text like any other; so is what is too long for a name.
   *
   * @param said as it came
   */
  static List<Line.Named> shown(Content said, Set<BareJid> members, BareJid account) {
    List<Mention> inOrder = new ArrayList<>(said.mentions());
    inOrder.removeIf(each -> !members.contains(each.who()));
    inOrder.sort(Comparator.comparing(Mention::begin).thenComparing(Mention::end));
    Reading text = new Reading(said.text());
    List<Line.Named> found = new ArrayList<>();
    for (Mention each : inOrder) {
      text.part(each)
          .filter(part -> part.end() - part.begin() <= LONGEST)
          .ifPresent(
              part ->
                  found.add(
                      new Line.Named(
                          part.begin(), part.end(), each.who(), each.who().equals(account))));
    }
    return found;
  }
}
