package im.symbolon.views;

import java.util.Objects;
import java.util.Properties;

/**
 * Of what a person wants to be told while they look at something else.
 *
 * @param people of chats with one person, where nothing else was decided for a chat
 * @param groups of groups, the same
 * @param words how much of a message is told
 */
public record Notices(Level people, Level groups, Words words) {
  public static final Notices USUAL = new Notices(Level.ALL, Level.ALL, Words.TEXT);

  /** Of which messages of a chat. */
  public enum Level {
    ALL,
    /** Those that name the own account, or answer it. */
    MENTIONS,
    NONE
  }

  /** How much of a message. On a locked screen it is always {@link #NOTHING}. */
  public enum Words {
    /** Who wrote, and what. */
    TEXT,
    /** Who wrote. */
    SENDER,
    /** That something came. */
    NOTHING
  }

  public Notices {
    Objects.requireNonNull(people);
    Objects.requireNonNull(groups);
    Objects.requireNonNull(words);
  }

  public Notices withPeople(Level other) {
    return new Notices(other, groups, words);
  }

  public Notices withGroups(Level other) {
    return new Notices(people, other, words);
  }

  public Notices with(Words other) {
    return new Notices(people, groups, other);
  }

  void write(Properties out) {
    out.setProperty("notify-people", people.name());
    out.setProperty("notify-groups", groups.name());
    out.setProperty("notify-words", words.name());
  }

  static Notices read(Properties in) {
    return new Notices(
        one(in, "notify-people", USUAL.people()),
        one(in, "notify-groups", USUAL.groups()),
        one(in, "notify-words", USUAL.words()));
  }

  private static <E extends Enum<E>> E one(Properties in, String key, E usual) {
    for (E each : usual.getDeclaringClass().getEnumConstants()) {
      if (each.name().equals(in.getProperty(key))) {
        return each;
      }
    }
    return usual;
  }
}
