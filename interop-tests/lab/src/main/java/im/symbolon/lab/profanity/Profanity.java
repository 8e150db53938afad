package im.symbolon.lab.profanity;

import im.symbolon.lab.LabException;
import im.symbolon.lab.LabException.Reason;
import im.symbolon.lab.Patience;
import im.symbolon.lab.Software;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * One Profanity of one person. What it says and loses is done when the method returns; what arrives
 * is there as soon as it has it. Not for use by several threads at once, but for reading.
 */
public final class Profanity implements AutoCloseable {
  private static final Pattern UNSUITABLE = Pattern.compile("/.*|.*\\s|", Pattern.DOTALL);

  private final ProfanityLogin login;
  private final ProfanityHome home;
  private final DebugLog log;
  private Terminal terminal;
  private long started;
  private int requests;

  private Profanity(ProfanityLogin login, Path directory) {
    this.login = login;
    this.home = new ProfanityHome(login, directory);
    this.log = home.log();
  }

  /** The programs that it needs and this machine has not; empty when it can be started. */
  public static List<String> missing() {
    return Software.missing("profanity tmux");
  }

  /**
   * Starts a new Profanity, which makes its keys; when that returns, others can write to it.
   *
   * @param directory where all its files are made
   * @throws LabException with the screen, when it does not come that far
   */
  public static Profanity start(ProfanityLogin login, Path directory) throws LabException {
    Profanity profanity = new Profanity(login, directory);
    profanity.home.prepare();
    profanity.start();
    return profanity;
  }

  /** Starts it again with its files. */
  public void start() throws LabException {
    started = log.mark();
    terminal = Terminal.start(home.command(), home.environment());
    try {
      awaitLogin();
      boolean isNew = home.deviceId().isEmpty();
      if (isNew) {
        makeKeys();
      }
      announce();
      if (isNew) {
        openToStrangers();
      }
    } catch (LabException e) {
      terminal.close();
      throw e;
    }
  }

  private void awaitLogin() throws LabException {
    require("log in", () -> logged("connection_features_received") || refusesCertificate());
    if (refusesCertificate()) {
      throw failure("trust the certificate of " + login.account().domain());
    }
  }

  private boolean refusesCertificate() {
    return terminal.screen().contains("/tls deny");
  }

  private void makeKeys() throws LabException {
    terminal.type("/omemo gen");
    require("publish its keys", () -> logged("bundle published successfully"));
  }

  /**
   * Sees to it that the own device is in the own list. Profanity puts itself there as soon as it is
   * told a list, but takes some servers' answer that there is none for no answer: then an empty
   * list is published in its name, of which the server tells it.
   */
  private void announce() throws LabException {
    String devices = ask(OwnNodes.readDevices(nextId()));
    if (!devices.contains("<list")) {
      ask(OwnNodes.publishNoDevices(nextId()));
    }
    String own = "id=\"" + home.deviceId().orElseThrow() + "\"";
    for (int i = 0; i < 20 && !devices.contains(own); i++) {
      devices = ask(OwnNodes.readDevices(nextId()));
    }
    if (!devices.contains(own)) {
      throw failure("announce its device");
    }
  }

  /**
   * Lets people read the keys who are no contacts: Profanity asks for that only where the server's
   * own address, and not the account's, offers it.
   */
  private void openToStrangers() throws LabException {
    for (String node : List.of(OwnNodes.DEVICES, OwnNodes.bundle(deviceId()))) {
      String answer = ask(OwnNodes.open(nextId(), node));
      if (answer.contains("type=\"error\"")) {
        throw failure("open " + node + " to strangers: " + answer);
      }
    }
  }

  /**
   * Says something, encrypted. All of the contact's devices that it has sessions with get it.
   *
   * @param text of any length, several lines too; not empty, not beginning with a slash, not ending
   *     in white space, which Profanity has no way to send
   */
  public void say(BareJid to, String text) throws LabException {
    if (UNSUITABLE.matcher(text).matches()) {
      throw new IllegalArgumentException("Profanity cannot send this text");
    }
    terminal.type("/msg " + to);
    require(
        "begin a session with " + to,
        () -> logged("Setting device list for " + to) && !sessions(to).isEmpty());
    long before = log.mark();
    paste(text);
    require("send to " + to, () -> !encryptedSince(before).isEmpty());
  }

  /** Goes into a room, and encrypts for its members from then on. */
  public void enter(BareJid room, String nick) throws LabException {
    terminal.type("/join " + room + " nick " + nick);
    require("enter " + room, () -> isInside(room, nick));
    terminal.type("/omemo start");
  }

  private boolean isInside(BareJid room, String nick) {
    return log.stanzas(started).stream()
        .anyMatch(
            s ->
                s.startsWith("RECV <presence")
                    && s.contains("from=\"" + room + "/" + nick + "\"")
                    && s.contains("code=\"110\""));
  }

  /** Writes to a room that it entered, as soon as it has sessions with all of these people. */
  public void write(BareJid room, String text, Collection<BareJid> members) throws LabException {
    if (UNSUITABLE.matcher(text).matches()) {
      throw new IllegalArgumentException("Profanity cannot send this text");
    }
    terminal.type("/join " + room);
    require(
        "begin sessions with " + members,
        () -> members.stream().noneMatch(each -> sessions(each).isEmpty()));
    long before = log.mark();
    paste(text);
    require("write to " + room, () -> !encryptedSince(before).isEmpty());
  }

  /** Fetches the keys of a contact's devices that it has no session with, as its user would. */
  public void startSessions(BareJid with) throws LabException {
    terminal.type("/msg " + with);
    terminal.type("/omemo end");
    terminal.type("/omemo start");
  }

  /** The devices of an account that it has sessions with. */
  public Set<Long> sessions(BareJid with) {
    return home.sessions(with);
  }

  /** Sends the last encrypted text's stanza again, byte for byte. */
  public void resendLast() throws LabException {
    List<String> sent = encryptedSince(0);
    if (sent.isEmpty()) {
      throw new IllegalStateException("nothing was sent yet");
    }
    send(sent.get(sent.size() - 1));
  }

  /** Sends this as it is. */
  public void send(String stanza) throws LabException {
    terminal.type("/xmlconsole");
    long before = log.mark();
    paste(stanza);
    require("send a stanza", () -> log.since(before).contains("SENT: " + stanza));
    terminal.type("/close");
  }

  private String ask(String iq) throws LabException {
    String id = "id=\"lab-" + requests + "\"";
    long before = log.mark();
    send(iq);
    require("get an answer", () -> !answers(before, id).isEmpty());
    return answers(before, id).get(0);
  }

  private List<String> answers(long since, String id) {
    return log.stanzas(since).stream()
        .filter(s -> s.startsWith("RECV <iq") && s.substring(0, s.indexOf('>')).contains(id))
        .toList();
  }

  private String nextId() {
    return "lab-" + ++requests;
  }

  /** Puts a text on the input line by way of the editor: its keyboard is slow, and has no lines. */
  private void paste(String text) throws LabException {
    home.draft(text);
    long before = log.mark();
    terminal.type("/editor");
    require("take a text", () -> log.since(before).contains("[Editor] deleted file"));
    terminal.press("Enter");
  }

  private List<String> encryptedSince(long mark) {
    return log.stanzas(mark).stream()
        .filter(s -> s.startsWith("SENT <message") && s.contains("<payload"))
        .map(s -> s.substring("SENT ".length()))
        .toList();
  }

  /** Asks to see somebody. */
  public void subscribe(BareJid to) throws LabException {
    terminal.type("/sub request " + to);
  }

  /** Lets somebody who asked see this person. */
  public void accept(BareJid from) throws LabException {
    require(
        "be asked by " + from,
        () ->
            log.stanzas(started).stream()
                .anyMatch(
                    s ->
                        s.startsWith("RECV <presence")
                            && s.contains("type=\"subscribe\"")
                            && s.contains("from=\"" + from)));
    terminal.type("/sub allow " + from);
  }

  /** What this account wrote and Profanity could decrypt, exactly, in order of arrival. */
  public List<String> texts(BareJid from) throws LabException {
    return home.messages().decrypted(from);
  }

  /** What this account wrote unencrypted, or beside something that Profanity could not decrypt. */
  public List<String> plainTexts(BareJid from) throws LabException {
    return home.messages().plain(from);
  }

  /** Everything that it could not decrypt, in its own words. */
  public List<String> failures() {
    return log.since(0).lines().filter(line -> line.contains("ERR: [OMEMO][RECV]")).toList();
  }

  /** The number of its device. */
  public long deviceId() {
    return home.deviceId().orElseThrow();
  }

  /** Its identity key in Curve25519, as 64 lowercase hex digits. */
  public String fingerprint() {
    return home.fingerprint().orElseThrow();
  }

  /** Every stanza since it was made, each after {@code "RECV "} or {@code "SENT "}. */
  public List<String> rawStanzas() {
    return log.stanzas(0);
  }

  /** What its screen shows, for people. */
  public String screen() {
    return terminal.screen();
  }

  /** Leaves; its files stay. */
  public void stop() {
    try {
      terminal.press("C-u"); // whatever stands on the input line
      terminal.type("/quit");
      Patience.until(() -> !terminal.isAlive());
    } catch (LabException e) {
      // It has ended already; closing makes sure.
    }
    terminal.close();
  }

  /**
   * Loses all sessions but keeps its keys, as after a restored backup; it is restarted for that.
   */
  public void loseSessions() throws LabException {
    stop();
    home.deleteSessions();
    start();
  }

  @Override
  public void close() {
    stop();
  }

  private boolean logged(String what) {
    return log.since(started).contains(what);
  }

  private void require(String what, BooleanSupplier state) throws LabException {
    if (!Patience.until(state::getAsBoolean)) {
      throw failure(what);
    }
  }

  private LabException failure(String what) {
    return new LabException(
        Reason.TIMED_OUT,
        "Profanity of %s did not %s; see %s. Its screen:%n%s"
            .formatted(login, what, log.file(), screen()));
  }

  @Override
  public String toString() {
    return login.account() + " (Profanity)";
  }
}
