package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Span;
import im.symbolon.messenger.words.Query;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static List<String> marked(Excerpt excerpt) {
    return excerpt.spans().stream()
        .map(each -> excerpt.text().substring(each.begin(), each.end()))
        .toList();
  }

  @Test
  void aShortTextIsShownWhole() {
    Excerpt excerpt = Excerpt.of("tea at five", List.of(new Span(7, 11)));
    assertThat(excerpt.text()).isEqualTo("tea at five");
    assertThat(marked(excerpt)).containsExactly("five");
  }

  @Test
  void aLongOneBeginsALittleBeforeWhatWasFoundAtAWord() {
    String text = "word ".repeat(100) + "needle" + " more".repeat(100);
    Excerpt excerpt = Excerpt.of(text, Query.of("needle").in(text));
    assertThat(excerpt.text()).startsWith("…word ").endsWith("…").contains("needle more");
    assertThat(excerpt.text().indexOf("needle")).isLessThan(30);
    assertThat(marked(excerpt)).containsExactly("needle");
  }

  @Test
  void linesBecomeOne() {
    assertThat(Excerpt.of("one\ntwo\tthree", List.of()).text()).isEqualTo("one two three");
  }

  @Property
  void whateverTheTextIsWhatIsMarkedWasFound(@ForAll String before, @ForAll String after) {
    String text = before + " needle " + after;
    Excerpt excerpt = Excerpt.of(text, Query.of("needle").in(text));
    assertThat(excerpt.text().length()).isLessThan(200);
    assertThat(marked(excerpt)).contains("needle");
  }
}
