package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.omemo.DeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that keep an archive, and mostly nothing else, for devices that are away. */
class CatchUpTest {
  private static final Table SIGNED_PRE_KEYS = Table.epoch(2, "signed prekeys");
  private static final Table INBOX = Table.epoch(10, "inbox");
  private static final Group HELD = Group.of("held");

  private World world;
  private Phone alice;
  private Phone bob;
  private MemoryArchive archive;

  private void conversation(World in) {
    people(in);
    talk();
  }

  private void people(World in) {
    world = in;
    world.network.jitterMillis = 1; // servers keep the order
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    archive = world.network.archive(BOB);
    world.pass(30);
  }

  private void talk() {
    alice.send(BOB, "first");
    world.pass(5);
    bob.send(ALICE, "second");
    world.pass(5);
  }

  private List<String> writes(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add("missed " + i);
      alice.send(BOB, texts.get(i));
      world.pass(1);
    }
    return texts;
  }

  private static List<String> all(List<String> missed, String... more) {
    List<String> texts = new ArrayList<>(List.of("first"));
    texts.addAll(missed);
    texts.addAll(List.of(more));
    return texts;
  }

  private long receiptsOf(Phone phone) {
    return world.network.seen.stream().filter(s -> s.to().equals(phone.account())).count();
  }

  @Test
  void whatCameMeanwhileIsFetchedOnceInOrderAndConfirmed() {
    conversation(new World(1).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(120);
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(archive.queries.size()).as("pages, not one answer").isGreaterThan(3);
    assertThat(alice.history(BOB).stream().filter(m -> m.outgoing()))
        .allMatch(m -> m.state() == DeliveryState.DELIVERED);
    int asked = archive.queries.size();
    bob.crash();
    world.start(bob);
    world.pass(30);
    assertThat(archive.queries.size() - asked).as("it is known how far that went").isEqualTo(1);
  }

  /** More than is released in one transaction; the last one comes between two of these. */
  @Test
  void whatArrivesWhileWhatWasHeldIsReleasedStaysBehindIt() {
    conversation(new World(14).withArchivesOnly());
    bob.crash();
    List<String> missed = new ArrayList<>(writes(3));
    world.network.directories.archiveNoMore("beta.test"); // what follows comes by hand
    Deque<OutgoingStanza> live = new ArrayDeque<>();
    for (int i = 0; i < 61; i++) {
      missed.add("live " + i);
      String id = alice.send(BOB, "live " + i);
      world.pass(1);
      live.add(Traffic.of(world).with(id));
    }
    world.network.directories.archive("beta.test");
    world.start(bob);
    bob.meanwhile = () -> arrivesInBetween(live);
    world.pass(60);
    assertThat(live).isEmpty();
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
  }

  /** All but one once the archive gave its page, and that one after the first were released. */
  private void arrivesInBetween(Deque<OutgoingStanza> live) {
    int last = 1;
    int held = bob.read(rows -> rows.first(INBOX, HELD, 100).size());
    boolean page = live.size() > last && !bob.read(rows -> rows.all(INBOX)).isEmpty();
    boolean releasing = live.size() == last && held > 0 && held < 60;
    Runnable before = bob.meanwhile;
    bob.meanwhile = () -> {};
    while ((page && live.size() > last) || (releasing && !live.isEmpty())) {
      OutgoingStanza next = live.poll();
      assertThat(
              bob.transport.deliver(
                  Network.message(
                      EntityAddress.of(ALICE), BOB, next.id(), Origin.LIVE, next.extensions())))
          .isTrue();
    }
    bob.meanwhile = before;
  }

  @Test
  void nothingIsAskedTwiceWhenNothingWasMissed() {
    conversation(new World(2).withArchivesOnly());
    String newest = archive.kept().get(archive.kept().size() - 1).id();
    int asked = archive.queries.size();
    bob.crash();
    world.start(bob);
    world.pass(30);
    assertThat(archive.queries).hasSize(asked + 1);
    assertThat(archive.queries.get(asked).toXml())
        .as("own messages of this device lie behind what arrived")
        .containsAnyOf("<after>" + newest, "<after>archived-bob");
    bob.crash();
    world.start(bob);
    world.pass(30);
    assertThat(archive.queries.get(asked + 1).toXml()).contains("<after>" + newest);
  }

  @Test
  void whatAnotherOwnDeviceSentAppearsAsSent() {
    people(new World(3).withArchivesOnly());
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(30);
    tablet.crash();
    talk();
    bob.send(ALICE, "from the phone");
    world.pass(5);
    alice.send(BOB, "the answer");
    world.pass(5);
    world.start(tablet);
    world.pass(30);
    assertThat(tablet.texts(ALICE, true)).containsExactly("second", "from the phone");
    assertThat(tablet.texts(ALICE, false)).containsExactly("first", "the answer");
    assertThat(tablet.notes(ALICE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 20, 55, 56, 57, 90})
  void aCrashInBetweenContinuesWhereItWas(int commits) {
    conversation(new World(4).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(70);
    bob.crashAfter(commits);
    try {
      world.start(bob);
    } catch (VirtualTime.PowerCut e) {
      // at once
    }
    world.pass(30);
    bob.crashAfter(Integer.MAX_VALUE);
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  /** Known to others, it can be written to; its place in the archive is older than that. */
  @Test
  void aNewDeviceMissesNothingFromTheMomentItIsKnown() throws Exception {
    people(new World(5).withArchivesOnly());
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    carol.send(BOB, "before");
    world.pass(5);
    assertThat(bob.texts(CAROL, false)).containsExactly("before");
    Phone tablet = world.phone(BOB, "tablet");
    for (int i = 0; i < 10_000 && !isListed(tablet); i++) {
      world.time.pass(Duration.ofMillis(1));
    }
    assertThat(isListed(tablet)).isTrue();
    tablet.crash();
    world.pass(20);
    alice.send(BOB, "for both");
    world.pass(20);
    world.start(tablet);
    world.pass(30);
    assertThat(tablet.texts(ALICE, false)).containsExactly("for both");
    assertThat(tablet.notes(ALICE)).isEmpty();
    assertThat(tablet.history(CAROL)).as("nothing from before it was there").isEmpty();
  }

  private boolean isListed(Phone phone) throws Exception {
    XmlElement list =
        world.network.directories.node(BOB, Namespaces.OMEMO_2_DEVICES).get("current");
    return DeviceListCodec.decode(list).contains(phone.messenger.device());
  }

  @Test
  void aNewDeviceIsKnownAlsoWhenTheArchiveCannotBeRead() {
    world = new World(6).withArchivesOnly();
    archive = world.network.archive(BOB);
    archive.refusing = Optional.of("internal-server-error");
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "first");
    world.pass(5);
    bob.crash();
    List<String> missed = writes(2);
    archive.refusing = Optional.empty();
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
  }

  @Test
  void whatArrivesBeforeTheArchiveWasReadDoesNotPassOverIt() {
    conversation(new World(7).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(3);
    alice.crash(); // and repeats nothing
    Phone carol = world.phone(CAROL, "phone");
    archive.refusing = Optional.of("internal-server-error");
    world.start(bob);
    world.pass(120);
    carol.send(BOB, "live");
    world.pass(5);
    assertThat(bob.texts(CAROL, false)).as("held, and then not any more").containsExactly("live");
    bob.crash();
    archive.refusing = Optional.empty();
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(bob.texts(CAROL, false)).containsExactly("live");
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void whatArrivesWhileTheArchiveIsReadComesAfterwardsAndIsConfirmedOnce() {
    conversation(new World(8).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(3);
    IncomingStanza newest = archive.kept().get(archive.kept().size() - 1).stanza();
    XmlElement mark = mark(BOB, archive.kept().get(archive.kept().size() - 1).id());
    archive.before =
        () -> {
          archive.before = () -> {};
          List<XmlElement> children = new ArrayList<>(newest.extensions());
          children.add(mark);
          IncomingStanza live =
              Network.message(newest.from(), BOB, newest.id().orElseThrow(), Origin.LIVE, children);
          assertThat(bob.transport.deliver(live)).isTrue();
          assertThat(bob.count(INBOX)).as("stored, and held").isEqualTo(1);
        };
    long before = receiptsOf(alice);
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(bob.count(INBOX)).isZero();
    assertThat(receiptsOf(alice) - before).as("receipts travel together").isEqualTo(1);
  }

  private static XmlElement mark(BareJid by, String id) {
    return XmlElement.element(Namespaces.STANZA_IDS, "stanza-id")
        .with("by", by.toString())
        .with("id", id)
        .build();
  }

  @Test
  void idsBySomebodyElseMoveNothing() {
    conversation(new World(9).withArchivesOnly());
    XmlElement encrypted =
        archive.kept().get(0).stanza().extension(Namespaces.OMEMO_2, "encrypted").orElseThrow();
    for (BareJid by : List.of(ALICE, new BareJid("bob", "beta.test.evil"))) {
      world.network.inject(
          BOB,
          Network.message(
              EntityAddress.of(ALICE),
              BOB,
              "x",
              Origin.LIVE,
              List.of(encrypted, mark(by, "forged"))));
    }
    world.network.inject(
        BOB,
        Network.message(
            EntityAddress.of(ALICE),
            BOB,
            "two",
            Origin.LIVE,
            List.of(encrypted, mark(BOB, "forged"), mark(BOB, "forged too"))));
    world.pass(5);
    bob.crash();
    List<String> missed = writes(2);
    world.start(bob);
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(archive.queries).noneMatch(query -> query.toXml().contains("forged"));
  }

  @Test
  void anArchiveThatForgotThePlaceIsReadFromTheTime() {
    conversation(new World(10).withArchivesOnly());
    bob.crash();
    archive.forget(archive.kept().size());
    List<String> missed = writes(60);
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(archive.queries).anyMatch(query -> query.toXml().contains("start"));
  }

  @Test
  void anArchiveThatKnowsNoPlaceAtAllIsLeftAlone() {
    conversation(new World(11).withArchivesOnly());
    bob.crash();
    archive.refusing = Optional.of("item-not-found");
    int asked = archive.queries.size();
    world.start(bob);
    world.pass(3600);
    assertThat(archive.queries.size() - asked).isEqualTo(2);
    theChatGoesOn();
  }

  @Test
  void anArchiveThatGoesRoundInCirclesIsLeftAlone() {
    conversation(new World(12).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(3);
    archive.circling = true;
    int asked = archive.queries.size();
    world.start(bob);
    world.pass(3600);
    assertThat(archive.queries.size() - asked).isLessThanOrEqualTo(3);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    theChatGoesOn();
  }

  @Test
  void anArchiveThatNeverEndsIsLeftAlone() {
    conversation(new World(13).withArchivesOnly());
    bob.crash();
    archive.endless = true;
    int asked = archive.queries.size();
    world.start(bob);
    world.pass(3600);
    assertThat(archive.queries.size() - asked).isBetween(10, 2_000);
    theChatGoesOn();
  }

  @Test
  void anArchiveThatNeverSaysCompleteIsReadToItsEnd() {
    conversation(new World(14).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(3);
    archive.neverComplete = true;
    int asked = archive.queries.size();
    world.start(bob);
    world.pass(3600);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(archive.queries.size() - asked).isEqualTo(2);
    theChatGoesOn();
  }

  private void theChatGoesOn() {
    alice.send(BOB, "and on");
    bob.send(ALICE, "indeed");
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).contains("and on");
    assertThat(alice.texts(BOB, false)).contains("indeed");
  }

  /** The archive, the offline store and copies give the same thing again and again. */
  @Test
  void duplicatesAreSilent() {
    people(new World(15).withArchives());
    world.network.doubling = 0.5;
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(30);
    talk();
    bob.crash();
    tablet.crash();
    List<String> missed = writes(20);
    world.start(bob);
    world.start(tablet);
    world.pass(120);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(tablet.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(tablet.notes(ALICE)).isEmpty();
    assertThat(bob.told).hasSize(21);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with id", ""})
  void whatIsRefusedLeavesOneLine(String id) {
    conversation(new World(16).withArchives());
    bob.crash();
    world.network.injectArchived(
        BOB,
        new IncomingStanza(
            EntityAddress.of(ALICE),
            EntityAddress.of(BOB),
            id.isEmpty() ? Optional.empty() : Optional.of(id),
            "chat",
            Origin.LIVE,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of("plain")));
    world.start(bob);
    world.pass(120);
    assertThat(bob.notes(ALICE))
        .extracting(m -> m.note().orElseThrow())
        .containsExactly(Note.UNENCRYPTED);
  }

  /** What nobody could say does not mean that there is no archive. */
  @Test
  void aServerThatDoesNotKnowItsFeaturesForAWhileHasAnArchiveStill() {
    conversation(new World(24).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(3);
    alice.crash(); // and repeats nothing
    world.network.directories.refusingFeatures = Optional.of("internal-server-error");
    world.start(bob);
    world.pass(20);
    world.network.directories.refusingFeatures = Optional.empty();
    world.pass(120);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
  }

  /** Anybody may write a delay into a stanza; it comes again for as long as it is not stored. */
  @ParameterizedTest
  @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
  void datesBeyondAllCalendarsEndNoConnection(String date) {
    conversation(new World(22).withArchivesOnly());
    long stream = bob.transport.stream();
    world.network.injectArchived(BOB, dated(Instant.parse(date)));
    alice.send(BOB, "behind it");
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(List.of("behind it")));
    assertThat(bob.transport.stream()).as("the stream did not break").isEqualTo(stream);
  }

  /** The archive forgets the message; by the date that its sender gave, nothing came after it. */
  @Test
  void whatSaysToBeFromTheFutureHidesNothingThatComesAfterIt() {
    conversation(new World(23).withArchivesOnly());
    world.network.injectArchived(BOB, dated(Instant.parse("2999-01-01T00:00:00Z")));
    world.pass(5);
    bob.crash();
    archive.forget(archive.kept().size());
    List<String> missed = writes(3);
    alice.crash(); // and repeats nothing
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
  }

  private static IncomingStanza dated(Instant delay) {
    return new IncomingStanza(
        EntityAddress.of(ALICE),
        EntityAddress.of(BOB),
        Optional.of("dated"),
        "chat",
        Origin.LIVE,
        Optional.of(delay),
        List.of(),
        Optional.empty(),
        Optional.of("plain"));
  }

  @Test
  void oldFailuresAndRoomsInTheArchiveChangeNothing() {
    conversation(new World(17).withArchivesOnly());
    String sent = bob.send(ALICE, "arrives");
    world.pass(5);
    bob.crash();
    archive.add(
        new IncomingStanza(
            EntityAddress.of(ALICE),
            EntityAddress.of(BOB),
            Optional.of(sent),
            "error",
            Origin.LIVE,
            Optional.empty(),
            List.of(),
            Optional.of(new StanzaError("service-unavailable", "cancel", Optional.empty())),
            Optional.empty()));
    archive.add(
        new IncomingStanza(
            EntityAddress.of(ALICE),
            EntityAddress.of(BOB),
            Optional.of("room"),
            "groupchat",
            Origin.LIVE,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of("to all")));
    world.start(bob);
    world.pass(30);
    assertThat(bob.stateOf(ALICE, sent)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void nobodyWaitsForReceiptsAfterAMonth() {
    conversation(new World(18).withArchivesOnly());
    bob.crash();
    List<String> missed = writes(2);
    alice.crash();
    world.time.pass(Duration.ofDays(31));
    long before = receiptsOf(alice);
    world.start(bob);
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(all(missed));
    assertThat(receiptsOf(alice)).isEqualTo(before);
  }

  /** XEP-0384 §5.5.4: keys that are over are needed until the archive was read. */
  @Test
  void keysWaitForTheArchive() {
    world = new World(19).withArchivesOnly();
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    archive = world.network.archive(BOB);
    world.pass(30);
    bob.crash();
    List<String> missed = writes(2);
    world.time.pass(Duration.ofDays(35));
    archive.refusing = Optional.of("internal-server-error");
    world.start(bob);
    world.time.pass(Duration.ofDays(3));
    int kept = bob.count(SIGNED_PRE_KEYS);
    archive.refusing = Optional.empty();
    world.time.pass(Duration.ofHours(3));
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(missed);
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(bob.count(SIGNED_PRE_KEYS)).as("then they are destroyed").isLessThan(kept);
  }

  /** PAINS R9: whatever the archive does, keys do not live for ever. */
  @Test
  void keysDoNotWaitForEver() {
    conversation(new World(20).withArchivesOnly());
    bob.crash();
    archive.refusing = Optional.of("internal-server-error");
    world.start(bob);
    world.time.pass(Duration.ofDays(60));
    assertThat(bob.count(SIGNED_PRE_KEYS)).isLessThanOrEqualTo(5);
    assertThat(archive.queries.size()).as("asked now and then").isBetween(100, 10_000);
  }

  @Test
  void theArchiveIsFoundByItsFeatureOnly() {
    conversation(new World(21));
    bob.crash();
    world.start(bob);
    world.pass(60);
    assertThat(archive.queries).isEmpty();
    assertThat(Archive.NAMESPACE).isEqualTo("urn:xmpp:mam:2");
    theChatGoesOn();
  }
}
