package im.symbolon.messenger.contacts;

import static im.symbolon.messenger.contacts.SmallServer.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.contacts.Blocking.Extent;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.BlockCommand;
import im.symbolon.messenger.xmpp.Complaint;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BlockingTest {
  private static final BareJid MALLORY = new BareJid("mallory", "evil.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  private final SmallServer server = new SmallServer();
  private final Set<BareJid> told = new TreeSet<>();
  private final Blocking blocking =
      new Blocking(
          new Surroundings(
              ALICE, new MemoryRowStore(), new Random(7)::nextBytes, Clock.systemUTC()),
          new BlockCommand(server, new Disco(server)),
          outcome -> told.addAll(outcome.chats()));

  @Test
  void whoIsBlockedIsBlockedHereAndOnTheServer() throws Exception {
    assertThat(blocking.block(MALLORY, Optional.empty())).isEqualTo(Extent.SERVER);
    assertThat(blocking.all()).containsExactly(MALLORY);
    assertThat(server.blocked).containsExactly("mallory@evil.test");
    assertThat(told).containsExactly(MALLORY);
    assertThat(blocking.unblock(MALLORY)).isEqualTo(Extent.SERVER);
    assertThat(blocking.all()).isEmpty();
    assertThat(server.blocked).isEmpty();
  }

  @Test
  void aComplaintGoesAlongWhereItIsTaken() throws Exception {
    Complaint complaint = new Complaint(Complaint.Kind.SPAM, "Sells <b>watches</b> & more.");
    assertThat(blocking.block(MALLORY, Optional.of(complaint))).isEqualTo(Extent.REPORTED);
    XmlElement report = server.asked.get(server.asked.size() - 1).children("item").get(0);
    // XEP-0377 §2: the report "MUST contain a 'reason' attribute", and stands in the item.
    XmlElement said = report.child("urn:xmpp:reporting:1", "report").orElseThrow();
    assertThat(said.attribute("reason")).contains("urn:xmpp:reporting:spam");
    assertThat(said.child("text").orElseThrow().text()).isEqualTo("Sells <b>watches</b> & more.");
  }

  @Test
  void withoutReportingTheOperatorIsNotToldAndThatIsSaid() throws Exception {
    server.features.remove("urn:xmpp:reporting:1");
    Complaint complaint = new Complaint(Complaint.Kind.ABUSE, "");
    assertThat(blocking.block(MALLORY, Optional.of(complaint))).isEqualTo(Extent.SERVER);
    assertThat(server.asked.toString()).doesNotContain("report");
    assertThatThrownBy(
            () -> new Complaint(Complaint.Kind.ABUSE, "x".repeat(Complaint.MAX_TEXT + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutAListOnTheServerItHoldsHere() throws Exception {
    server.features.clear();
    assertThat(blocking.block(MALLORY, Optional.empty())).isEqualTo(Extent.HERE);
    blocking.compare();
    assertThat(blocking.isBlocked(MALLORY)).isTrue();
    blocking.unblock(MALLORY);
    assertThat(blocking.isBlocked(MALLORY)).isFalse();
  }

  @Test
  void whatWasDecidedOfflineTheServerIsToldLater() throws Exception {
    server.blocked.add("bob@beta.test");
    blocking.compare();
    server.there = false;
    assertThat(blocking.block(MALLORY, Optional.empty())).isEqualTo(Extent.HERE);
    assertThat(blocking.unblock(BOB)).isEqualTo(Extent.HERE);
    assertThat(blocking.all()).containsExactly(MALLORY);
    assertThatThrownBy(blocking::compare).isInstanceOf(TransportException.class);
    server.there = true;
    server.reconnect();
    blocking.compare();
    assertThat(server.blocked).containsExactly("mallory@evil.test");
    assertThat(blocking.all()).containsExactly(MALLORY);
  }

  @Test
  void theServersListCounts() throws Exception {
    server.blocked.add("bob@beta.test");
    blocking.compare();
    assertThat(blocking.all()).containsExactly(BOB);
    server.blocked.clear();
    blocking.compare();
    assertThat(blocking.all()).isEmpty();
  }

  @Test
  void whatIsNoAccountInTheListIsPassedOver() throws Exception {
    server.blocked.addAll(
        Set.of("evil.test", "bob@beta.test/phone", "@", "", "x\u202e@y", ALICE.toString()));
    blocking.compare();
    assertThat(blocking.all()).isEmpty();
  }

  @Test
  void nobodyBlocksThemselves() {
    assertThatThrownBy(() -> blocking.block(ALICE, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** However the connection comes and goes, in the end both sides say what was said last. */
  @Property(tries = 100)
  void bothSidesAgreeInTheEnd(@ForAll @Size(max = 20) byte[] steps) throws Exception {
    for (byte step : steps) {
      BareJid who = (step & 1) == 0 ? BOB : MALLORY;
      server.there = (step & 2) == 0;
      if ((step & 4) == 0) {
        blocking.block(who, Optional.empty());
        assertThat(blocking.isBlocked(who)).isTrue();
      } else {
        blocking.unblock(who);
        assertThat(blocking.isBlocked(who)).isFalse();
      }
    }
    Set<BareJid> meant = blocking.all();
    server.there = true;
    server.reconnect();
    blocking.compare();
    assertThat(blocking.all()).isEqualTo(meant);
    assertThat(server.blocked)
        .containsExactlyInAnyOrderElementsOf(meant.stream().map(BareJid::toString).toList());
  }
}
