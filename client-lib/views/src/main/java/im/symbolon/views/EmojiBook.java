package im.symbolon.views;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fellbaum.jemoji.EmojiGroup;
import net.fellbaum.jemoji.EmojiManager;
import net.fellbaum.jemoji.Qualification;

/**
 * All emoji that a person can choose from, in sections, and found by what they are called: in
 * English by the names of Unicode and what other programs call them, and by common words of the
 * language there is a list for. Immutable; making one takes a part of a second.
 */
public final class EmojiBook {
  private static final int LONGEST = 60;
  private static final int FIRST_TONE = 0x1F3FB;
  private static final int LAST_TONE = 0x1F3FF;
  private static final int FIRST_LETTER = 0x1F1E6;

  private final Map<Section, List<Entry>> sections;
  private final List<Page> pages;
  private final Map<String, Entry> aliases;

  /** As a person looks for them. */
  public enum Section {
    SMILEYS(EmojiGroup.SMILEYS_AND_EMOTION),
    PEOPLE(EmojiGroup.PEOPLE_AND_BODY),
    NATURE(EmojiGroup.ANIMALS_AND_NATURE),
    FOOD(EmojiGroup.FOOD_AND_DRINK),
    TRAVEL(EmojiGroup.TRAVEL_AND_PLACES),
    ACTIVITIES(EmojiGroup.ACTIVITIES),
    OBJECTS(EmojiGroup.OBJECTS),
    SYMBOLS(EmojiGroup.SYMBOLS),
    FLAGS(EmojiGroup.FLAGS);

    private final EmojiGroup group;

    Section(EmojiGroup group) {
      this.group = group;
    }
  }

  /**
   * One of them.
   *
   * @param name what a screen reader says
   * @param tones the same in each colour of skin, from light to dark; empty where there are none
   */
  public record Entry(String emoji, String name, List<String> tones) {
    public Entry {
      tones = List.copyOf(tones);
    }
  }

  /** An entry, and the words that find it. */
  private record Page(Entry entry, List<String> words) {
    boolean has(List<String> wanted) {
      return wanted.stream()
          .allMatch(each -> words.stream().anyMatch(word -> word.startsWith(each)));
    }

    boolean isCalled(String wanted) {
      return words.contains(wanted);
    }
  }

  private EmojiBook(Map<Section, List<Entry>> sections, List<Page> pages, Map<String, Entry> by) {
    this.sections = sections;
    this.pages = pages;
    this.aliases = by;
  }

  /** With the words of that language. */
  static EmojiBook in(Locale locale) {
    Properties words = words(locale);
    Map<Section, List<Entry>> sections = new EnumMap<>(Section.class);
    List<Page> pages = new ArrayList<>();
    Map<String, Entry> aliases = new HashMap<>();
    for (Section each : Section.values()) {
      List<Entry> entries = new ArrayList<>();
      for (net.fellbaum.jemoji.Emoji emoji : inOrder(each.group)) {
        Entry entry = new Entry(emoji.getEmoji(), name(emoji, locale), tones(emoji));
        entries.add(entry);
        pages.add(new Page(entry, words(emoji, entry, words)));
        shortNames(emoji).forEach(alias -> aliases.putIfAbsent(alias, entry));
      }
      sections.put(each, Collections.unmodifiableList(entries));
    }
    return new EmojiBook(sections, pages, aliases);
  }

  private static Properties words(Locale locale) {
    String name = "emoji_" + locale.getLanguage();
    boolean known = EmojiBook.class.getResource(name + ".properties") != null;
    return known ? Texts.load(name, new Properties()) : new Properties();
  }

  private static List<net.fellbaum.jemoji.Emoji> inOrder(EmojiGroup group) {
    return EmojiManager.getAllEmojisByGroup(group).stream()
        .filter(each -> each.getQualification() == Qualification.FULLY_QUALIFIED)
        .filter(each -> !each.hasFitzpatrickComponent())
        .sorted(
            Comparator.comparing(net.fellbaum.jemoji.Emoji::getSubgroup)
                .thenComparing(net.fellbaum.jemoji.Emoji::getEmoji))
        .collect(Collectors.toList());
  }

  private static List<String> tones(net.fellbaum.jemoji.Emoji emoji) {
    Map<Integer, String> byTone = new TreeMap<>();
    for (net.fellbaum.jemoji.Emoji each : emoji.getVariations()) {
      int[] tones = each.getEmoji().codePoints().filter(EmojiBook::isTone).distinct().toArray();
      if (tones.length == 1 && each.getQualification() == Qualification.FULLY_QUALIFIED) {
        byTone.merge(tones[0], each.getEmoji(), (a, b) -> a.length() <= b.length() ? a : b);
      }
    }
    return byTone.size() == LAST_TONE - FIRST_TONE + 1
        ? new ArrayList<>(byTone.values())
        : List.of();
  }

  private static boolean isTone(int point) {
    return point >= FIRST_TONE && point <= LAST_TONE;
  }

  /** Flags of countries are called as the language calls the country. */
  private static String name(net.fellbaum.jemoji.Emoji emoji, Locale locale) {
    int[] points = emoji.getEmoji().codePoints().toArray();
    boolean country =
        points.length == 2 && Arrays.stream(points).allMatch(EmojiBook::isRegionLetter);
    if (!country) {
      return emoji.getDescription();
    }
    String code =
        Arrays.stream(points)
            .mapToObj(point -> String.valueOf((char) ('A' + point - FIRST_LETTER)))
            .collect(Collectors.joining());
    return new Locale("", code).getDisplayCountry(locale);
  }

  private static boolean isRegionLetter(int point) {
    return point >= FIRST_LETTER && point < FIRST_LETTER + 26;
  }

  private static List<String> words(
      net.fellbaum.jemoji.Emoji emoji, Entry entry, Properties translated) {
    return Stream.of(
            emoji.getDescription(),
            entry.name(),
            String.join(" ", shortNames(emoji)),
            translated.getProperty(entry.emoji(), ""))
        .flatMap(each -> split(each).stream())
        .distinct()
        .collect(Collectors.toList());
  }

  /** Those between colons, without them. */
  private static List<String> shortNames(net.fellbaum.jemoji.Emoji emoji) {
    return emoji.getAllAliases().stream()
        .filter(each -> each.length() > 2 && each.startsWith(":") && each.endsWith(":"))
        .map(each -> each.substring(1, each.length() - 1))
        .sorted()
        .collect(Collectors.toList());
  }

  /** Lower case, without accents. */
  private static List<String> split(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    return Arrays.stream(plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}+]+", -1))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.toList());
  }

  public List<Entry> of(Section section) {
    return sections.get(section);
  }

  /**
   * Those that are called by words which begin so, all of them; who has a word exactly so comes
   * first.
   *
   * @return nothing for no words, and for more than anybody types
   */
  public List<Entry> search(String typed, int most) {
    List<String> wanted = split(typed);
    if (wanted.isEmpty() || typed.length() > LONGEST) {
      return List.of();
    }
    Collection<Page> found =
        pages.stream().filter(each -> each.has(wanted)).collect(Collectors.toList());
    String first = wanted.get(0);
    return Stream.concat(
            found.stream().filter(each -> each.isCalled(first)),
            found.stream().filter(each -> !each.isCalled(first)))
        .limit(most)
        .map(Page::entry)
        .collect(Collectors.toList());
  }

  /** What other programs write between two colons, such as {@code thumbsup}. */
  public Optional<Entry> called(String shortName) {
    return Optional.ofNullable(aliases.get(shortName));
  }
}
