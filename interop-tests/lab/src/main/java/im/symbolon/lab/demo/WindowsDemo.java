package im.symbolon.lab.demo;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two desktop clients on two domains, in contact and ready to chat. Used once. */
final class WindowsDemo implements AutoCloseable {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final String PASSPHRASE = "both halves fit";

  private final Stage stage;
  private final Path directory;
  private final Path plugin;
  private final String classPath;
  private final List<ClientProcess> clients = new CopyOnWriteArrayList<>();
  private FederationLab lab;

  /**
   * @param classPath of the desktop client
   */
  WindowsDemo(Stage stage, Path directory, Path plugin, String classPath) {
    this.stage = stage;
    this.directory = directory;
    this.plugin = plugin;
    this.classPath = classPath;
  }

  /** Returns when both windows are open and each shows the chat with the other. */
  void open() throws IOException, LabException {
    stage.title("Symbolon – two windows on two domains");
    stage.step("Two organisations start their servers: Openfire with our plugin.");
    Path servers = directory.resolve("servers");
    lab = FederationLab.start(LabPlan.of(servers, ALICE.domain(), BOB.domain()).withPlugin(plugin));
    stage.say("both booted in " + Stage.seconds(lab.bootTime().toMillis()));
    stage.step("Alice and Bob make their accounts, each in a window of their own.");
    add(ALICE, BOB, "20,40,820,720");
    add(BOB, ALICE, "860,40,820,720");
    for (ClientProcess each : clients) {
      each.await("made");
    }
    for (ClientProcess each : clients) {
      each.goOn();
    }
    for (ClientProcess each : clients) {
      each.await("ready");
    }
    stage.say("what they store is sealed with the passphrase “" + PASSPHRASE + "”");
    stage.step("Both are open. Write; close both windows, or press Ctrl+C, to end it all.");
  }

  private void add(BareJid who, BareJid peer, String window) throws IOException, LabException {
    RunningOpenfire server = lab.server(who.domain());
    Map<String, String> role = new LinkedHashMap<>();
    role.put("account", who.toString());
    role.put("password", Device.passwordOf(who));
    role.put("passphrase", PASSPHRASE);
    role.put("server", server.address().getHostAddress() + ":" + server.c2sPort());
    role.put("authority", lab.caFile().toString());
    role.put("peer", peer.toString());
    role.put("window", window);
    for (BareJid each : List.of(who, peer)) {
      String address = lab.server(each.domain()).address().getHostAddress();
      role.put("machine." + each.domain(), address);
    }
    Path data = Files.createDirectories(directory.resolve(who.local()));
    clients.add(ClientProcess.start(who.toString(), classPath, data, role));
  }

  /** Returns when both windows were closed. */
  void awaitEnd() throws InterruptedException {
    for (ClientProcess each : clients) {
      each.awaitEnd();
    }
  }

  /** From any thread; clients that are not there yet see their input end with this program. */
  void closeWindows() {
    clients.forEach(ClientProcess::close);
  }

  @Override
  public void close() {
    closeWindows();
    if (lab != null) {
      lab.close();
    }
  }
}
