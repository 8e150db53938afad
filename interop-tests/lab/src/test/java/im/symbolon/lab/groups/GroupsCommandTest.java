package im.symbolon.lab.groups;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.groups.GroupsReport.Row;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Entropy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code symbolon bench groups}: what it says, writes and returns. */
class GroupsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int run(String... arguments) {
    return new CommandLine(new GroupsCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void measuresBothWaysAndReportsThem() throws Exception {
    Path json = directory.resolve("deep/groups.json");
    int exit = run("--members", "2,5", "--on-servers", "0", "--messages", "2", "--json", "" + json);
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("ours", "pairwise", "times smaller");
    assertThat(Files.readString(json))
        .contains("\"ok\" : true", "\"members\" : 2", "\"members\" : 5", "\"devices\" : 10")
        .contains("\"bytes\" : ", "\"sender_us\" : ", "\"receiver_us\" : ")
        .contains("\"all_ms\" : ", "\"unread\" : 0", "\"times_smaller\" : ")
        .contains("\"on_servers\" : false", "\"signature\" : 64", "\"slot\" : 48");
  }

  /** The whole stanza of 100 characters, beside the whole stanza. */
  @Test
  void atAHundredMembersAMessageIsFortyTimesSmallerThanPairwise() {
    int exit = run("--members", "100", "--on-servers", "0", "--messages", "3");
    assertThat(out.toString()).doesNotContain("not read");
    assertThat(exit).as(out.toString()).isZero();
  }

  @Test
  void everyByteOfAMessageIsAccountedFor() throws Exception {
    GroupCast cast = new GroupCast(2);
    XmlElement message = new ChainWay(cast, new Random(1)::nextBytes).seal("m".repeat(100));
    assertThat(Portions.of(message, 100).all().values())
        .allMatch(each -> each > 0)
        .satisfies(
            all ->
                assertThat(all.stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(message.toXml().length()));
  }

  /** Over two federated Openfire, in a real room. */
  @Test
  void everyDeviceOfARealRoomReadsBothWays() throws Exception {
    Path json = directory.resolve("groups.json");
    int exit = run("--members", "2", "--on-servers", "6", "--messages", "2", "--json", "" + json);
    assertThat(err.toString()).isEmpty();
    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString()).contains("over two servers").doesNotContain("not read");
    assertThat(Files.readString(json))
        .contains("\"members\" : 6", "\"devices\" : 12", "\"on_servers\" : true");
  }

  /** The promise of the issue, as far as it can be measured without its large groups. */
  @Test
  void ourMessagesHaveOneSizeAndPairwiseOnesGrow() throws Exception {
    Entropy entropy = new Random(1)::nextBytes;
    List<GroupMeasure> measures = new ArrayList<>();
    for (int size : List.of(3, 8)) {
      GroupCast cast = new GroupCast(size);
      int devices = 2 * size - 1;
      measures.add(GroupMeasure.of(new ChainWay(cast, entropy), devices, "m".repeat(100), 1));
      measures.add(GroupMeasure.of(new PairwiseWay(cast, entropy), devices, "m".repeat(100), 1));
    }
    assertThat(measures).extracting(GroupMeasure::unread).containsOnly(0);
    assertThat(measures.get(2).bytes()).isEqualTo(measures.get(0).bytes());
    int grown = measures.get(3).bytes() - measures.get(1).bytes();
    assertThat(grown).isGreaterThan(10 * 190);
  }

  @ParameterizedTest
  @CsvSource({
    "--members, 1",
    "--members, 1001",
    "--members, '10,0'",
    "--members, many",
    "--members, -5",
    "--on-servers, 1",
    "--on-servers, 251",
    "--messages, 0",
    "--messages, 101",
    "--json, ",
    "--clients, 5"
  })
  void whatItCannotDoItRefusesAndMeasuresNothing(String option, String value) {
    int exit = value == null ? run(option) : run(option, value);
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(option);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMessageThatOneDeviceCouldNotReadFailsIt() throws Exception {
    GroupWay broken = new Broken();
    GroupMeasure measure = GroupMeasure.of(broken, 4, "one", 3);
    assertThat(measure.unread()).isEqualTo(6);
    GroupMeasure good = new GroupMeasure("ours", 900, 1, 1, 1, 0);
    assertThat(report(List.of(new Row(10, 20, false, good, measure))).ok()).isFalse();
    assertThat(report(List.of(new Row(10, 20, false, measure, good))).words())
        .contains("6 not read");
  }

  @Test
  void aMessageThatGrowsOrIsTooLargeFailsIt() {
    GroupMeasure small = new GroupMeasure("ours", 900, 1, 1, 1, 0);
    GroupMeasure larger = new GroupMeasure("ours", 901, 1, 1, 1, 0);
    GroupMeasure pairwise = new GroupMeasure("pairwise", 36_000, 1, 1, 1, 0);
    GroupMeasure lessPairwise = new GroupMeasure("pairwise", 35_999, 1, 1, 1, 0);
    Row few = new Row(10, 20, false, small, lessPairwise);
    Row many = new Row(100, 200, false, small, pairwise);
    assertThat(report(List.of(few, many)).ok()).isTrue();
    assertThat(report(List.of(few, new Row(100, 200, false, larger, pairwise))).ok()).isFalse();
    assertThat(report(List.of(few, new Row(100, 200, false, small, lessPairwise))).ok()).isFalse();
  }

  private static GroupsReport report(List<Row> rows) {
    return new GroupsReport(rows, Map.of());
  }

  /** Opens to something else on one device, and not at all on another. */
  private static final class Broken implements GroupWay {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public XmlElement seal(String text) {
      return new GroupCast(2).message(List.of());
    }

    @Override
    public String open(int device, XmlElement message) {
      if (device == 2) {
        throw new IllegalStateException("not for me");
      }
      return device == 3 ? "another" : "one";
    }
  }
}
