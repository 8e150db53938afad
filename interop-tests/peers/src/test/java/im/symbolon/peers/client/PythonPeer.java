package im.symbolon.peers.client;

import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Somebody who uses python-omemo over slixmpp: OMEMO 2, legacy OMEMO, or both. */
public final class PythonPeer implements ForeignClient {
  private final PythonSetup setup;
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private PeerProcess process;
  private Map<String, Object> self = Map.of();

  private PythonPeer(PythonSetup setup) {
    this.setup = setup;
  }

  /** A new device, online; when that returns, others can write to it. */
  public static PythonPeer start(PythonSetup setup) throws IOException, InterruptedException {
    PythonPeer peer = new PythonPeer(setup);
    peer.start();
    return peer;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    process = PeerProcess.start(setup.command(), setup.password(), setup.file("err"), events::add);
    try {
      self = process.awaitReady();
    } catch (IOException | InterruptedException e) {
      process.end();
      throw e;
    }
  }

  @Override
  public void stop() {
    process.end();
  }

  @Override
  public BareJid account() {
    return setup.account();
  }

  @Override
  public String name() {
    return "python-omemo (" + setup.versions() + ")";
  }

  @Override
  public void say(BareJid to, String text) throws IOException, InterruptedException {
    command("say", Map.of("to", to.toString(), "text", text));
  }

  /** Says something, in this version to devices that speak both. */
  void say(BareJid to, String text, String version) throws IOException, InterruptedException {
    command("say", Map.of("to", to.toString(), "text", text, "version", version));
  }

  /** Says something, with all versions that the recipients need in one stanza. */
  public void sayTogether(BareJid to, String text) throws IOException, InterruptedException {
    command("say", Map.of("to", to.toString(), "text", text, "together", true));
  }

  @Override
  public void enter(BareJid room) throws IOException, InterruptedException {
    command("enter", Map.of("room", room.toString(), "nick", account().local()));
  }

  @Override
  public void write(BareJid room, String text, List<BareJid> members)
      throws IOException, InterruptedException {
    String to = String.join(" ", members.stream().map(BareJid::toString).toList());
    command("write", Map.of("room", room.toString(), "text", text, "to", to));
  }

  @Override
  public void subscribe(BareJid to) throws IOException, InterruptedException {
    command("subscribe", Map.of("to", to.toString()));
  }

  /** It lets everybody see it who asks. */
  @Override
  public void accept(BareJid from) {}

  @Override
  public void refresh(BareJid contact) throws IOException, InterruptedException {
    command("refresh", Map.of("to", contact.toString()));
  }

  @Override
  public void resendLast() throws IOException, InterruptedException {
    command("resend", Map.of());
  }

  @Override
  public void loseSessions(BareJid with) throws IOException, InterruptedException {
    command("forget", Map.of("to", with.toString()));
  }

  /** Begins new sessions with all devices that it has one with, and tells them. */
  void replaceSessions(BareJid with) throws IOException, InterruptedException {
    command("replace", Map.of("to", with.toString()));
  }

  /** Has any command of the protocol done; returns the answer. */
  Map<String, Object> command(String command, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    return process.command(command, arguments);
  }

  @Override
  public List<String> texts(BareJid from) {
    return messages(from).map(event -> (String) event.get("body")).toList();
  }

  /** In which version each of {@link #texts} came. */
  List<String> versions(BareJid from) {
    return messages(from).map(event -> (String) event.get("version")).toList();
  }

  /** How many empty messages came from an account. */
  long emptyMessages(BareJid from) {
    return told("message")
        .filter(event -> Boolean.TRUE.equals(event.get("empty")) && isFrom(event, from))
        .count();
  }

  private Stream<Map<String, Object>> messages(BareJid from) {
    return told("message")
        .filter(event -> event.get("body") != null && event.get("carbon") == null)
        .filter(event -> isFrom(event, from));
  }

  private static boolean isFrom(Map<String, Object> event, BareJid account) {
    String sender = (String) event.get("sender");
    return sender.equals(account.toString()) || sender.startsWith(account + "/");
  }

  @Override
  public List<String> failures() {
    return events.stream()
        .filter(event -> is("decrypt_error").or(is("malformed")).test(event))
        .map(event -> (String) event.get("error"))
        .toList();
  }

  /** Every event of this kind, since the device was made. */
  Stream<Map<String, Object>> told(String kind) {
    return events.stream().filter(is(kind));
  }

  private static Predicate<Map<String, Object>> is(String kind) {
    return event -> kind.equals(event.get("event"));
  }

  @Override
  public long deviceId() {
    return (Long) self.get("device");
  }

  @Override
  public String fingerprint() {
    return (String) self.get("fingerprint");
  }

  @Override
  public List<String> rawStanzas() {
    return told("raw")
        .map(event -> ("in".equals(event.get("way")) ? "RECV " : "SENT ") + event.get("xml"))
        .toList();
  }

  @Override
  public void close() {
    process.end();
  }

  @Override
  public String toString() {
    return account() + " (" + name() + ")";
  }
}
