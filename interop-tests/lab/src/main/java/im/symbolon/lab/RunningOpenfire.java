package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** An Openfire of the lab, with the plugins that its domain was given. */
public final class RunningOpenfire extends RunningServer {
  /** Plugins load before the listeners open; this is for one that is added to a full machine. */
  private static final Duration PLUGIN_TIME = Duration.ofSeconds(20);

  private final OpenfireDomain domain;
  private final Map<String, Endpoint> peers;
  private final OpenfireRuntime runtime;
  private final ServerHome home;

  private RunningOpenfire(
      OpenfireDomain domain,
      ServerHome home,
      Map<String, Endpoint> peers,
      OpenfireRuntime runtime) {
    super(
        new ServerLife(domain.name(), domain.endpoint(), home.mainLog(), home.console()),
        home.root(),
        home.logs());
    this.domain = domain;
    this.home = home;
    this.peers = Map.copyOf(peers);
    this.runtime = runtime;
  }

  /**
   * Boots a server and returns when its plugins are loaded and clients and peers can connect.
   *
   * @param peers where every domain is that this one federates with, and this one itself
   * @throws LabException with one sentence; nothing is left running then
   */
  static RunningOpenfire boot(
      OpenfireDomain domain, Map<String, Endpoint> peers, OpenfireRuntime runtime)
      throws LabException {
    ServerHome home = new ServerHome(domain.home());
    RunningOpenfire server = new RunningOpenfire(domain, home, peers, runtime);
    server.start();
    return server;
  }

  @Override
  public Software software() {
    return Software.OPENFIRE;
  }

  /**
   * Every stanza that the server received, made or passed on, as XML, in its order; empty when the
   * domain was not told to record. Each is there as it came in and again as it went out; what is
   * not a stanza (login, stream management) is not. A running server writes every quarter of a
   * second; after {@link #stop()} nothing is missing, after {@link #kill()} the last quarter.
   */
  public String recordedStanzas() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : LogFile.all(home.stanzas())) {
      all.append(Files.readString(file, StandardCharsets.UTF_8));
    }
    return all.toString();
  }

  /**
   * Waits until a plugin is loaded; those of the plan are when the lab starts.
   *
   * @param plugin its canonical name: the jar's file name without {@code .jar}
   * @throws LabException PLUGIN_FAILED when the server refused it, TIMED_OUT when it did not load
   *     in time, BOOT_FAILED when the server ended meanwhile
   */
  public void awaitPlugin(String plugin, Duration limit) throws LabException {
    String name = "'" + plugin + "'";
    long end = System.nanoTime() + limit.toNanos();
    while (!log().contains("Successfully loaded plugin " + name)) {
      if (log().contains("occurred while loading plugin " + name)) {
        throw life().failure(Reason.PLUGIN_FAILED, "did not accept the plugin " + name);
      }
      life().requireProcess();
      if (System.nanoTime() > end) {
        throw life()
            .failure(
                Reason.TIMED_OUT,
                "did not load the plugin " + name + " within " + limit.toSeconds() + " s");
      }
    }
  }

  @Override
  void start() throws LabException {
    domain.endpoint().requireFree();
    home.prepare(domain, peers);
    if (life().isAgain()) {
      home.forgetLock(); // held by the process that ended
    }
    life().start(runtime.command(home.root(), domain.forLoad()));
    life().orKill(this::awaitPlugins);
    life().booted();
  }

  private void awaitPlugins() throws LabException {
    for (Path plugin : domain.plugins()) {
      awaitPlugin(plugin.getFileName().toString().replaceFirst("\\.jar$", ""), PLUGIN_TIME);
    }
  }
}
