package im.symbolon.peers.matrix;

import im.symbolon.peers.client.ForeignClient;
import im.symbolon.peers.client.ProfanityPeer;
import im.symbolon.peers.client.PythonPeer;
import im.symbolon.peers.client.PythonSetup;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two people with new accounts: one with our client, one with a foreign one. They begin as
 * strangers with a device each; more devices come when a scenario needs them, and stay.
 */
final class Pair implements AutoCloseable {
  private static final Duration JOINING = Duration.ofMinutes(1);

  private final World world;
  private final Place place;
  private final List<OurDevice> ourDevices = new ArrayList<>();
  private final List<ForeignClient> peerDevices = new ArrayList<>();
  private final List<Integer> ourMarks = new ArrayList<>();
  private final List<Integer> peerMarks = new ArrayList<>();
  private final List<Integer> noteMarks = new ArrayList<>();
  private final AtomicInteger texts = new AtomicInteger();
  private Deadline deadline = Deadline.in(JOINING);

  private Pair(World world, Place place) {
    this.world = world;
    this.place = place;
  }

  /** New people at that place, who can be written to. */
  static Pair join(World world, Place place) throws Exception {
    Pair pair = new Pair(world, place);
    try {
      BareJid them = world.newcomer("bob", place.peerServer());
      pair.add(
          place.client() == Place.Client.PROFANITY
              ? ProfanityPeer.start(world.lab(), them, world.directory())
              : pair.python(them, "first", place.client().version()));
      pair.newcomer();
      return pair;
    } catch (Exception | Error e) {
      pair.close();
      throw e;
    }
  }

  private ForeignClient python(BareJid account, String name, String versions) throws Exception {
    return PythonPeer.start(
        PythonSetup.of(world.lab(), account, world.directory()).named(name).speaking(versions));
  }

  Place place() {
    return place;
  }

  /** A row begins: its time, and what counts as new. */
  void begin(Duration limit) {
    deadline = Deadline.in(limit);
    ourMarks.clear();
    noteMarks.clear();
    ourDevices.forEach(each -> ourMarks.add(each.tape().mark()));
    ourDevices.forEach(each -> noteMarks.add(each.notes().size()));
    peerMarks.clear();
    peerDevices.forEach(each -> peerMarks.add(each.rawStanzas().size()));
  }

  /** Our device; of several, the first. */
  OurDevice us() {
    return ourDevices.get(0);
  }

  /** The foreign device; of several, the first. */
  ForeignClient peer() {
    return peerDevices.get(0);
  }

  List<OurDevice> ourDevices() {
    return List.copyOf(ourDevices);
  }

  List<ForeignClient> peerDevices() {
    return List.copyOf(peerDevices);
  }

  /** Makes somebody new of us, whom the peer never heard of; who was us before leaves. */
  void newcomer() throws Exception {
    ourDevices.forEach(OurDevice::close);
    ourDevices.clear();
    ourDevices.add(OurDevice.joining(world.lab(), world.newcomer("alice", place.server())));
  }

  /** One more device of ours. */
  OurDevice addOurs() throws Exception {
    String name = "device" + ourDevices.size();
    OurDevice added = us().linking(world.lab(), name);
    ourDevices.add(added);
    return added;
  }

  /** One more device of the peer's, with python-omemo and these versions. */
  ForeignClient addTheirs(String versions) throws Exception {
    return add(python(peer().account(), "device" + peerDevices.size(), versions));
  }

  private ForeignClient add(ForeignClient added) {
    peerDevices.add(added);
    return added;
  }

  /** A text that nobody wrote yet. */
  String text(String what) {
    return what + " (" + texts.incrementAndGet() + ")";
  }

  /** Waits until something holds, at most until the row's time is over. */
  void await(String what, Callable<Boolean> state) {
    deadline.await(what, state, this::state);
  }

  /** We write to the peer from the first device. */
  void weSay(String text) throws Exception {
    us().messenger().send(peer().account(), text);
  }

  /** The peer writes to us from the first device. */
  void peerSays(String text) throws Exception {
    peer().say(us().account(), text);
  }

  /** Waits until one of the peer's devices read a text of ours. */
  void awaitRead(ForeignClient device, String text) {
    await(
        device.name() + " reads “" + brief(text) + "”",
        () -> device.texts(us().account()).contains(text));
  }

  /** Waits until one of our devices read a text of the peer's. */
  void awaitRead(OurDevice device, String text) {
    await(
        "our device " + device.messenger().device() + " reads “" + brief(text) + "”",
        () -> device.read(peer().account()).contains(text));
  }

  /** One message each way, read by the first devices: from then on both have a session. */
  void converse() throws Exception {
    String there = text("How are you?");
    weSay(there);
    awaitRead(peer(), there);
    String back = text("Well, and you?");
    peerSays(back);
    awaitRead(us(), back);
  }

  /** Makes them contacts of each other, so that their servers tell each of the other's devices. */
  void befriend() throws Exception {
    if (seen()) {
      return;
    }
    BareJid we = us().account();
    BareJid they = peer().account();
    us().messenger().contacts().add(they, java.util.Optional.empty());
    peer().accept(we);
    peer().subscribe(we);
    await("the peer asks to see us", () -> us().requests().contains(they) || seen());
    if (!seen()) {
      us().messenger().contacts().accept(they);
    }
    await("both are contacts", this::seen);
    peer().refresh(we); // Profanity writes encrypted only where its user has told it to begin
  }

  private boolean seen() {
    return us().messenger().contacts().all().stream()
        .anyMatch(
            c ->
                c.address().equals(peer().account())
                    && c.subscription() == im.symbolon.messenger.xmpp.Contact.Subscription.BOTH);
  }

  /** Asserts that a text was shown once and no more. */
  void requireOnce(List<String> read, String text) {
    long times = read.stream().filter(text::equals).count();
    if (times != 1) {
      throw new AssertionError(
          "expected: “" + brief(text) + "” is shown once\nbut: it is shown " + times + " times");
    }
  }

  /** Asserts that our devices could read everything since the row began. */
  void requireNoNotes() {
    for (int i = 0; i < ourDevices.size(); i++) {
      List<String> notes = ourDevices.get(i).notes();
      List<String> since = notes.subList(i < noteMarks.size() ? noteMarks.get(i) : 0, notes.size());
      if (!since.isEmpty()) {
        throw new AssertionError("expected: we can read everything\nbut our notes: " + since);
      }
    }
  }

  /** What our devices sent and received since the row began. */
  List<Stanza> ourTape() {
    List<Stanza> all = new ArrayList<>();
    for (int i = 0; i < ourDevices.size(); i++) {
      all.addAll(ourDevices.get(i).tape().since(i < ourMarks.size() ? ourMarks.get(i) : 0));
    }
    return all;
  }

  /** What the peer's devices sent and received since the row began. */
  List<Stanza> peerTape() {
    List<Stanza> all = new ArrayList<>();
    for (int i = 0; i < peerDevices.size(); i++) {
      List<String> raw = peerDevices.get(i).rawStanzas();
      int mark = i < peerMarks.size() ? peerMarks.get(i) : 0;
      raw.subList(Math.min(mark, raw.size()), raw.size())
          .forEach(line -> all.add(Stanza.told(line)));
    }
    return all;
  }

  private String state() {
    StringBuilder out = new StringBuilder();
    for (OurDevice each : ourDevices) {
      out.append("our device ").append(each.messenger().device()).append(" (");
      out.append(each.messenger().state()).append(") read ");
      out.append(last(each.read(peer().account()))).append(", notes ").append(each.notes());
      out.append("; ");
    }
    for (ForeignClient each : peerDevices) {
      out.append(each.name()).append(" read ").append(readBy(each));
      out.append(", could not read ").append(last(each.failures())).append("; ");
    }
    return out.toString();
  }

  private String readBy(ForeignClient each) {
    try {
      return last(each.texts(us().account())).toString();
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static List<String> last(List<String> all) {
    return all.subList(Math.max(0, all.size() - 5), all.size()).stream().map(Pair::brief).toList();
  }

  private static String brief(String text) {
    return text.length() > 120 ? text.substring(0, 120) + "… (" + text.length() + ")" : text;
  }

  @Override
  public void close() {
    ourDevices.forEach(OurDevice::close);
    peerDevices.forEach(ForeignClient::close);
  }
}
