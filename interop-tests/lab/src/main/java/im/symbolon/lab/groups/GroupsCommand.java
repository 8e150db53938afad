package im.symbolon.lab.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.ratchet.primitives.Entropy;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code symbolon bench groups}. */
@Command(
    name = "groups",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "One message to a whole group, beside a key for every device.",
    description = {
      "",
      "Seals messages of 100 characters for groups of several sizes, two devices a member, and",
      "opens them on every device: our signed slot, and OMEMO 2 pairwise, by the same code.",
      "Receivers are simulated over the real ratchet; there are no servers.",
      ""
    },
    footer = {
      "",
      "The report, by size: bytes of a message and of it without the payload, processor time of",
      "the sender and of one receiving device, and how long it takes until the last device has",
      "opened it when they take turns on one processor.",
      "Exit code 0 only if every device read everything, our messages have one size in all",
      "groups, and from 100 members on add 40 times less to the payload than pairwise."
    })
public final class GroupsCommand implements Callable<Integer> {
  private static final int MOST_MEMBERS = 1000;
  private static final int MOST_MESSAGES = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--members",
      paramLabel = "N",
      split = ",",
      description = "sizes of groups (default: ${DEFAULT-VALUE})",
      defaultValue = "10,100,500,1000")
  private List<Integer> members;

  @Option(
      names = "--messages",
      paramLabel = "N",
      description = "messages in each way (default: ${DEFAULT-VALUE})",
      defaultValue = "5")
  private int messages;

  @Option(names = "--json", paramLabel = "FILE", description = "write a machine-readable report")
  private Path json;

  @Override
  public Integer call() throws Exception {
    members.forEach(each -> requireWithin("--members", each, 2, MOST_MEMBERS));
    requireWithin("--messages", messages, 1, MOST_MESSAGES);
    Entropy entropy = new SecureRandom()::nextBytes;
    byte[] envelope = envelope(entropy);
    List<GroupsReport.Row> rows = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    for (int size : members) {
      out.println("A group of " + size + " …");
      out.flush();
      rows.add(row(size, envelope, entropy));
    }
    GroupsReport report = new GroupsReport(rows);
    if (json != null) {
      report.writeJson(json);
    }
    out.println(report.words());
    return report.ok() ? 0 : 1;
  }

  private GroupsReport.Row row(int size, byte[] envelope, Entropy entropy) throws Exception {
    GroupCast cast = new GroupCast(size);
    int devices = cast.receivers().size();
    GroupMeasure ours = GroupMeasure.of(new ChainWay(cast, entropy), devices, envelope, messages);
    GroupMeasure pairwise =
        GroupMeasure.of(new PairwiseWay(cast, entropy), devices, envelope, messages);
    return new GroupsReport.Row(size, devices + 1, ours, pairwise);
  }

  /** The same for all, so that padding makes no difference between them. */
  private static byte[] envelope(Entropy entropy) {
    Route route = new Route(new BareJid("member1000", "alpha.test"), GroupCast.ROOM);
    Envelope envelope =
        Envelope.of(
            new MessageId("b3VyIG93biBtZXNz"),
            route,
            Instant.ofEpochMilli(1_790_000_000_123L),
            List.of(Envelope.bodyOf("m".repeat(100))));
    return new EnvelopeCodec(entropy::bytes)
        .encode(envelope)
        .toXml()
        .getBytes(StandardCharsets.UTF_8);
  }

  private void requireWithin(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " takes numbers from " + least + " to " + most + ".");
    }
  }
}
