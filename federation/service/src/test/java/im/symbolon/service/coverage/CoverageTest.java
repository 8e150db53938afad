package im.symbolon.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.MovableClock;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.TestLists;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

class CoverageTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final int LAPTOP = 7;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final List<Packet> sent = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final FakePep pep = new FakePep();
  private final ServiceAddresses addresses = new ServiceAddresses("beta.test", Set.of("beta.test"));
  private final Host host = new Host(sent::add, pep, tasks::add);
  private final AccountLists<Boolean> lists =
      new AccountLists<>(addresses, host, clock, () -> false, (account, found) -> Optional.empty());
  private final Coverage coverage = new Coverage(addresses, host, clock, lists::announced);

  @Test
  void tellsTheSendingDeviceWhomItMissed() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1, 2, 3);
    routed(message("m1", modern(2)));
    assertThat(hints()).containsExactly(hint("m1", 1, 3));
    Packet told = sent.get(0);
    assertThat(told.getTo()).hasToString("alice@alpha.test/laptop");
    assertThat(told.getFrom()).hasToString("beta.test");
    assertThat(told.getElement().attributeValue("type")).isEqualTo("headline");
  }

  @Test
  void bothVersionsTogetherHaveToNameAllDevicesOfBothLists() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1, 2);
    pep.announce(BOB, false, 2, 3, 4);
    routed(message("m1", modern(1) + legacy(2, 3, 4)));
    assertThat(sent).isEmpty();
    routed(message("m2", legacy(1, 2, 3)));
    routed(message("m3", modern(1, 2)));
    assertThat(hints()).containsExactly(hint("m2", 4), hint("m3", 3, 4));
  }

  @Test
  void keysForAnotherAccountsDeviceOfThatIdCountNotInOmemo2() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    routed(message("m1", modern(1).replace("bob@", "eve@")));
    assertThat(hints()).containsExactly(hint("m1", 1));
  }

  @Test
  void asksNothingAboutTheSenderWhenNobodyWasMissed() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    routed(message("m1", modern(1, 2)));
    assertThat(pep.askedAbout(ALICE)).isZero();
    assertThat(sent).isEmpty();
  }

  /** REVIEW 30: contacts write to no device that is not in the signed list. */
  @Test
  void devicesOutsideOfASignedListAreNotMissed() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1, 2, 3);
    pep.publish(
        BOB,
        Namespaces.DEVICES,
        TestLists.of(BOB, TestLists.ours(BOB, 1), TestLists.foreign(BOB, 2)));
    routed(message("m1", modern(1)));
    assertThat(hints()).containsExactly(hint("m1", 2));
  }

  @Test
  void devicesThatDoNotUnderstandHintsGetNone() throws Exception {
    pep.announce(BOB, true, 1);
    for (XmlElement list :
        List.of(
            TestLists.of(ALICE),
            TestLists.of(ALICE, TestLists.ours(ALICE, LAPTOP)),
            TestLists.of(ALICE, TestLists.ours(ALICE, LAPTOP, "other")),
            TestLists.of(ALICE, TestLists.ours(ALICE, LAPTOP + 1, Capability.REPAIR)),
            TestLists.of(ALICE, TestLists.foreign(ALICE, LAPTOP)),
            TestLists.of(BOB, TestLists.ours(BOB, LAPTOP, Capability.REPAIR)),
            XmlElement.element(Namespaces.DEVICES, "devices").build(),
            XmlElement.element("urn:other", "devices").build())) {
      pep.publish(ALICE, Namespaces.DEVICES, list);
      clock.advance(Duration.ofHours(1));
      routed(message("m" + pep.asked.size(), modern(2)));
    }
    assertThat(pep.askedAbout(ALICE)).isEqualTo(8);
    assertThat(sent).isEmpty();
  }

  @Test
  void oneMessageIsHintedOnceHoweverOftenItIsSeen() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    for (int i = 0; i < 5; i++) {
      routed(message("m1", modern(2)));
    }
    assertThat(hints()).containsExactly(hint("m1", 1));
    BareJid carol = new BareJid("carol", "alpha.test");
    understands(carol);
    Message same = message("m1", modern(2));
    same.setFrom("carol@alpha.test/x");
    routed(same);
    assertThat(sent).as("another sender's message of that id").hasSize(2);
  }

  @Test
  void messagesPassAsTheyAreAndWaitForNothing() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    Message message = message("m1", modern(2) + "<body>hi</body>");
    String before = message.toXML();
    coverage.routed(message);
    assertThat(pep.asked).as("nothing is done on the router's thread").isEmpty();
    assertThat(message.toXML()).isEqualTo(before);
    message.setTo("eve@beta.test");
    work();
    assertThat(hints()).as("what was taken down then").containsExactly(hint("m1", 1));
    assertThat(message.getElement().element("missed")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<message type='groupchat' id='m1'>E</message>",
        "<message type='headline' id='m1'>E</message>",
        "<message type='error' id='m1'>E</message>",
        "<message type='chat'>E</message>",
        "<message type='chat' id='no id'>E</message>",
        "<message type='chat' id='m1'/>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:xmpp:omemo:2'/></message>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:xmpp:omemo:2'><payload/></encrypted>"
            + "</message>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:xmpp:omemo:2'><header/><payload/>"
            + "</encrypted></message>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:xmpp:omemo:2'><header sid='7'/>"
            + "</encrypted></message>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:xmpp:omemo:2'><header sid='7'>"
            + "<keys/></header><payload/></encrypted></message>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:xmpp:omemo:2'><header sid='7'>"
            + "<keys jid='bob@beta.test'><key/></keys></header><payload/></encrypted></message>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:xmpp:omemo:2'><header sid='-7'>"
            + "</header><payload/></encrypted></message>",
        "<message type='chat' id='m1'><encrypted xmlns='urn:other'><header sid='7'/><payload/>"
            + "</encrypted></message>",
        "<message type='chat' id='m1'>E<encrypted xmlns='eu.siacs.conversations.axolotl'>"
            + "<header sid='8'/><payload/></encrypted></message>"
      })
  void nothingElseIsLookedAt(String xml) throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    Message message = parse(xml.replace("E", modern(2)));
    message.setFrom("alice@alpha.test/laptop");
    message.setTo("bob@beta.test");
    routed(message);
    assertThat(pep.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@alpha.test/laptop>bob@alpha.test",
        "alice@alpha.test/laptop>beta.test",
        "alice@alpha.test/laptop>beta.test/x",
        "alice@alpha.test/laptop>room@conference.beta.test/bob",
        "alpha.test>bob@beta.test",
        "bob@beta.test/pad>bob@beta.test",
        "bob@beta.test/pad>bob@beta.test/phone",
        ">bob@beta.test",
        "alice@alpha.test/laptop>"
      })
  void onlyChatsWithAnotherPersonOfTheDomainAreLookedAt(String way) throws Exception {
    pep.announce(BOB, true, 1);
    Message message = message("m1", modern(2));
    String[] ends = way.split(">", -1);
    message.setFrom(ends[0].isEmpty() ? null : new JID(ends[0]));
    message.setTo(ends[1].isEmpty() ? null : new JID(ends[1]));
    routed(message);
    assertThat(pep.asked).isEmpty();
  }

  @Test
  void hugeHeadersCostLittleAndGetNothing() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    int[] many = IntStream.rangeClosed(2, 50_000).toArray();
    for (String huge :
        List.of(
            modern(many),
            legacy(many),
            "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='7'>"
                + "<keys jid='eve@beta.test'/>".repeat(50_000)
                + "</header><payload/></encrypted>")) {
      routed(message("m" + huge.length(), huge));
    }
    assertThat(pep.asked).isEmpty();
  }

  @Test
  void listsThatNeverComeHoldUpNobody() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    BareJid eve = new BareJid("eve", "slow.test");
    pep.silentDomains.add("slow.test");
    for (int i = 0; i < 500; i++) {
      Message slow = message("s" + i, modern(2));
      slow.setFrom("eve@slow.test/x");
      routed(slow);
    }
    assertThat(pep.askedAbout(eve)).isEqualTo(1);
    routed(message("m1", modern(2)));
    assertThat(hints()).containsExactly(hint("m1", 1));
    pep.unanswered.get(0).accept(Optional.empty()); // the host gives up
    work();
    clock.advance(Duration.ofMinutes(11));
    Message again = message("s500", modern(2));
    again.setFrom("eve@slow.test/x");
    routed(again);
    assertThat(pep.askedAbout(eve)).isEqualTo(2);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aFloodOfSendersIsAskedAboutWithinBoundsAndHoldsUpNoOtherDomain() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    pep.silentDomains.add("evil.test");
    Message template = message("m1", modern(2));
    for (int i = 0; i < 20_000; i++) {
      Message message = template.createCopy();
      message.setFrom(new JID("eve" + i, "evil.test", "x", true)); // prepared as it is
      routed(message);
    }
    assertThat(pep.unanswered).hasSize(PepItems.MAX_UNDER_WAY);
    routed(message("m1", modern(2)));
    assertThat(hints()).containsExactly(hint("m1", 1));
    pep.unanswered.forEach(each -> each.accept(Optional.empty())); // the host gives up
    work();
    Message another = message("m1", modern(2));
    another.setFrom("mallory@evil.test/x");
    routed(another);
    assertThat(pep.unanswered).as("the next one is asked").hasSize(PepItems.MAX_UNDER_WAY + 1);
  }

  @Test
  void listsAreKeptForAMomentAndReadAgain() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    routed(message("m1", modern(1)));
    pep.announce(BOB, true, 1, 2);
    routed(message("m2", modern(1)));
    assertThat(pep.askedAbout(BOB)).as("one look of three nodes").isEqualTo(3);
    clock.advance(Duration.ofSeconds(5));
    routed(message("m3", modern(1)));
    assertThat(hints()).containsExactly(hint("m3", 2));
  }

  @Test
  void aChatIsNotHintedWithoutEnd() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    for (int i = 0; i < 3 * HintLimit.MAX_HINTS; i++) {
      routed(message("m" + i, modern(2)));
    }
    assertThat(sent).hasSize(HintLimit.MAX_HINTS);
    clock.advance(HintLimit.PERIOD);
    routed(message("later", modern(2)));
    assertThat(sent).hasSize(HintLimit.MAX_HINTS + 1);
  }

  @Test
  void nobodyElseAnswersForAnAccount() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    for (String other : List.of("eve@beta.test", "beta.test", "bob@beta.test/x")) {
      pep.onTheWay =
          answer -> {
            answer.setFrom(other);
            return answer;
          };
      clock.advance(Duration.ofMinutes(1));
      routed(message("m" + other.length(), modern(2)));
    }
    pep.onTheWay =
        answer -> {
          answer.setFrom((JID) null);
          return answer;
        };
    clock.advance(Duration.ofMinutes(1));
    routed(message("none", modern(2)));
    assertThat(sent).isEmpty();
  }

  @Test
  void madeUpListsAreBoundedToo() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, IntStream.rangeClosed(1000, 1199).toArray());
    pep.announce(BOB, false, IntStream.rangeClosed(2000, 2199).toArray());
    routed(message("m1", modern(2)));
    assertThat(hints().get(0).devices()).hasSize(MissedHint.MAX_DEVICES);
    clock.advance(Duration.ofMinutes(1));
    pep.announce(BOB, true, IntStream.rangeClosed(1, 5000).toArray());
    pep.announce(BOB, false);
    routed(message("m2", modern(2)));
    assertThat(sent).as("a list that is too long is none").hasSize(1);
  }

  @Test
  void aHostThatFailsFailsNothingElse() throws Exception {
    aliceUnderstands();
    pep.announce(BOB, true, 1);
    pep.onTheWay =
        answer -> {
          throw new IllegalStateException("router");
        };
    routed(message("m1", modern(2)));
    pep.onTheWay = answer -> answer;
    clock.advance(Duration.ofMinutes(1));
    routed(message("m2", modern(2)));
    assertThat(hints()).containsExactly(hint("m2", 1));
  }

  @Property(tries = 300)
  void noHeaderThrows(@ForAll String sid, @ForAll String jid, @ForAll String rid) throws Exception {
    Message message = message("m1", modern(2));
    Element header = message.getElement().element("encrypted").element("header");
    header.addAttribute("sid", sid);
    header.element("keys").addAttribute("jid", jid);
    header.element("keys").element("key").addAttribute("rid", rid);
    assertThatCode(() -> routed(message)).doesNotThrowAnyException();
  }

  private void aliceUnderstands() {
    understands(ALICE);
  }

  private void understands(BareJid account) {
    ListedDevice laptop = TestLists.ours(account, LAPTOP, Capability.REPAIR);
    pep.publish(account, Namespaces.DEVICES, TestLists.of(account, laptop));
  }

  private void routed(Message message) {
    coverage.routed(message);
    work();
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private static Message message(String id, String content) throws Exception {
    Message message = parse("<message type='chat' id='" + id + "'>" + content + "</message>");
    message.setFrom("alice@alpha.test/laptop");
    message.setTo("bob@beta.test");
    return message;
  }

  private static Message parse(String xml) throws Exception {
    return new Message(DocumentHelper.parseText(xml).getRootElement());
  }

  private static String modern(int... devices) {
    return "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='7'><keys jid='bob@beta.test'>"
        + keys(devices)
        + "</keys><keys jid='alice@alpha.test'><key rid='99'>a</key></keys></header>"
        + "<payload>a</payload></encrypted>";
  }

  private static String legacy(int... devices) {
    return "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='7'>"
        + keys(devices)
        + "<iv>a</iv></header><payload>a</payload></encrypted>";
  }

  private static String keys(int... devices) {
    StringBuilder out = new StringBuilder();
    for (int each : devices) {
      out.append("<key rid='").append(each).append("'>a</key>");
    }
    return out.toString();
  }

  private List<MissedHint> hints() throws Exception {
    List<MissedHint> hints = new ArrayList<>();
    for (Packet each : sent) {
      Element content = (Element) each.getElement().elements().get(0);
      hints.add(MissedHint.parse(Dom4jXml.read(content)));
    }
    return hints;
  }

  private static MissedHint hint(String id, int... devices) {
    TreeSet<DeviceId> missed = new TreeSet<>();
    IntStream.of(devices).mapToObj(DeviceId::new).forEach(missed::add);
    return new MissedHint(new MessageId(id), BOB, missed);
  }
}
