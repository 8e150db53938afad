package im.symbolon.lab.demo;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Patience;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.blindness.BlindnessSearch;
import im.symbolon.lab.blindness.Needles;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The story, step by step. Used once, by one thread. */
final class Demo implements AutoCloseable {
  /** Servers write down what they saw every quarter of a second. */
  private static final Duration WRITTEN_DOWN = Duration.ofSeconds(3);

  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final String CONTROL = "control: this nickname is for the server to read";

  private final Stage stage;
  private final Path directory;
  private final Path plugin;
  private final int messages;
  private final RememberingRandom random = new RememberingRandom();
  private final long startedAt = System.nanoTime();
  private FederationLab lab;
  private Cast cast;

  Demo(Stage stage, Path directory, Path plugin, int messages) {
    this.stage = stage;
    this.directory = directory;
    this.plugin = plugin;
    this.messages = messages;
  }

  Report run() throws IOException, LabException, TransportException, StoreException {
    stage.title("Symbolon – two domains, one conversation that no server can read");
    boot();
    cast = new Cast(stage, lab, directory.resolve("people"), random);
    Device alice = cast.joins(ALICE, "laptop");
    Device phone = cast.joins(BOB, "phone");
    Device tablet = cast.links(phone, "tablet");
    meet(alice, phone);
    List<ChatMessage> words = greet(alice, phone);
    Talk talk = talk(alice, phone);
    Tally tally = new Tally(alice, phone, tablet, words, talk);
    Patience.until(tally::isComplete);
    Report.Room room = new Gathering(stage, cast, alice, List.of(phone, tablet)).meet();
    Report.Guest guest = invite(alice, List.of(phone, tablet));
    Report.Carol carol = new Carol(stage, cast, phone).live();
    int unreadable = cast.unreadable();
    Report report = report(tally, unreadable, new Scenes(guest, carol, room), search());
    new Verdict(stage).tell(report);
    tally.unconfirmed().forEach(stage::say);
    cast.devices().forEach(this::tellNotes);
    return report;
  }

  private void boot() throws LabException {
    stage.step(
        "Two organisations start their servers: Openfire with our plugin, TLS between them.");
    LabPlan plan =
        LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test")
            .withPlugin(plugin)
            .recordingStanzas();
    lab = FederationLab.start(plan);
    for (RunningOpenfire server : lab.servers()) {
      stage.say(server.domain() + " listens on " + server.address().getHostAddress());
    }
    stage.say("both booted in " + Stage.seconds(lab.bootTime().toMillis()));
  }

  private void meet(Device alice, Device bob) throws TransportException {
    stage.step("Alice adds Bob to her contacts; the nickname she gives him is no secret.");
    alice.messenger().contacts().add(BOB, Optional.of(CONTROL));
    bob.messenger().contacts().add(ALICE, Optional.empty());
    stage.say("her server keeps “" + CONTROL + "”;");
    stage.say("it is the control: the search at the end must find it, or it searched badly");
  }

  private List<ChatMessage> greet(Device alice, Device bob) throws StoreException, IOException {
    stage.step("They talk. Left, what a person sees; right, what each server saw of that message.");
    stage.heads("people", "servers");
    List<ChatMessage> words = new ArrayList<>();
    words.add(speak(alice, bob, "Hello Bob, can anybody else read this?"));
    words.add(speak(bob, alice, "Not my server, and not yours either. Grüße! ✓"));
    words.add(speak(alice, bob, "Then let me tell you about the symbolon…"));
    return words;
  }

  private ChatMessage speak(Device from, Device to, String text)
      throws StoreException, IOException {
    cast.say(List.of(text));
    ChatMessage message = from.messenger().send(to.account(), text);
    Patience.until(() -> to.receivedAt(message.id()).isPresent());
    List<String> seen = new ArrayList<>();
    for (RunningOpenfire server : lab.servers()) {
      seen.add(seen(server, message.id()));
    }
    boolean arrived = to.receivedAt(message.id()).isPresent();
    stage.beside(from.account().local() + " writes: " + text, seen.get(0));
    stage.beside(
        to.account().local() + (arrived ? " reads:  " + text : " waits in vain"), seen.get(1));
    return message;
  }

  private static String seen(RunningOpenfire server, String id) throws IOException {
    Patience.until(WRITTEN_DOWN, () -> !ServerView.of(server, id).isEmpty());
    String line = ServerView.of(server, id);
    return line.isEmpty() ? server.domain() + ": not written down yet" : line;
  }

  private Talk talk(Device alice, Device bob) {
    stage.step("They go on: " + Stage.number(messages) + " messages each way, at the same time.");
    Talk talk = new Talk(alice, bob, messages, random);
    cast.say(talk.texts());
    talk.run();
    talk.failures().forEach(failure -> stage.result(false, failure));
    return talk;
  }

  private Report.Guest invite(Device alice, List<Device> bobs) throws LabException, StoreException {
    cast.say(List.of(Guest.HIS, Guest.HERS));
    return new Guest(stage, alice, bobs).talk(lab, directory.resolve("profanity"));
  }

  private Report.Search search() throws IOException {
    stage.step("The servers stop, and everything they wrote and passed on is searched.");
    cast.devices().forEach(Device::stop);
    lab.servers().forEach(RunningOpenfire::stop);
    Needles needles = cast.needles().text("control", CONTROL);
    BlindnessSearch.Result result =
        new BlindnessSearch(needles)
            .search(lab.servers().stream().map(RunningOpenfire::home).toList());
    stage.say(
        Stage.number(result.files())
            + " files with "
            + Stage.number(result.bytes())
            + " bytes, searched for "
            + Stage.number(cast.secrets())
            + " texts, codes and secret keys");
    return new Report.Search(
        result.files(),
        result.bytes(),
        cast.secrets(),
        result.found("plaintext"),
        result.found("private key"),
        result.found("control"));
  }

  private void tellNotes(Device device) {
    for (ChatMessage note : device.notes()) {
      stage.say(device.label() + ": " + note.note().orElseThrow().sentence());
    }
  }

  /** What came of the scenes beside the conversation. */
  private record Scenes(Report.Guest guest, Report.Carol carol, Report.Room room) {}

  private Report report(Tally tally, int unreadable, Scenes scenes, Report.Search search) {
    return new Report(
        tally.expected(),
        tally.delivered(),
        tally.confirmed(),
        tally.expected(),
        tally.copies(),
        tally.duplicates(),
        unreadable,
        tally.latencies(),
        lab.bootTime().toMillis(),
        (System.nanoTime() - startedAt) / 1_000_000,
        scenes.guest(),
        scenes.carol(),
        scenes.room(),
        search);
  }

  /** Starts the servers again and waits until somebody presses Ctrl+C. */
  void keepRunning() throws LabException {
    stage.step("The servers go on, until you press Ctrl+C. Connect with any client:");
    for (RunningOpenfire server : lab.servers()) {
      server.restart();
      stage.say(
          server.domain()
              + ": host "
              + server.address().getHostAddress()
              + ", port "
              + server.c2sPort()
              + ", TLS required");
    }
    for (BareJid account : List.of(ALICE, BOB)) {
      stage.say("account " + account + ", password " + Device.passwordOf(account));
    }
    stage.say("new accounts can be registered; the authority to trust is " + lab.caFile());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (cast != null) {
      cast.close();
    }
    if (lab != null) {
      lab.close();
    }
  }
}
