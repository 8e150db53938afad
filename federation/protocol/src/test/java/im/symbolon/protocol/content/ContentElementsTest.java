package im.symbolon.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.content.Pointer.Kind;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What stands beside a text: as others write it, and as nobody should. */
class ContentElementsTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");

  private static XmlElement reactions(Iterable<String> emoji) {
    XmlElement.Builder out = XmlElement.element(Namespaces.REACTIONS, "reactions").with("id", "m1");
    emoji.forEach(
        each -> out.with(XmlElement.element(Namespaces.REACTIONS, "reaction").text(each).build()));
    return out.build();
  }

  private static TreeSet<String> read(XmlElement reactions) {
    return new TreeSet<>(Pointer.act(List.of(reactions)).orElseThrow().emoji());
  }

  @Example
  void whatIsWrittenIsRead() {
    for (Kind kind : List.of(Kind.EDIT, Kind.RETRACT)) {
      Pointer pointer = Pointer.of(kind, "m1", ALICE);
      assertThat(Pointer.act(pointer.toXml("m1")).orElseThrow().id()).isEqualTo("m1");
      assertThat(Pointer.act(pointer.toXml("outer"))).contains(pointer);
    }
    Pointer react =
        new Pointer(Kind.REACT, "m1", Optional.of(ALICE), new TreeSet<>(List.of("👍", "🐢")));
    assertThat(Pointer.act(react.toXml("m1"))).contains(react);
    Pointer reply = Pointer.of(Kind.REPLY, "m1", ALICE);
    assertThat(Pointer.reply(reply.toXml("m1"))).contains(reply);
    assertThat(Pointer.reply(react.toXml("m1"))).isEmpty();
  }

  /** XEP-0444 §3.2 and XEP-0461 §3, as other clients write them. */
  @Example
  void whatOthersWriteIsRead() {
    Pointer react = Pointer.act(List.of(reactions(List.of("👋", "🐢")))).orElseThrow();
    assertThat(react.emoji()).containsExactlyInAnyOrder("👋", "🐢");
    assertThat(react.author()).isEmpty();
    XmlElement reply =
        XmlElement.element(Namespaces.REPLY, "reply")
            .with("to", "alice@alpha.test/phone")
            .with("id", "m1")
            .build();
    assertThat(Pointer.reply(List.of(reply)).orElseThrow().author()).contains(ALICE);
  }

  @Example
  void ofTenThousandReactionsAsManyAreReadAsOnePersonCanGive() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add("e" + i);
    }
    assertThat(read(reactions(many))).hasSize(Pointer.MAX_EMOJI);
  }

  @Example
  void whatIsNoEmojiIsPassedOver() {
    String huge = String.join("", Collections.nCopies(1_000_000, "x"));
    List<String> bad = List.of(huge, "", "a b", "\u202eabc", "tab\t", "line\n", "👍");
    assertThat(read(reactions(bad))).containsExactly("👍");
    assertThat(Pointer.isEmoji("👩‍👩‍👧‍👦")).isTrue();
    assertThat(Pointer.isEmoji("🏴󠁧󠁢󠁥󠁮󠁧󠁿")).isTrue();
  }

  @Example
  void idsThatNameNothingAreNoPointers() {
    for (String id : List.of("", "x".repeat(257))) {
      XmlElement replace = XmlElement.element(Namespaces.CORRECT, "replace").with("id", id).build();
      assertThat(Pointer.act(List.of(replace))).isEmpty();
    }
    assertThat(Pointer.act(List.of(XmlElement.element(Namespaces.RETRACT, "retract").build())))
        .isEmpty();
  }

  @Property(tries = 200)
  void ofABodyExactlyTheMarkedPartIsCut(
      @ForAll @StringLength(max = 30) String quote, @ForAll @StringLength(max = 30) String text) {
    String clean =
        quote
            .codePoints()
            .filter(Character::isLetter)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    XmlElement mark = Fallback.beginning(Namespaces.REPLY, clean.codePointCount(0, clean.length()));
    String rest =
        text.codePoints()
            .filter(Character::isLetter)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(Fallback.cut(clean + rest, Namespaces.REPLY, List.of(mark))).isEqualTo(rest);
    assertThat(Fallback.cut(clean + rest, Namespaces.RETRACT, List.of(mark)))
        .isEqualTo(clean + rest);
  }

  @Property(tries = 200)
  void noRangeDoesHarm(@ForAll int start, @ForAll int end, @ForAll @IntRange(max = 50) int length) {
    String body = "x".repeat(length);
    XmlElement part =
        XmlElement.element(Namespaces.FALLBACK, "body")
            .with("start", Integer.toString(start))
            .with("end", Integer.toString(end))
            .build();
    XmlElement fallback =
        XmlElement.element(Namespaces.FALLBACK, "fallback")
            .with("for", Namespaces.REPLY)
            .with(part)
            .build();
    String cut = Fallback.cut(body, Namespaces.REPLY, List.of(fallback));
    assertThat(cut.length()).isBetween(0, length);
  }

  @Example
  void lifetimesThatCannotBeAreNone() {
    assertThat(Lifetime.in(List.of(Lifetime.toXml(Duration.ofHours(2)))))
        .contains(Duration.ofHours(2));
    for (String bad : List.of("0", "-1", "", "1e9", "99999999999999999999", "٣")) {
      XmlElement element =
          XmlElement.element(Namespaces.EPHEMERAL, "ephemeral").with("timer", bad).build();
      assertThat(Lifetime.in(List.of(element))).as(bad).isEmpty();
    }
  }
}
