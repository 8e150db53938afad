package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiBookTest {
  private static final EmojiBook ENGLISH = EmojiBook.in(Locale.ENGLISH);
  private static final EmojiBook GERMAN = EmojiBook.in(Locale.GERMAN);

  private static List<String> found(EmojiBook book, String typed) {
    return book.search(typed, 40).stream().map(EmojiBook.Entry::emoji).collect(Collectors.toList());
  }

  private static Stream<EmojiBook.Entry> all(EmojiBook book) {
    return Arrays.stream(EmojiBook.Section.values()).flatMap(each -> book.of(each).stream());
  }

  @Test
  void everySectionHasSomeAndNoneStandsTwice() {
    for (EmojiBook.Section each : EmojiBook.Section.values()) {
      assertThat(ENGLISH.of(each)).as(each.name()).hasSizeGreaterThan(50);
    }
    List<String> emoji = all(ENGLISH).map(EmojiBook.Entry::emoji).collect(Collectors.toList());
    assertThat(emoji).doesNotHaveDuplicates().hasSizeGreaterThan(1_700);
    assertThat(ENGLISH.of(EmojiBook.Section.SMILEYS).get(0).emoji()).isEqualTo("😀");
  }

  @Test
  void coloursOfSkinStandUnderOneEntry() {
    EmojiBook.Entry thumb = ENGLISH.called("thumbsup").orElseThrow();
    assertThat(thumb.emoji()).isEqualTo("👍");
    assertThat(thumb.tones()).containsExactly("👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿");
    assertThat(ENGLISH.called("pizza").orElseThrow().tones()).isEmpty();
    assertThat(all(ENGLISH).map(EmojiBook.Entry::emoji)).doesNotContain("👍🏽");
  }

  @ParameterizedTest
  @CsvSource({
    "thumbs up, 👍",
    "thu up, 👍",
    "UP thumb, 👍",
    "+1, 👍",
    "heart red, ❤️",
    "joy, 😂",
    "germany, 🇩🇪",
    "pizza, 🍕",
  })
  void wordsThatBeginSoFindIt(String typed, String emoji) {
    assertThat(found(ENGLISH, typed)).contains(emoji);
  }

  @ParameterizedTest
  @CsvSource({
    "daumen ho, 👍",
    "Küss, 😘",
    "kuss, 😘",
    "deutschl, 🇩🇪",
    "österreich, 🇦🇹",
    "pizza, 🍕"
  })
  void soDoWordsOfTheLanguage(String typed, String emoji) {
    assertThat(found(GERMAN, typed)).contains(emoji);
  }

  @Test
  void exactNamesComeFirst() {
    assertThat(found(ENGLISH, "car")).containsSubsequence("🚗", "🎠");
    assertThat(ENGLISH.search("a", 7)).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ":::", "[(*", "zzzzqq", "\u202e", "👍 👍"})
  void whatFindsNothingIsNoMistake(String typed) {
    assertThat(ENGLISH.search(typed, 10)).isEmpty();
  }

  @Test
  void whatIsVeryLongFindsNothing() {
    assertThat(ENGLISH.search(String.join(" ", Collections.nCopies(20_000, "x")), 10)).isEmpty();
  }

  @Test
  void theWordsOfALanguageBelongToEmojiThatThereAre() {
    Properties words = Texts.load("emoji_de", new Properties());
    List<String> known = all(GERMAN).map(EmojiBook.Entry::emoji).collect(Collectors.toList());
    assertThat(words.stringPropertyNames()).hasSizeGreaterThan(100).allMatch(known::contains);
  }
}
