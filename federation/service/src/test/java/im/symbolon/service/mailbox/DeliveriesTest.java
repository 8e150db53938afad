package im.symbolon.service.mailbox;

import static im.symbolon.service.mailbox.World.BOB;
import static im.symbolon.service.mailbox.World.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.mailbox.MailboxId;
import java.time.Duration;
import java.util.List;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.Message;

class DeliveriesTest {
  private static final BareJid ALICE = new BareJid("alice", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "beta.test");

  private static final String HEAD =
      "<message xmlns='jabber:client' from='alice@alpha.test/pc' to='bob@beta.test' id='m1'";

  private final World world = new World();

  @BeforeEach
  void install() throws Exception {
    world.installed();
  }

  @AfterEach
  void drop() throws Exception {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " type='chat'><encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='chat'><encrypted xmlns='eu.siacs.conversations.axolotl'/><body>b</body>",
        "><encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='normal'><sealed xmlns='urn:symbolon:groups:0'/>",
        " type='chat'><store xmlns='urn:xmpp:hints'/><encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='chat'><no-copy xmlns='urn:xmpp:hints'/><encrypted xmlns='urn:xmpp:omemo:2'/>"
      })
  void keepsEncryptedMessagesWithAndWithoutBody(String rest) throws Exception {
    Message message = Stanzas.of(HEAD + rest + "</message>");
    String id = world.stamped(message, BOB);
    assertThat(kept(BOB)).extracting(each -> each.id().toString()).containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " type='chat'><body>b</body>",
        " type='headline'><encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='error'><encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='groupchat'><encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='chat'><no-store xmlns='urn:xmpp:hints'/><encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='chat'><no-permanent-store xmlns='urn:xmpp:hints'/>"
            + "<encrypted xmlns='urn:xmpp:omemo:2'/>",
        " type='chat'><encrypted xmlns='urn:other'/>",
        " type='chat'><encryption xmlns='urn:xmpp:omemo:2'/>",
        " type='chat'><result xmlns='urn:xmpp:mam:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client'><encrypted xmlns='urn:xmpp:omemo:2'/></message>"
            + "</forwarded></result>"
      })
  void keepsNothingElse(String rest) throws Exception {
    Message message = Stanzas.of(HEAD + rest + "</message>");
    String before = message.toXML();
    world.deliveries.stamp(message);
    assertThat(message.toXML()).isEqualTo(before);
    assertThat(kept(BOB)).isEmpty();
  }

  /** XEP-0359: "MUST delete that element even if they are not adding their own stanza ID". */
  @ParameterizedTest
  @ValueSource(strings = {"<body>b</body>", "<encrypted xmlns='urn:xmpp:omemo:2'/>"})
  void takesForgedIdsOutAndNoOthers(String content) throws Exception {
    String forged = "<stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='%s'/>";
    Message message =
        Stanzas.of(
            HEAD
                + " type='chat'>"
                + content
                + forged.formatted("bob@beta.test")
                + forged.formatted("BOB@beta.test")
                + forged.formatted("bob@beta.test/phone")
                + forged.formatted(" bob@beta.test")
                + "<origin-id xmlns='urn:xmpp:sid:0' id='forged-no'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' id='theirs' by='alpha.test'/>"
                + "<stanza-id xmlns='urn:other' id='other' by='bob@beta.test'/></message>");
    world.deliveries.stamp(message);
    assertThat(message.toXML())
        .doesNotContain("\"forged\"")
        .contains("forged-no", "theirs", "\"other\"");
    kept(BOB).forEach(each -> assertThat(each.stanza()).doesNotContain("'forged'"));
  }

  /** A room of another domain keeps its messages there, and says where. */
  @Test
  void leavesTheIdsOfOtherDomainsRoomsAlone() throws Exception {
    Message message =
        Stanzas.of(
            "<message xmlns='jabber:client' type='groupchat' id='g1' to='bob@beta.test/pc'"
                + " from='tea@rooms.alpha.test/al'><encrypted xmlns='urn:xmpp:omemo:2'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' by='tea@rooms.alpha.test' id='theirs'/>"
                + "</message>");
    world.deliveries.stamp(message);
    assertThat(message.toXML()).contains("theirs");
    assertThat(kept(BOB)).isEmpty();
  }

  /** XEP-0313: "Servers MUST NOT include the stanza-id in … outgoing messages to contacts". */
  @Test
  void aMessageBetweenTwoLocalAccountsIsInBothMailboxesAndNamesTheAddresseesPlaceAlone()
      throws Exception {
    Message message = Stanzas.omemo("alice@beta.test/pc", "bob@beta.test/phone", "m1");
    String id = world.stamped(message, BOB);
    assertThat(kept(BOB)).extracting(each -> each.id().toString()).containsExactly(id);
    assertThat(kept(ALICE)).hasSize(1);
    assertThat(message.getElement().elements("stanza-id").size()).isEqualTo(1);
  }

  /** A count, not a time. Of accounts without a signed list nothing is noted later, either. */
  @Test
  void aMessageBetweenTwoLocalAccountsCostsOneCommit() throws Exception {
    world.stamped(Stanzas.omemo("alice@beta.test/pc", "carol@beta.test/phone", "m0"), CAROL);
    world.counted.reset();
    world.bobs.silent = true;
    world.stamped(Stanzas.omemo("alice@beta.test/pc", "carol@beta.test/phone", "m1"), CAROL);
    world.bobs.silent = false;
    world.bobs.waiting.forEach(Runnable::run);
    assertThat(world.counted.commits()).isEqualTo(1);
    assertThat(world.counted.roundTrips()).isEqualTo(4);
    assertThat(world.counted.statements()).isEqualTo(2 + 1 + 2 + 2);
  }

  /**
   * A room shows what it accepted to each occupant: the first copy is kept, the others asked for.
   */
  @Test
  void aRoomsCopiesCostOneQueryEach() throws Exception {
    world.stamped(copy("g1", "alice@beta.test/pc", ""), ROOM);
    world.counted.reset();
    world.stamped(copy("g1", "bob@beta.test/pc", ""), ROOM);
    assertThat(world.counted.statements()).isEqualTo(1);
  }

  @Test
  void aMessageToOneselfIsKeptOnceAlsoWithoutAnAddressee() throws Exception {
    world.stamped(Stanzas.omemo("bob@beta.test/pc", "bob@beta.test/phone", "m1"), BOB);
    Message bare =
        Stanzas.of(
            "<message from='bob@beta.test/pc' id='m2'><encrypted xmlns='urn:xmpp:omemo:2'/>"
                + "</message>");
    assertThat(world.stamped(bare, BOB)).isNotEmpty();
    assertThat(kept(BOB)).hasSize(2);
  }

  @Test
  void keepsNothingForStrangersAndAccountsThatDoNotExist() throws Exception {
    Message nobody = Stanzas.omemo("alice@alpha.test/pc", "nobody@beta.test", "m1");
    assertThat(world.stamped(nobody, new BareJid("nobody", "beta.test"))).isEmpty();
    Message remote = Stanzas.omemo("alice@alpha.test/pc", "dora@gamma.test", "m1");
    assertThat(world.stamped(remote, new BareJid("dora", "gamma.test"))).isEmpty();
    Message service = Stanzas.omemo("alice@alpha.test/pc", "beta.test", "m1");
    world.deliveries.stamp(service);
    assertThat(kept(new BareJid("nobody", "beta.test"))).isEmpty();
  }

  @Test
  void theSameStanzaAgainHasTheSameIdWhateverWasAddedOnTheWay() throws Exception {
    Message message = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m1");
    String id = world.stamped(message, BOB);
    assertThat(world.stamped(message, BOB)).isEqualTo(id);
    Message delayed = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test/phone", "m1");
    delayed.getElement().addElement("delay", "urn:xmpp:delay").addAttribute("stamp", "x");
    assertThat(world.stamped(delayed, BOB)).isEqualTo(id);
    assertThat(kept(BOB)).hasSize(1);
    Message otherSender = Stanzas.omemo("eve@alpha.test/pc", "bob@beta.test", "m1");
    Message otherContent = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m1", "x");
    Message otherId = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m2", "QUJDm1");
    for (Message each : List.of(otherSender, otherContent, otherId)) {
      assertThat(world.stamped(each, BOB)).isNotEmpty().isNotEqualTo(id);
    }
  }

  /** "A MUC archive MUST store each message only once (not every copy sent to an occupant)". */
  @Test
  void aRoomsCopiesHaveOnePlaceAndItsHistoryKeepsIt() throws Exception {
    String id = world.stamped(copy("g1", "alice@beta.test/pc", ""), ROOM);
    assertThat(id).isNotEmpty();
    assertThat(world.stamped(copy("g1", "bob@beta.test/pc", ""), ROOM)).isEqualTo(id);
    String delay = "<delay xmlns='urn:xmpp:delay' stamp='2026-11-20T12:00:00Z'/>";
    assertThat(world.stamped(copy("g1", "carol@beta.test/pc", delay), ROOM)).isEqualTo(id);
    assertThat(world.stamped(copy("g0", "carol@beta.test/pc", delay), ROOM)).isEmpty();
    assertThat(kept(ROOM)).hasSize(1);
    assertThat(kept(BOB)).isEmpty();
    assertThat(kept(ALICE)).isEmpty();
  }

  @Test
  void whatIsSentIntoARoomIsNotKeptBeforeTheRoomTookIt() throws Exception {
    Message sent =
        Stanzas.of(
            "<message xmlns='jabber:client' type='groupchat' id='g1' from='alice@beta.test/pc'"
                + " to='tea@rooms.beta.test'><encrypted xmlns='urn:xmpp:omemo:2'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' by='tea@rooms.beta.test' id='forged'/>"
                + "</message>");
    world.deliveries.stamp(sent);
    assertThat(sent.toXML()).doesNotContain("forged");
    assertThat(kept(ROOM)).isEmpty();
    assertThat(kept(ALICE)).isEmpty();
  }

  /** REVIEW 32. */
  @Test
  void whatIsTooLargeOrTooDeepGoesOnUnkept() throws Exception {
    Message large =
        Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m1", "x".repeat(200 * 1024));
    assertThat(world.stamped(large, BOB)).isEmpty();
    Message wide =
        Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m2", "ü".repeat(110 * 1024));
    assertThat(world.stamped(wide, BOB)).isEmpty();
    Message fits =
        Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m3", "x".repeat(199 * 1024));
    assertThat(world.stamped(fits, BOB)).isNotEmpty();
    Message deep = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m4");
    Element at = deep.getElement();
    for (int i = 0; i < 50_000; i++) {
      at = at.addElement("a");
    }
    assertThat(world.stamped(deep, BOB)).isEmpty();
    Message broken = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m5");
    broken.getElement().addElement("a").setText("\u0001");
    assertThat(world.stamped(broken, BOB)).isEmpty();
    assertThat(kept(BOB)).hasSize(1);
  }

  @Test
  void withoutTheDatabaseMessagesGoOnAndForgedIdsDoNot() throws Exception {
    world.databaseIsGone = true;
    Message message = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m1");
    message
        .getElement()
        .addElement("stanza-id", "urn:xmpp:sid:0")
        .addAttribute("by", "bob@beta.test")
        .addAttribute("id", "forged");
    assertThat(world.stamped(message, BOB)).isEmpty();
    world.databaseIsGone = false;
    assertThat(kept(BOB)).isEmpty();
    assertThat(world.stamped(message, BOB)).isNotEmpty();
    assertThat(kept(BOB)).hasSize(1);
  }

  /** Device lists come from elsewhere, and no message waits for them. */
  @Test
  void devicesThatBecomeKnownLaterCountAllTheSame() throws Exception {
    world.bobs.lists(1);
    world.bobs.silent = true;
    MailboxId id =
        MailboxId.parse(
            world.stamped(Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m1"), BOB));
    world.bobs.silent = false;
    world.clock.advance(Duration.ofSeconds(5));
    world.bobs.waiting.forEach(Runnable::run);
    world.ask("bob@beta.test/phone", "bob@beta.test", world.bobs.ack(1, id).toXml());
    world.settle();
    assertThat(kept(BOB)).isEmpty();
    assertThat(world.bobs.devices().audience(World.NOW).devices()).containsExactly(new DeviceId(1));
  }

  @Test
  void anAccountsMailboxIsAskedForByNobodyElsesMessage() throws Exception {
    world.stamped(Stanzas.omemo("carol@beta.test/x", "dora@gamma.test", "m1"), CAROL);
    assertThat(kept(CAROL)).hasSize(1);
    assertThat(kept(BOB)).isEmpty();
  }

  /** What other servers' streams and clients write differently is one text. */
  @Test
  void writesWhatEveryClientReads() {
    Message message =
        Stanzas.of(
            "<message xmlns='jabber:server' xmlns:o='urn:xmpp:omemo:2' xmlns:y='urn:y' id='1'"
                + " from='a@b.test/c' to='d@e.test' xml:lang='de'><body>a &lt; b<!-- no -->"
                + "<![CDATA[&]]></body><o:encrypted y:z='1'><o:header sid='&quot;&#10;'/>"
                + "</o:encrypted></message>");
    StanzaText text = StanzaText.ofAccount(message).orElseThrow();
    assertThat(text.text())
        .isEqualTo(
            "<message xmlns='jabber:client' id='1' from='a@b.test/c' to='d@e.test' xml:lang='de'>"
                + "<body>a &lt; b&amp;</body><encrypted xmlns='urn:xmpp:omemo:2'"
                + " xmlns:n0='urn:y' n0:z='1'><header sid='\"&#10;'></header></encrypted>"
                + "</message>");
    assertThat(StanzaText.ofAccount(Stanzas.of(text.text()))).contains(text);
  }

  private static Message copy(String id, String occupant, String more) {
    return Stanzas.of(
        "<message xmlns='jabber:client' type='groupchat' id='"
            + id
            + "' from='tea@rooms.beta.test/alice' to='"
            + occupant
            + "'><body>x</body><encrypted xmlns='urn:xmpp:omemo:2'/>"
            + more
            + "</message>");
  }

  private List<KeptMessage> kept(BareJid owner) throws Exception {
    return world
        .mailbox
        .page(owner, new Query(Filter.ALL, Filter.Range.ALL, 100, false))
        .messages();
  }
}
