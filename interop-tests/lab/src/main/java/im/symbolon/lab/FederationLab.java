package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Several real servers that federate over loopback, each domain in a process of its own.
 *
 * <p>They boot at the same time. TLS is required of clients and peers; peers know each other by
 * certificates of the lab's own authority, without dialback. Closing the lab stops all servers; a
 * program that dies without closing takes them along. The homes stay, for the caller to look into.
 */
public final class FederationLab implements AutoCloseable {
  private static final long CANCEL_SECONDS = 10;

  private final List<String> domains;
  private final Map<String, RunningServer> servers;
  private final Map<String, TestCa> issuers;
  private final TestCa ca;
  private final Path caFile;
  private final Duration bootTime;

  private FederationLab(
      List<String> domains,
      Map<String, RunningServer> servers,
      Map<String, TestCa> issuers,
      TestCa ca,
      Path caFile,
      Duration bootTime) {
    this.domains = domains;
    this.servers = servers;
    this.issuers = issuers;
    this.ca = ca;
    this.caFile = caFile;
    this.bootTime = bootTime;
  }

  /**
   * Makes the certificates and homes and boots all servers; returns when all of them accept clients
   * and peers.
   *
   * @throws LabException with one sentence that says what to do; nothing is left running then
   */
  public static FederationLab start(LabPlan plan) throws LabException {
    long start = System.nanoTime();
    SecureRandom random = new SecureRandom();
    TestCa ca = TestCa.create("Symbolon lab", Clock.systemUTC(), random);
    TestCa nobodys = TestCa.create("Nobody's authority", Clock.systemUTC(), random);
    OpenfireRuntime runtime = OpenfireRuntime.find();
    Map<String, Endpoint> places = places(plan, new Loopback(random));
    Path caFile = write(ca, plan.directory());
    List<Callable<RunningServer>> boots = new ArrayList<>();
    Map<String, TestCa> issuers = new LinkedHashMap<>();
    for (DomainPlan each : plan.servers()) {
      TestCa issuer = each.trusted() ? ca : nobodys;
      issuers.put(each.name(), issuer);
      Path home = plan.directory().resolve(each.name());
      boots.add(
          () -> {
            Endpoint place = places.get(each.name());
            ServerCertificate own = issuer.issue(each.name());
            Site site = new Site(each.name(), place, home, own, ca.certificate());
            return boot(plan, each, site, places, runtime);
          });
    }
    Map<String, RunningServer> servers = bootAll(boots);
    return new FederationLab(
        plan.domains(), servers, issuers, ca, caFile, Duration.ofNanos(System.nanoTime() - start));
  }

  /** The server of a domain of this lab, whatever its software. */
  public RunningServer host(String domain) {
    RunningServer server = servers.get(domain);
    if (server == null) {
      throw new IllegalArgumentException("not a domain of this lab: " + domain);
    }
    return server;
  }

  /** All servers, in the plan's order. */
  public List<RunningServer> hosts() {
    return domains.stream().map(servers::get).toList();
  }

  /** The Openfire of a domain of this lab. */
  public RunningOpenfire server(String domain) {
    if (host(domain) instanceof RunningOpenfire openfire) {
      return openfire;
    }
    throw new IllegalArgumentException("not served by Openfire: " + domain);
  }

  /** Every Openfire, in the plan's order. */
  public List<RunningOpenfire> servers() {
    return hosts().stream()
        .filter(RunningOpenfire.class::isInstance)
        .map(RunningOpenfire.class::cast)
        .toList();
  }

  /** The authority that clients of this lab trust. */
  public TestCa ca() {
    return ca;
  }

  /**
   * The authority that signed a domain's certificate: {@link #ca()}, but for distrusted domains.
   */
  public TestCa issuer(String domain) {
    host(domain);
    return issuers.get(domain);
  }

  /** The authority's certificate as a PEM file, for other clients. */
  public Path caFile() {
    return caFile;
  }

  /** How long the start took, certificates included. */
  public Duration bootTime() {
    return bootTime;
  }

  /** Stops all servers, at the same time. */
  @Override
  public void close() {
    servers.values().parallelStream().forEach(RunningServer::close);
  }

  private static Map<String, RunningServer> bootAll(List<Callable<RunningServer>> boots)
      throws LabException {
    ExecutorService threads = Executors.newFixedThreadPool(boots.size());
    Queue<RunningServer> booted = new ConcurrentLinkedQueue<>();
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      boots.forEach(boot -> tasks.add(() -> booted.add(boot.call())));
      for (Future<Boolean> end : threads.invokeAll(tasks)) {
        end.get();
      }
    } catch (ExecutionException e) {
      booted.forEach(RunningServer::kill);
      throw asLabException(e.getCause());
    } catch (InterruptedException e) {
      endCancelled(threads);
      booted.forEach(RunningServer::kill);
      Thread.currentThread().interrupt();
      throw new LabException(Reason.BOOT_FAILED, "The start of the lab was cancelled.", e);
    } finally {
      threads.shutdownNow();
    }
    return booted.stream().collect(Collectors.toMap(RunningServer::domain, server -> server));
  }

  /** Waits for boots that were interrupted: each kills its own process on its way out. */
  private static void endCancelled(ExecutorService threads) {
    threads.shutdownNow();
    try {
      boolean ended = threads.awaitTermination(CANCEL_SECONDS, TimeUnit.SECONDS);
      assert ended : "a boot that was interrupted ends at once";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LabException asLabException(Throwable cause) {
    return cause instanceof LabException known
        ? known
        : new LabException(Reason.BOOT_FAILED, "A server could not be started: " + cause, cause);
  }

  private static Map<String, Endpoint> places(LabPlan plan, Loopback loopback) throws LabException {
    boolean mixed = !plan.servers().stream().allMatch(DomainPlan::isOpenfire);
    Map<String, Endpoint> places = new LinkedHashMap<>();
    for (String name : plan.domains()) {
      if (mixed) {
        places.put(name, loopback.chooseOwn());
      } else {
        places.put(name, plan.ownAddresses() ? loopback.choose() : loopback.onSharedAddress());
      }
    }
    return places;
  }

  private static RunningServer boot(
      LabPlan plan,
      DomainPlan domain,
      Site site,
      Map<String, Endpoint> places,
      OpenfireRuntime runtime)
      throws LabException {
    return switch (domain.software()) {
      case OPENFIRE -> RunningOpenfire.boot(openfire(plan, domain, site), places, runtime);
      case PROSODY -> RunningForeign.boot(new ProsodyHome(site, places));
      case EJABBERD -> RunningForeign.boot(new EjabberdHome(site, places));
    };
  }

  private static OpenfireDomain openfire(LabPlan plan, DomainPlan domain, Site site) {
    Map<String, String> properties = new LinkedHashMap<>(plan.properties());
    properties.putAll(domain.tuning().properties());
    return new OpenfireDomain(
        site.name(),
        site.endpoint(),
        site.home(),
        site.certificate(),
        site.trusted(),
        domain.plugins(),
        properties,
        domain.tuning().database(),
        domain.tuning().forLoad(),
        plan.recordStanzas());
  }

  private static Path write(TestCa ca, Path directory) throws LabException {
    try {
      Path file = Files.createDirectories(directory).resolve("ca.pem").toAbsolutePath();
      ca.writePem(file);
      return file;
    } catch (IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Cannot write below " + directory + ": " + e.getMessage(), e);
    }
  }
}
