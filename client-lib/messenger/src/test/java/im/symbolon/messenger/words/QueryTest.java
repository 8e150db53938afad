package im.symbolon.messenger.words;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Span;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whoever types a word finds it, however it was written. */
class QueryTest {
  private static boolean finds(String typed, String text) {
    return Query.of(typed).fits(Words.of(text));
  }

  private static List<String> marked(String typed, String text) {
    return Query.of(typed).in(text).stream()
        .map(each -> text.substring(each.begin(), each.end()))
        .toList();
  }

  @Example
  void caseAndAccentsMakeNoDifference() {
    assertThat(finds("creme brulee", "Crème BRÛLÉE!")).isTrue();
    assertThat(finds("Crème", "creme")).isTrue();
    assertThat(finds("strasse", "Straße")).isTrue();
    assertThat(finds("STRASSE", "straße")).isTrue();
    assertThat(finds("οδυσσευς", "ΟΔΥΣΣΕΎΣ")).isTrue();
    assertThat(finds("istanbul", "İstanbul")).isTrue();
    assertThat(finds("Lodz", "Łódź")).isTrue();
    assertThat(finds("ёлка", "елка")).isTrue();
    assertThat(finds("שלום", "שָׁלוֹם")).isTrue();
    assertThat(finds("محمد", "مُحَمَّد")).isTrue();
    assertThat(finds("cafe", "cafe\u0301")).isTrue();
    assertThat(finds("2024", "٢٠٢٤")).isTrue();
    assertThat(finds("abc", "ＡＢＣ")).isTrue();
    assertThat(finds("silbentrennung", "Silben\u00adtrennung")).isTrue();
  }

  @Example
  void theLastWordIsFoundByItsBeginningTheOthersWhole() {
    assertThat(finds("meet tomor", "Shall we meet tomorrow?")).isTrue();
    assertThat(finds("tomor meet", "Shall we meet tomorrow?")).isFalse();
    assertThat(finds("morrow", "tomorrow")).isFalse();
    assertThat(finds("tomorrow meet", "Shall we meet tomorrow?")).isTrue();
  }

  @Example
  void languagesWithoutSpacesAreFoundByAnyPart() {
    assertThat(finds("天气", "今天天气很好")).isTrue();
    assertThat(finds("气天", "今天天气很好")).isFalse();
    assertThat(finds("トラン", "レストラン")).isTrue();
    assertThat(finds("ｽﾄﾗﾝ", "レストラン")).isTrue();
    assertThat(finds("อาหาร", "ร้านอาหารไทย")).isTrue();
    assertThat(finds("手机 iph", "我的iPhone手机")).isTrue();
    assertThat(finds("학교", "학교에서 만나")).isTrue();
    assertThat(finds("🐢", "good 🐢🐢 night")).isTrue();
    assertThat(finds("👍🏽", "👍")).isTrue();
  }

  @Example
  void namesOfFilesAreWords() {
    assertThat(finds("report", "Q3_report-final.pdf")).isTrue();
    assertThat(finds("report pd", "Q3_report-final.pdf")).isTrue();
  }

  @Example
  void marksWhatWasFoundWhereItStands() {
    assertThat(marked("strasse 5", "Die Straße 55, Straße 5"))
        .containsExactly("Straße", "5", "Straße", "5");
    assertThat(marked("cafe", "ein Cafe\u0301, kein Kaffee")).containsExactly("Cafe\u0301");
    assertThat(marked("天气", "今天天气")).containsExactly("天气");
    assertThat(marked("aa", "aa aaa aa")).containsExactly("aa", "aa", "aa");
    assertThat(marked("ana", "ana ana")).containsExactly("ana", "ana");
    assertThat(marked("🐢", "x🐢🐢")).containsExactly("🐢🐢");
    assertThat(marked("none", "nothing")).isEmpty();
  }

  @Example
  void whatHasNoWordLooksForNothing() {
    for (String each : List.of("", " ", "...", "\u0301", "\u200b\u202e", "\n\t", "-- !?")) {
      assertThat(Query.of(each).isEmpty()).as(each).isTrue();
    }
  }

  @Example
  void whatIsTypedIsBounded() {
    assertThat(Query.of("a ".repeat(100_000)).needles()).hasSizeLessThanOrEqualTo(Query.MAX_WORDS);
    assertThat(Query.of("x".repeat(100_000)).needles().get(0).length())
        .isLessThanOrEqualTo(Query.MAX_LENGTH + 1);
    assertThat(Query.of("x".repeat(Query.MAX_LENGTH - 1) + "🐢").isEmpty()).isFalse();
    assertThat(Words.of("\ufdfa".repeat(100_000)).length()).isLessThan(Words.MAX_LENGTH + 64);
  }

  /** Lone surrogates, marks without letters, anything. */
  @Property
  void anyTextHasAFormOfWordsBetweenSpaces(@ForAll String text) {
    String form = Words.of(text);
    assertThat(form).doesNotContain("\n").doesNotContain("  ");
    assertThat(form.isEmpty() || (form.startsWith(" ") && form.endsWith(" "))).isTrue();
    assertThat(Words.mapped(text).form()).isEqualTo(form);
  }

  @Property
  void anyTextFindsItselfAndItsVariants(@ForAll String text) {
    String some = text.length() > 60 ? text.substring(0, 60) : text;
    Query query = Query.of(some);
    if (query.needles().size() < Query.MAX_WORDS) {
      assertThat(query.fits(Words.of(some))).isTrue();
      assertThat(query.isEmpty()).isEqualTo(query.in(some).isEmpty());
      for (Span each : query.in(some)) {
        assertThat(each.end()).isLessThanOrEqualTo(some.length());
      }
    }
  }

  @Example
  void composedAndTakenApartIsTheSame() {
    for (String each : List.of("Žluťoučký kůň", "Ελληνικά", "が ぎ", "한국어", "Việt Nam", "É")) {
      String apart = Normalizer.normalize(each, Normalizer.Form.NFD);
      String composed = Normalizer.normalize(each, Normalizer.Form.NFC);
      assertThat(finds(apart, composed)).as(each).isTrue();
      assertThat(finds(composed, apart)).as(each).isTrue();
      assertThat(finds(composed.toUpperCase(Locale.ROOT), apart)).as(each).isTrue();
    }
  }
}
