package im.symbolon.lab.groups;

import im.symbolon.lab.LabException;
import im.symbolon.lab.demo.Trees;
import im.symbolon.ratchet.primitives.Entropy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
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
      "Then the same over two federated Openfire and a real room: every device has a stream of its",
      "own, half of the members on either domain, and opens what the room sends it by the real",
      "ratchet. Devices are that, not whole clients: they store nothing and ask nobody for keys,",
      "so that 200 of them fit into one process.",
      ""
    },
    footer = {
      "",
      "The report, by size: bytes of a whole message as its sender gives it to the server,",
      "processor time of the sender and of one receiving device, and how long it takes until the",
      "last device has opened it: when they take turns on one processor, and over the servers.",
      "Exit code 0 only if every device read everything, our messages have one size in all",
      "groups, and from 100 members on are 40 times smaller than pairwise."
    })
public final class GroupsCommand implements Callable<Integer> {
  private static final int MOST_MEMBERS = 1000;
  private static final int MOST_ON_SERVERS = 250;
  private static final int MOST_MESSAGES = 100;
  private static final String TEXT = "m".repeat(100);

  private final Entropy entropy = new SecureRandom()::nextBytes;

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

  @Option(
      names = "--on-servers",
      paramLabel = "N",
      description = "members of the group on real servers; 0 for none (default: ${DEFAULT-VALUE})",
      defaultValue = "100")
  private int onServers;

  @Option(names = "--json", paramLabel = "FILE", description = "write a machine-readable report")
  private Path json;

  @Override
  public Integer call() throws Exception {
    members.forEach(each -> requireWithin("--members", each, 2, MOST_MEMBERS));
    requireWithin("--messages", messages, 1, MOST_MESSAGES);
    if (onServers != 0) {
      requireWithin("--on-servers", onServers, 2, MOST_ON_SERVERS);
    }
    Logger.getLogger("").setLevel(Level.SEVERE); // what is measured is told on the terminal
    try {
      return report(measured());
    } catch (LabException | IOException e) {
      spec.commandLine().getErr().println("The measurement could not go on. " + e.getMessage());
      return 1;
    }
  }

  private GroupsReport measured() throws Exception {
    List<GroupsReport.Row> rows = new ArrayList<>();
    for (int size : members) {
      say("A group of " + size + " …");
      rows.add(simulated(size));
    }
    if (onServers > 0) {
      say("A group of " + onServers + " over two servers …");
      rows.add(real());
    }
    ChainWay ours = new ChainWay(new GroupCast(2), entropy);
    return new GroupsReport(rows, Portions.of(ours.seal(TEXT), TEXT.length()).all());
  }

  private GroupsReport.Row simulated(int size) throws Exception {
    GroupCast cast = new GroupCast(size);
    int devices = cast.receivers().size();
    return new GroupsReport.Row(
        size,
        devices + 1,
        false,
        GroupMeasure.of(new ChainWay(cast, entropy), devices, TEXT, messages),
        GroupMeasure.of(new PairwiseWay(cast, entropy), devices, TEXT, messages));
  }

  private GroupsReport.Row real() throws Exception {
    Path directory = Files.createTempDirectory("symbolon-bench");
    GroupCast cast = new GroupCast(onServers, RealRoom.ADDRESS);
    try (RealRoom room = RealRoom.open(directory, cast)) {
      return new GroupsReport.Row(
          onServers,
          cast.receivers().size() + 1,
          true,
          room.measure(new ChainWay(cast, entropy), TEXT, messages),
          room.measure(new PairwiseWay(cast, entropy), TEXT, messages));
    } finally {
      Trees.delete(directory);
    }
  }

  private int report(GroupsReport report) throws IOException {
    if (json != null) {
      report.writeJson(json);
    }
    say(report.words());
    return report.ok() ? 0 : 1;
  }

  private void say(String words) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(words);
    out.flush();
  }

  private void requireWithin(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " takes numbers from " + least + " to " + most + ".");
    }
  }
}
