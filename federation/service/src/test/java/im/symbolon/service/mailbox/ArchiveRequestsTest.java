package im.symbolon.service.mailbox;

import static im.symbolon.service.mailbox.World.BOB;
import static im.symbolon.service.mailbox.World.NOW;
import static im.symbolon.service.mailbox.World.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

/** XEP-0313 with XEP-0059; where a name is a sentence of them, it is quoted. */
class ArchiveRequestsTest {
  private static final String PHONE = "bob@beta.test/phone";

  private final World world = new World();

  @BeforeEach
  void install() throws Exception {
    world.installed();
  }

  @AfterEach
  void drop() throws Exception {
    world.close();
  }

  /** "the server pushes to the client a series of messages … then returns the IQ result". */
  @Test
  void handsOutWhatWasKeptAsXep0313SaysIt() throws Exception {
    var message = Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "m1");
    String id = world.stamped(message, BOB);
    IQ fin = query("<query xmlns='urn:xmpp:mam:2' queryid='f27'/>");
    assertThat(world.sent).hasSize(1);
    Element out = world.sent.get(0).getElement();
    assertThat(out.attributeValue("from")).isEqualTo("bob@beta.test");
    assertThat(out.attributeValue("to")).isEqualTo(PHONE);
    Element result = out.element("result");
    assertThat(result.getNamespaceURI()).isEqualTo("urn:xmpp:mam:2");
    assertThat(result.attributeValue("queryid")).isEqualTo("f27");
    assertThat(result.attributeValue("id")).isEqualTo(id);
    Element forwarded = result.element("forwarded");
    assertThat(forwarded.getNamespaceURI()).isEqualTo("urn:xmpp:forward:0");
    assertThat(forwarded.element("delay").getNamespaceURI()).isEqualTo("urn:xmpp:delay");
    assertThat(forwarded.element("delay").attributeValue("stamp")).isEqualTo(NOW.toString());
    Element inner = forwarded.element("message");
    assertThat(inner.getNamespaceURI()).isEqualTo("jabber:client");
    assertThat(inner.attributeValue("from")).isEqualTo("alice@alpha.test/pc");
    assertThat(inner.element("encrypted").elementText("payload")).isEqualTo("QUJDm1");
    assertThat(fin.getType()).isEqualTo(IQ.Type.result);
    Element end = fin.getChildElement();
    assertThat(end.getName() + " " + end.getNamespaceURI()).isEqualTo("fin urn:xmpp:mam:2");
    assertThat(end.attributeValue("complete")).isEqualTo("true");
    Element set = end.element("set");
    assertThat(set.getNamespaceURI()).isEqualTo("http://jabber.org/protocol/rsm");
    assertThat(set.elementText("first")).isEqualTo(id);
    assertThat(set.element("first").attributeValue("index")).isEqualTo("0");
    assertThat(set.elementText("last")).isEqualTo(id);
    assertThat(set.elementText("count")).isEqualTo("1");
  }

  @Test
  void pagesForwardsBackwardsAndCounts() throws Exception {
    List<String> ids = keep(5);
    assertThat(page("<max>2</max>")).isEqualTo(ids.subList(0, 2));
    assertThat(page("<max>2</max><after>" + ids.get(1) + "</after>")).isEqualTo(ids.subList(2, 4));
    assertThat(page("<max>2</max><before/>")).isEqualTo(ids.subList(3, 5));
    assertThat(page("<max>2</max><before>" + ids.get(3) + "</before>"))
        .isEqualTo(ids.subList(1, 3));
    assertThat(page("<max>0</max>")).isEmpty();
    assertThat(page("<max>500</max>")).isEqualTo(ids);
    assertThat(page("<after/>")).isEqualTo(ids);
    Element set = query(rsm("<max>2</max><after>" + ids.get(4) + "</after>")).getChildElement();
    assertThat(set.attributeValue("complete")).isEqualTo("true");
    assertThat(set.element("set").element("first")).isNull();
    assertThat(set.element("set").elementText("count")).isEqualTo("5");
    Element first = query(rsm("<max>2</max>")).getChildElement();
    assertThat(first.attributeValue("complete")).isNull();
  }

  /** REVIEW 16; only what never can have been an id is "not present in the archive". */
  @Test
  void goesOnFromAnIdThatIsNotThereAnyMore() throws Exception {
    List<String> ids = keep(3);
    assertThat(page("<after>00000000000001</after>")).isEqualTo(ids);
    assertThat(page("<before>20000000000000</before>")).isEqualTo(ids);
    for (String no : List.of("09af3-cc343-b409f", "0", "20000000000001", "'; DROP TABLE x; --")) {
      refused(Condition.item_not_found, query(rsm("<after>" + no + "</after>")));
      refused(Condition.item_not_found, query(rsm("<before>" + no + "</before>")));
      refused(Condition.item_not_found, query(form(field("after-id", no))));
      refused(Condition.item_not_found, query(form(field("ids", no))));
    }
  }

  @Test
  void filtersByTheFormsFields() throws Exception {
    List<String> ids = keep(2);
    world.clock.advance(Duration.ofMinutes(1));
    ids.add(world.stamped(Stanzas.omemo("carol@gamma.test/x", "bob@beta.test/phone", "c"), BOB));
    assertThat(filtered(field("with", "carol@gamma.test"))).isEqualTo(ids.subList(2, 3));
    assertThat(filtered(field("with", "Carol@gamma.test/x"))).isEqualTo(ids.subList(2, 3));
    assertThat(filtered(field("with", "bob@beta.test"))).isEmpty();
    assertThat(filtered(field("start", "2026-11-20T12:01:00Z"))).isEqualTo(ids.subList(2, 3));
    assertThat(filtered(field("start", "2026-11-20T13:01:00.000+01:00")))
        .isEqualTo(ids.subList(2, 3));
    assertThat(filtered(field("end", "2026-11-20T12:00:00Z"))).isEqualTo(ids.subList(0, 2));
    assertThat(filtered(field("after-id", ids.get(0)) + field("before-id", ids.get(2))))
        .isEqualTo(ids.subList(1, 2));
    assertThat(filtered(field("ids", ids.get(2)))).isEqualTo(ids.subList(2, 3));
    refused(Condition.item_not_found, query(form(field("ids", "00000000000001"))));
  }

  /** "all of the messages a user sends": for the account's other devices. */
  @Test
  void hasWhatTheAccountSentToo() throws Exception {
    world.deliveries.stamp(Stanzas.omemo(PHONE, "carol@gamma.test", "out"));
    world.deliveries.stamp(Stanzas.omemo(PHONE, "bob@beta.test", "self"));
    assertThat(filtered("")).hasSize(2);
    assertThat(filtered(field("with", "carol@gamma.test"))).hasSize(1);
    assertThat(filtered(field("with", "bob@beta.test"))).hasSize(1);
  }

  @Test
  void flipsAPageAndTellsItsEdges() throws Exception {
    assertThat(metadata().elements().size()).isZero();
    List<String> ids = keep(3);
    query("<query xmlns='urn:xmpp:mam:2'><flip-page/></query>");
    assertThat(world.results()).containsExactly(ids.get(2), ids.get(1), ids.get(0));
    assertThat(metadata().element("start").attributeValue("id")).isEqualTo(ids.get(0));
    assertThat(metadata().element("end").attributeValue("id")).isEqualTo(ids.get(2));
    assertThat(metadata().element("end").attributeValue("timestamp")).isEqualTo(NOW.toString());
  }

  @Test
  void saysWhichFieldsItKnows() throws Exception {
    IQ form = world.ask(PHONE, null, IQ.Type.get, "<query xmlns='urn:xmpp:mam:2'/>");
    assertThat(form.toXML())
        .contains("FORM_TYPE", "with", "start", "end", "before-id", "after-id", "ids")
        .doesNotContain("required");
  }

  /** "a server MUST adequately protect an archive from unauthorized third-party access". */
  @Test
  void nobodyReadsAnothersArchive() throws Exception {
    keep(1);
    String query = "<query xmlns='urn:xmpp:mam:2'/>";
    for (String eve : List.of("eve@beta.test/x", "bob@alpha.test/x", "alpha.test", "beta.test")) {
      IQ answer = world.ask(eve, "bob@beta.test", IQ.Type.set, query);
      refused(Condition.forbidden, answer);
      IQ nobody = world.ask(eve, "nobody@beta.test", IQ.Type.set, query);
      assertThat(nobody.getError().toXML()).isEqualTo(answer.getError().toXML());
      refused(
          Condition.forbidden,
          world.ask(eve, "bob@beta.test", IQ.Type.get, "<metadata xmlns='urn:xmpp:mam:2'/>"));
    }
    assertThat(world.sent).isEmpty();
    refused(Condition.item_not_found, world.ask(PHONE, "beta.test", IQ.Type.set, query));
    refused(
        Condition.service_unavailable, world.ask(PHONE, "bob@beta.test/phone", IQ.Type.set, query));
    refused(Condition.service_unavailable, world.ask(PHONE, "bob@gamma.test", IQ.Type.set, query));
  }

  /** "a MUC archive MUST check that the user requesting the archive has the right to enter". */
  @Test
  void aRoomsArchiveIsForThoseWhoMayEnter() throws Exception {
    var copy =
        Stanzas.of(
            "<message xmlns='jabber:client' type='groupchat' id='g1'"
                + " from='tea@rooms.beta.test/alice' to='bob@beta.test/phone'><body>x</body>"
                + "<x xmlns='http://jabber.org/protocol/muc#user'><item jid='forged@x.test'/></x>"
                + "<encrypted xmlns='urn:xmpp:omemo:2'/></message>");
    String id = world.stamped(copy, ROOM);
    String query = "<query xmlns='urn:xmpp:mam:2'/>";
    world.ask(PHONE, ROOM.toString(), IQ.Type.set, query);
    assertThat(world.results()).containsExactly(id);
    Element inner =
        world.sent.get(0).getElement().element("result").element("forwarded").element("message");
    assertThat(inner.attributeValue("to")).as("the forwarded stanza has no 'to'").isNull();
    assertThat(inner.attributeValue("from")).isEqualTo("tea@rooms.beta.test/alice");
    assertThat(inner.element("x")).isNull();
    assertThat(world.sent.get(0).getFrom().toString()).isEqualTo(ROOM.toString());
    refused(
        Condition.forbidden, world.ask("carol@beta.test/x", ROOM.toString(), IQ.Type.set, query));
    refused(
        Condition.service_unavailable,
        world.ask(PHONE, "other@rooms.beta.test", IQ.Type.set, query));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<set xmlns='http://jabber.org/protocol/rsm'><max>-1</max></set>",
        "<set xmlns='http://jabber.org/protocol/rsm'><max/></set>",
        "<set xmlns='http://jabber.org/protocol/rsm'><max>9999999999</max></set>",
        "<set xmlns='http://jabber.org/protocol/rsm'><max>1e3</max></set>",
        "<set xmlns='http://jabber.org/protocol/rsm'><max>1</max><max>1</max></set>",
        "<set xmlns='http://jabber.org/protocol/rsm'><before/><after>x</after></set>",
        "<set xmlns='http://jabber.org/protocol/rsm'><before/><before/></set>",
        "<set xmlns='http://jabber.org/protocol/rsm'/><set xmlns='http://jabber.org/protocol/rsm'/>",
        "<x xmlns='jabber:x:data' type='submit'/>",
        "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'/></x>",
        "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
            + "<value>urn:xmpp:mam:1</value></field></x>",
        "<x xmlns='jabber:x:data' type='form'><field var='FORM_TYPE'>"
            + "<value>urn:xmpp:mam:2</value></field></x>",
        "<x xmlns='jabber:x:data'><field var='FORM_TYPE'>"
            + "<value>urn:xmpp:mam:2</value></field></x>",
        "<x xmlns='jabber:x:data' type='submit'/><x xmlns='jabber:x:data' type='submit'/>"
      })
  void refusesMalformedPagesAndForms(String children) throws Exception {
    keep(1);
    refused(Condition.bad_request, query(of(children)));
    assertThat(world.sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "with|not an@address@",
        "with|@",
        "start|yesterday",
        "start|2026-11-20",
        "start|2026-13-40T00:00:00Z",
        "start|+999999999-01-01T00:00:00Z",
        "end|2026-11-20T12:00:00",
        "end|''"
      })
  void refusesWhatIsNoAddressAndNoTime(String name, String value) throws Exception {
    refused(Condition.bad_request, query(form(field(name, value))));
  }

  @Test
  void refusesDuplicateFieldsAndValuesAndFieldsThatItDoesNotKnow() throws Exception {
    String with = field("with", "carol@gamma.test");
    refused(Condition.bad_request, query(form(with + with)));
    refused(
        Condition.bad_request,
        query(form("<field var='with'><value>a@b.test</value><value>c@d.test</value></field>")));
    refused(Condition.bad_request, query(form("<field var='start'/>")));
    refused(Condition.bad_request, query(form("<field var='ids'/>")));
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 101; i++) {
      many.append("<value>0000000000000").append(i % 9 + 1).append("</value>");
    }
    refused(Condition.bad_request, query(form("<field var='ids'>" + many + "</field>")));
    refused(Condition.feature_not_implemented, query(form(field("include-groupchat", "true"))));
    refused(Condition.feature_not_implemented, query(form("<field/>")));
    refused(Condition.feature_not_implemented, query(rsm("<index>3</index>")));
  }

  @Test
  void refusesHostileQueries() throws Exception {
    keep(1);
    refused(
        Condition.bad_request,
        query("<query xmlns='urn:xmpp:mam:2' queryid='" + "x".repeat(257) + "'/>"));
    refused(Condition.item_not_found, query("<query xmlns='urn:xmpp:mam:2' node='x'/>"));
    refused(Condition.bad_request, query("<delete xmlns='urn:xmpp:mam:2'/>"));
    refused(
        Condition.bad_request,
        query(
            "<query xmlns='urn:xmpp:mam:2'>" + "<a>".repeat(99) + "</a>".repeat(99) + "</query>"));
    refused(
        Condition.bad_request,
        query("<query xmlns='urn:xmpp:mam:2'>" + "<a/>".repeat(5000) + "</query>"));
    refused(Condition.bad_request, query(form(field("with", "x".repeat(3000) + "@b.test"))));
    assertThat(world.sent).isEmpty();
    query("<query xmlns='urn:xmpp:mam:2'><unknown xmlns='urn:x'/></query>");
    assertThat(world.results()).hasSize(1);
  }

  @Test
  void aDatabaseThatIsGoneMeansTryLaterAndThenItWorksAgain() throws Exception {
    List<String> ids = keep(1);
    world.databaseIsGone = true;
    IQ answer = query("<query xmlns='urn:xmpp:mam:2'/>");
    refused(Condition.resource_constraint, answer);
    assertThat(answer.toXML()).contains("type=\"wait\"").doesNotContain("secret");
    world.databaseIsGone = false;
    assertThat(page("")).isEqualTo(ids);
  }

  @Test
  void theServiceItselfDoesNotClaimToBeAnArchive() throws Exception {
    IQ info =
        world.ask(
            PHONE,
            "e2ee.beta.test",
            IQ.Type.get,
            "<query xmlns='http://jabber.org/protocol/disco#info'/>");
    assertThat(info.toXML()).doesNotContain("urn:xmpp:mam:2").contains("urn:symbolon:mailbox:0");
  }

  private List<String> keep(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(world.stamped(Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", "k" + i), BOB));
    }
    assertThat(ids).doesNotContain("").doesNotHaveDuplicates();
    return ids;
  }

  private IQ query(String xml) throws Exception {
    return world.ask(PHONE, null, IQ.Type.set, xml);
  }

  private List<String> page(String rsm) throws Exception {
    assertThat(query(rsm(rsm)).getType()).isEqualTo(IQ.Type.result);
    return world.results();
  }

  private List<String> filtered(String fields) throws Exception {
    assertThat(query(form(fields)).getType()).isEqualTo(IQ.Type.result);
    return world.results();
  }

  private Element metadata() throws Exception {
    return world
        .ask(PHONE, "bob@beta.test", IQ.Type.get, "<metadata xmlns='urn:xmpp:mam:2'/>")
        .getChildElement();
  }

  private static String of(String children) {
    return "<query xmlns='urn:xmpp:mam:2'>" + children + "</query>";
  }

  private static String rsm(String children) {
    return of("<set xmlns='http://jabber.org/protocol/rsm'>" + children + "</set>");
  }

  private static String form(String fields) {
    return of(
        "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'>"
            + "<value>urn:xmpp:mam:2</value></field>"
            + fields
            + "</x>");
  }

  private static String field(String name, String value) {
    return "<field var='" + name + "'><value>" + value.replace("'", "&apos;") + "</value></field>";
  }

  private static void refused(Condition condition, IQ answer) {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.error);
    assertThat(answer.getError().getCondition()).as(answer.toXML()).isEqualTo(condition);
  }
}
