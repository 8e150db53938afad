package im.symbolon.lab.bench;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.ServerDatabase;
import im.symbolon.lab.bench.LightClient.Account;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The stage: two servers, their databases and everybody who connects. */
final class ServiceBench implements AutoCloseable {
  private static final String PASSWORD = "a bench's password";
  private static final String ALPHA = "alpha.test";
  private static final String BETA = "beta.test";
  private static final int LOGINS_AT_ONCE = 16;

  private final PrintWriter out;
  private final BenchPostgres postgres;
  private final List<ServerDatabase> databases;
  private final FederationLab lab;
  private final SSLContext tls;
  private final long begun = System.nanoTime();
  private final Queue<LightClient> clients = new ConcurrentLinkedQueue<>();

  private ServiceBench(
      PrintWriter out, BenchPostgres postgres, List<ServerDatabase> databases, FederationLab lab)
      throws LabException {
    this.out = out;
    this.postgres = postgres;
    this.databases = databases;
    this.lab = lab;
    this.tls = lab.ca().clientContext();
  }

  /** Starts the database and both servers. */
  static ServiceBench start(Path directory, Path plugin, PrintWriter out)
      throws IOException, LabException {
    out.println("Two servers with the plugin start, each on a PostgreSQL database of its own …");
    out.flush();
    BenchPostgres postgres = BenchPostgres.start();
    try {
      List<ServerDatabase> databases = List.of(postgres.create("alpha"), postgres.create("beta"));
      LabPlan plan =
          LabPlan.of(directory, ALPHA, BETA)
              .withPlugin(plugin)
              .withDatabase(ALPHA, databases.get(0))
              .withDatabase(BETA, databases.get(1))
              .withProperty(
                  "sasl.mechs", "PLAIN,EXTERNAL") // so that logins cost the servers little
              .withProperty("user.scramHashedPasswordOnly", "false")
              .withProperty("user.usePlainPassword", "true")
              .withProperty("symbolon.claims.perHour", "1000000")
              .forLoad();
      return new ServiceBench(out, postgres, databases, FederationLab.start(plan));
    } catch (IOException | LabException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** Measures all of it. */
  ServiceReport run(int claims, int members, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException {
    say("Accounts are made, and publish keys …");
    addAccounts(claims, members);
    Claims both = claims(claims);
    say(claims + " keys are claimed …");
    Pace claimed = both.claim(claims);
    say(claims + " whole bundles are fetched by PEP …");
    Pace fetched = both.fetch(claims);
    say(members + " clients connect …");
    Crowd crowd = crowd(members);
    say(
        "They send for "
            + warmUpSeconds
            + " s and then, measured, for "
            + seconds
            + " s, each every "
            + Crowd.INTERVAL_SECONDS
            + " s …");
    long database = postgres.pid();
    AtomicReference<CpuTimes> before = new AtomicReference<>(cpu(database));
    Crowd.Outcome outcome = crowd.talk(warmUpSeconds, seconds, () -> before.set(cpu(database)));
    CpuTimes used = cpu(database).since(before.get());
    say("All that comes has come.");
    double heap = 0;
    for (RunningOpenfire each : lab.servers()) {
      heap = Math.max(heap, LiveHeap.megabytes(each.pid()));
    }
    return new ServiceReport(claimed, fetched, outcome, used, heap);
  }

  private CpuTimes cpu(long database) {
    return CpuTimes.now(lab.servers().stream().map(RunningOpenfire::pid).toList(), database);
  }

  private void addAccounts(int claims, int members) throws IOException {
    List<String> special =
        Stream.concat(
                IntStream.range(0, Claims.targets(claims)).mapToObj(Claims::target),
                IntStream.range(0, Claims.CLIENTS).mapToObj(i -> "claimer" + i))
            .toList();
    BenchPostgres.addAccounts(databases.get(0), special, PASSWORD);
    for (int half = 0; half < 2; half++) {
      List<String> users =
          IntStream.range(half * members / 2, (half + 1) * members / 2)
              .mapToObj(ServiceBench::user)
              .toList();
      BenchPostgres.addAccounts(databases.get(half), users, PASSWORD);
    }
  }

  private static String user(int number) {
    return "user" + number;
  }

  private Claims claims(int claims) throws IOException, InterruptedException {
    RunningOpenfire alpha = lab.server(ALPHA);
    List<Callable<Boolean>> owners = new ArrayList<>();
    for (int i = 0; i < Claims.targets(claims); i++) {
      String name = Claims.target(i);
      owners.add(
          () -> {
            try (LightClient owner = LightClient.login(alpha, tls, account(name), m -> {})) {
              Claims.stock(owner, new BareJid(name, ALPHA));
              return true;
            }
          });
    }
    Claims.together(owners, LOGINS_AT_ONCE);
    List<LightClient> claimers = new ArrayList<>();
    for (int i = 0; i < Claims.CLIENTS; i++) {
      LightClient claimer = LightClient.login(alpha, tls, account("claimer" + i), m -> {});
      clients.add(claimer);
      claimers.add(claimer);
    }
    return new Claims(alpha, claimers, claims);
  }

  private static Account account(String name) {
    return new Account(name, PASSWORD);
  }

  private Crowd crowd(int members) throws IOException, InterruptedException {
    Crowd crowd = new Crowd();
    List<Callable<LightClient>> logins = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      int number = i;
      logins.add(() -> member(crowd, number, lab.server(domain(number, members))));
    }
    Claims.together(logins, LOGINS_AT_ONCE).forEach(crowd::join);
    // The connections between the servers are there before anybody counts.
    crowd.first().ask("get", BETA, "<ping xmlns='urn:xmpp:ping'/>");
    crowd.last().ask("get", ALPHA, "<ping xmlns='urn:xmpp:ping'/>");
    return crowd;
  }

  private static String domain(int number, int members) {
    return number < members / 2 ? ALPHA : BETA;
  }

  private LightClient member(Crowd crowd, int number, RunningOpenfire server) throws IOException {
    String address = user(number) + "@" + server.domain();
    LightClient client =
        LightClient.login(
            server, tls, account(user(number)), message -> crowd.arrived(address, message));
    clients.add(client);
    client.ask("set", address, Pep.deviceList(Letter.device(number)));
    return client;
  }

  private void say(String line) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, line);
    out.flush();
  }

  /** Everybody leaves, and the servers and the database end. */
  @Override
  public void close() throws IOException {
    clients.forEach(LightClient::close);
    lab.close();
    postgres.close();
  }
}
