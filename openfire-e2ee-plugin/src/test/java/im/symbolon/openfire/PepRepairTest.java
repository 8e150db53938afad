package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;

class PepRepairTest {
  private static final String PREFIX = "0b5f";
  private static final String BUNDLES = "urn:xmpp:omemo:2:bundles";

  private final List<IQ> routed = new ArrayList<>();
  private final PepRepair old = new PepRepair("beta.test", false, routed::add, PREFIX);
  private final PepRepair modern = new PepRepair("beta.test", true, routed::add, PREFIX);

  @Test
  void createsAndConfiguresTheNodeBeforeThePublicationPasses() throws Exception {
    IQ publication = publish(BUNDLES, options("max", "open"));
    pass(old, publication);
    assertThat(routed).hasSize(2);
    assertThat(routed).allMatch(iq -> iq.getFrom().toString().equals("bob@beta.test/phone"));
    assertThat(routed).allMatch(iq -> iq.getID().startsWith(PREFIX));
    assertThat(routed.get(0).toXML())
        .contains("<create node=\"urn:xmpp:omemo:2:bundles\"/>")
        .contains("<value>open</value>", "<value>1000</value>");
    assertThat(routed.get(1).toXML())
        .contains("pubsub#owner", "<configure node=\"urn:xmpp:omemo:2:bundles\">");
  }

  @Test
  void aPublicationWithoutOptionsMakesAnOpenNode() throws Exception {
    pass(old, publish(BUNDLES, ""));
    assertThat(routed.get(0).toXML()).contains("<value>open</value>", "<value>1000</value>");
  }

  @Test
  void keepsTheAccessThatTheOwnerAskedFor() throws Exception {
    pass(old, publish(BUNDLES, options("max", "whitelist")));
    assertThat(routed).allMatch(iq -> iq.toXML().contains("<value>whitelist</value>"));
    routed.clear();
    pass(old, publish(BUNDLES, options("max", "<![CDATA[</value>]]>")));
    assertThat(routed).allMatch(iq -> iq.toXML().contains("<value>open</value>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:xmpp:omemo:2:devices",
        "eu.siacs.conversations.axolotl.devicelist",
        "eu.siacs.conversations.axolotl.bundles:27183"
      })
  void nodesOfOneItemStayNodesOfOneItem(String node) throws Exception {
    pass(old, publish(node, ""));
    assertThat(routed).hasSize(2);
    assertThat(routed)
        .allMatch(iq -> iq.toXML().contains("var=\"pubsub#max_items\"><value>1</value>"));
  }

  @Test
  void replacesMaxByTheFixedNumber() throws Exception {
    for (PepRepair each : List.of(old, modern)) {
      IQ publication = publish(BUNDLES, options("max", "open"));
      pass(each, publication);
      assertThat(publication.toXML()).doesNotContain(">max<").contains("<value>1000</value>");
    }
    IQ configure =
        iq(
            "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><configure node='"
                + BUNDLES
                + "'>"
                + form("max", "open")
                + "</configure></pubsub>");
    pass(modern, configure);
    assertThat(configure.toXML()).contains("<value>1000</value>");
    IQ create =
        iq(
            "<pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='"
                + BUNDLES
                + "'/><configure>"
                + form("max", "open")
                + "</configure></pubsub>");
    pass(modern, create);
    assertThat(create.toXML()).contains("<value>1000</value>");
  }

  @Test
  void leavesNumbersAlone() throws Exception {
    IQ publication = publish(BUNDLES, options("17", "open"));
    String before = publication.toXML();
    pass(modern, publication);
    assertThat(publication.toXML()).isEqualTo(before);
  }

  @Test
  void doesNothingMoreWhereOptionsAreHonoured() throws Exception {
    pass(modern, publish(BUNDLES, options("max", "open")));
    assertThat(routed).isEmpty();
  }

  @Test
  void touchesNoOtherNode() throws Exception {
    for (PepRepair each : List.of(old, modern)) {
      for (String node : List.of("urn:xmpp:bookmarks:1", "urn:xmpp:omemo:2:other", "")) {
        IQ publication = publish(node, options("max", "open"));
        String before = publication.toXML();
        pass(each, publication);
        assertThat(publication.toXML()).isEqualTo(before);
      }
    }
    assertThat(routed).isEmpty();
  }

  @Test
  void touchesNobodyElsesPep() throws Exception {
    IQ toCarol = publish(BUNDLES, options("max", "open"));
    toCarol.setTo("carol@beta.test");
    IQ fromElsewhere = publish(BUNDLES, options("max", "open"));
    fromElsewhere.setFrom("bob@alpha.test/phone");
    IQ fromServer = publish(BUNDLES, options("max", "open"));
    fromServer.setFrom("beta.test");
    IQ get = publish(BUNDLES, options("max", "open"));
    get.setType(IQ.Type.get);
    for (IQ each : List.of(toCarol, fromElsewhere, fromServer, get)) {
      pass(old, each);
      assertThat(each.toXML()).contains(">max<");
    }
    assertThat(routed).isEmpty();
  }

  /** Seen with 5.1.1, where such a publication with "max" got no answer either. */
  @Test
  void theDomainStandsForTheSendersPepSinceVersion5() throws Exception {
    IQ publication = publish(BUNDLES, options("max", "open"));
    publication.setTo("beta.test");
    pass(old, publication);
    assertThat(publication.toXML()).contains(">max<");
    pass(modern, publication);
    assertThat(publication.toXML()).doesNotContain(">max<").contains("<value>1000</value>");
    assertThat(routed).isEmpty();
  }

  @Test
  void swallowsTheAnswersToItsOwnRequestsAndNothingElse() throws Exception {
    pass(old, publish(BUNDLES, ""));
    for (IQ request : routed) {
      IQ answer = IQ.createResultIQ(request);
      assertThatThrownBy(() -> old.interceptPacket(answer, null, false, false))
          .isInstanceOf(PacketRejectedException.class)
          .hasMessage(null);
      old.interceptPacket(request, null, true, false);
    }
    assertThat(routed).as("no repair of a repair").hasSize(2);
    IQ other = new IQ(IQ.Type.result, "anything");
    old.interceptPacket(other, null, false, false);
    old.interceptPacket(new Message(), null, true, false);
  }

  @Test
  void actsOncePerStanza() throws Exception {
    IQ publication = publish(BUNDLES, "");
    old.interceptPacket(publication, null, true, true);
    old.interceptPacket(publication, null, false, false);
    assertThat(routed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'/>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><create/><configure/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><configure/></pubsub>",
        "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'/>",
        "<pubsub xmlns='urn:other'><publish node='urn:xmpp:omemo:2:bundles'/></pubsub>",
        "<other xmlns='urn:other'/>"
      })
  void passesWhatItDoesNotUnderstand(String xml) throws Exception {
    IQ iq = iq(xml);
    String before = iq.toXML();
    pass(old, iq);
    pass(modern, iq);
    assertThat(iq.toXML()).isEqualTo(before);
    assertThat(routed).isEmpty();
  }

  @Property(tries = 300)
  void neverThrowsForAnyFormAClientCanSend(@ForAll String value) throws Exception {
    routed.clear();
    IQ publication = publish(BUNDLES, options("max", "open"));
    Element options = publication.getElement().element("pubsub").element("publish-options");
    for (Object field : options.element("x").elements()) {
      ((Element) field).element("value").setText(value);
    }
    pass(old, publication);
    assertThat(routed).hasSize(2);
  }

  @Test
  void knowsWhichVersionsHonourOptions() {
    assertThat(HostVersion.honoursPublishOptions("4.2.0")).isFalse();
    assertThat(HostVersion.honoursPublishOptions("4.9.2 Beta")).isFalse();
    assertThat(HostVersion.honoursPublishOptions("5.1.1")).isTrue();
    assertThat(HostVersion.honoursPublishOptions("10.0.0")).isTrue();
    assertThat(HostVersion.honoursPublishOptions("")).isFalse();
    assertThat(HostVersion.honoursPublishOptions("null")).isFalse();
  }

  private static void pass(PepRepair repair, IQ iq) throws PacketRejectedException {
    repair.interceptPacket(iq, null, true, false);
  }

  private static IQ publish(String node, String options) throws DocumentException {
    return iq(
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='"
            + node
            + "'><item id='1'/></publish>"
            + options
            + "</pubsub>");
  }

  private static String options(String maxItems, String access) {
    return "<publish-options>" + form(maxItems, access) + "</publish-options>";
  }

  private static String form(String maxItems, String access) {
    return "<x xmlns='jabber:x:data' type='submit'><field var='pubsub#max_items'><value>"
        + maxItems
        + "</value></field><field var='pubsub#access_model'><value>"
        + access
        + "</value></field></x>";
  }

  private static IQ iq(String child) throws DocumentException {
    IQ iq = new IQ(IQ.Type.set, "client-1");
    iq.setFrom("bob@beta.test/phone");
    iq.getElement().add(DocumentHelper.parseText(child).getRootElement());
    return iq;
  }
}
