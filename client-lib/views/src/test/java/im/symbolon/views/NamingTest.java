package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Content;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Mention;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");
  private static final BareJid JUERGEN = new BareJid("jb", "delta.test");
  private static final BareJid STRANGER = new BareJid("eve", "evil.test");

  private static final Map<BareJid, String> NAMES =
      Map.of(ALICE, "Alice", BOB, "Bob", CAROL, "Bob the Builder", JUERGEN, "Jürgen 🐝 Bär");

  private static ChatModel.View view(Map<BareJid, String> names) {
    return ChatModel.View.of("Tea", ChatItem.Kind.GROUP, names);
  }

  private static List<Mention> in(String text) {
    return Naming.in(text, view(NAMES), ALICE);
  }

  /** The bar is where the caret stands. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "@|; 0; ''",
        "@bo|; 0; bo",
        "hello @bo| and more; 6; bo",
        "hello (@bo|; 7; bo",
        "@Bob the B|; 0; Bob the B",
        "@one @two|; 5; two",
        "你好@bo|; 2; bo"
      })
  void anAtAtTheBeginningOfAWordBeginsAName(String text, int at, String said) {
    int caret = text.indexOf('|');
    assertThat(Naming.begun(text.replace("|", ""), caret)).contains(new Naming.Begun(at, said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", "|@bo", "bob@be|", "hello @ bo|", "@bo\nand|", "a.@b|"})
  void elsewhereNothingDoes(String text) {
    assertThat(Naming.begun(text.replace("|", ""), text.indexOf('|'))).isEmpty();
  }

  @Test
  void aNameIsNotLookedForAcrossAWholeText() {
    String text = "@" + "x".repeat(64 * 1024);
    assertThat(Naming.begun(text, text.length())).isEmpty();
  }

  private static List<String> offered(String said) {
    return Naming.choices(NAMES, ALICE, said).stream().map(Naming.Choice::name).toList();
  }

  @Test
  void whoMayBeMeantIsOfferedAndOneselfIsNot() {
    assertThat(offered("")).containsExactly("Bob", "Bob the Builder", "Jürgen 🐝 Bär");
    assertThat(offered("BO")).containsExactly("Bob", "Bob the Builder");
    assertThat(offered("bob ")).containsExactly("Bob the Builder");
    assertThat(offered("build")).containsExactly("Bob the Builder");
    assertThat(offered("ba")).containsExactly("Jürgen 🐝 Bär");
    assertThat(offered("jurg")).as("in a hurry").containsExactly("Jürgen 🐝 Bär");
    assertThat(offered("jb")).as("by the address").containsExactly("Jürgen 🐝 Bär");
    assertThat(offered("alice")).isEmpty();
    assertThat(offered("zz")).isEmpty();
  }

  @Test
  void ofALargeGroupSomeAreOffered() {
    Map<BareJid, String> many = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      many.put(new BareJid("member" + i, "alpha.test"), "Member " + i);
    }
    assertThat(Naming.choices(many, ALICE, "")).hasSize(Naming.OFFERED);
  }

  @Test
  void whoIsNamedInFullIsMentioned() {
    assertThat(in("@Bob, come!")).containsExactly(new Mention(0, 4, BOB));
    assertThat(in("Is @Bob the Builder there?")).containsExactly(new Mention(3, 19, CAROL));
    assertThat(in("@Bob @Bob")).containsExactly(new Mention(0, 4, BOB), new Mention(5, 9, BOB));
    assertThat(in("@Bobby, @bob, b@Bob, @Alice, @ Bob, @")).isEmpty();
  }

  /** XEP-0426. */
  @Test
  void placesAreCountedInCodePoints() {
    assertThat(in("😀👍🏽 @Jürgen 🐝 Bär!")).containsExactly(new Mention(4, 17, JUERGEN));
    assertThat(in("😀 @Jürgen 🐝 Bär @Bob"))
        .containsExactly(new Mention(2, 15, JUERGEN), new Mention(16, 20, BOB));
  }

  @Test
  void noMoreAreMentionedThanMayBe() {
    assertThat(in("@Bob ".repeat(1_000))).hasSize(Mention.MAX);
  }

  @Test
  void whomATextNamedIsStillNamedWhenItIsEdited() {
    Line before = LineOf.text("@Bobby, hello", List.of(new Line.Named(0, 6, BOB, false)));
    assertThat(Naming.in("@Bobby, hello again", view(NAMES), ALICE, before))
        .containsExactly(new Mention(0, 6, BOB));
    assertThat(Naming.in("hello again", view(NAMES), ALICE, before)).isEmpty();
  }

  private static List<Line.Named> shown(String text, Mention... mentions) {
    return Naming.shown(
        Content.of(text).mentioning(List.of(mentions)), Set.of(ALICE, BOB, CAROL), ALICE);
  }

  @Test
  void namesAreShownWhereTheTextHasThem() {
    assertThat(shown("😀 @Bob, @Alice", new Mention(8, 14, ALICE), new Mention(2, 6, BOB)))
        .containsExactly(new Line.Named(3, 7, BOB, false), new Line.Named(9, 15, ALICE, true));
  }

  /** What turns letters round is not shown, and what follows stands before where it stood. */
  @Test
  void placesAreThoseOfTheTextAsItIsShown() {
    String text = "\u202E\u202Dhi\u202E @B\u202Eob!";
    Line.Named named = shown(text, new Mention(6, 11, BOB)).get(0);
    assertThat(Harmless.text(text).substring(named.start(), named.end())).isEqualTo("@Bob");
  }

  @Test
  void whatNamesNobodyIsText() {
    assertThat(shown("@Eve", new Mention(0, 4, STRANGER))).as("no member").isEmpty();
    assertThat(shown("@Bob", new Mention(0, 5, BOB))).as("beyond the text").isEmpty();
    assertThat(shown("", new Mention(0, 1, BOB))).isEmpty();
    assertThat(shown("\u202E!", new Mention(0, 1, BOB))).as("nothing to be seen").isEmpty();
    assertThat(shown("@Bob\nhello", new Mention(0, 8, BOB))).as("across lines").isEmpty();
    assertThat(shown("x".repeat(1_000), new Mention(0, 1_000, BOB))).as("too long").isEmpty();
  }

  @Test
  void ofNamesThatStandAcrossEachOtherTheFirstIsShown() {
    assertThat(
            shown(
                "@Bob the Builder",
                new Mention(0, 16, CAROL),
                new Mention(0, 4, BOB),
                new Mention(2, 9, ALICE)))
        .containsExactly(new Line.Named(0, 4, BOB, false));
  }

  @Property(tries = 300)
  void whateverIsMentionedStandsInTheTextAndApart(
      @ForAll String text,
      @ForAll @Size(max = 50) List<@IntRange(max = 60) Integer> begins,
      @ForAll @IntRange(min = 1, max = 20) int length) {
    List<Mention> mentions = new ArrayList<>();
    begins.forEach(each -> mentions.add(new Mention(each, each + length, BOB)));
    int free = 0;
    for (Line.Named each :
        Naming.shown(Content.of(text).mentioning(mentions), Set.of(BOB), ALICE)) {
      assertThat(each.start()).isGreaterThanOrEqualTo(free);
      assertThat(each.end()).isGreaterThan(each.start());
      free = each.end();
    }
    assertThat(free).isLessThanOrEqualTo(Harmless.text(text).length());
  }

  @Property(tries = 300)
  void whateverIsWrittenItsMentionsAreInIt(@ForAll String text, @ForAll String more) {
    String said = text + " @Bob " + more;
    assertThat(in(said)).isNotEmpty().allMatch(each -> each.isIn(said));
  }
}
