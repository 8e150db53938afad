package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.pep.Facade;
import im.symbolon.service.pep.FacadeBuilder;
import im.symbolon.service.pep.Refused;
import im.symbolon.service.pep.Surroundings;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dom4j.DocumentHelper;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;

class OpenfirePepTest {
  private final List<IQ> routed = new ArrayList<>();
  private final OpenfirePep pep = new OpenfirePep(this::route);
  private final PepFacade interceptor = new PepFacade(pep, facade(), new Refused());
  private boolean rejected;

  /** Without a database: what is not refused was not looked at. */
  private Facade facade() {
    Database database =
        new Database(
            () -> {
              throw new SQLException("there is none");
            });
    PreKeyStore keys = new PreKeyStore(database, Clock.systemUTC(), ClaimLimit.DEFAULT);
    OwnNodes nodes = new OwnNodes(pep);
    return new FacadeBuilder(
            new DeviceLists(database, keys, Clock.systemUTC()), nodes, Clock.systemUTC())
        .merging(new JdkSignatureVerifier())
        .build(
            new ServiceAddresses("beta.test", Set.of("beta.test")),
            new Surroundings(packet -> {}, account -> List.of(), Runnable::run));
  }

  /** As Openfire 4.2 does it: the answer passes while the request is routed. */
  private void route(IQ request) {
    routed.add(request);
    try {
      interceptor.interceptPacket(request, null, true, false);
      interceptor.interceptPacket(IQ.createResultIQ(request), null, true, false);
    } catch (PacketRejectedException e) {
      rejected = true;
    }
  }

  @Test
  void theAnswerComesBackAndReachesNobodyElse() {
    IQ question = new IQ(IQ.Type.get, "nobody guesses this");
    question.setFrom("bob@beta.test/phone");
    Optional<IQ> answer = pep.ask(question);
    assertThat(answer).map(IQ::getID).contains("nobody guesses this");
    assertThat(rejected).isTrue();
  }

  @Test
  void itsOwnPublicationsAreNotMergedAgain() throws Exception {
    IQ publication = publication();
    publication.setID("nobody guesses this");
    String before = publication.toXML();
    assertThat(pep.ask(publication)).isPresent();
    assertThat(routed.get(0).toXML()).isEqualTo(before);
  }

  @Test
  void anAnswerThatNobodyWaitsForPasses() throws Exception {
    IQ answer = new IQ(IQ.Type.result, "client-1");
    answer.setFrom("bob@beta.test");
    answer.setTo("bob@beta.test/phone");
    interceptor.interceptPacket(answer, null, true, false);
    interceptor.interceptPacket(new Message(), null, true, false);
  }

  @Test
  void aRefusedRequestIsAnsweredByTheServiceAndNotSeenByPep() throws Exception {
    IQ publication = publication();
    interceptor.interceptPacket(publication, null, true, false);
    assertThat(publication.getChildElement().getNamespaceURI()).startsWith("urn:symbolon:refused:");
    assertThat(publication.getElement().elements().size()).isEqualTo(1);
  }

  @Test
  void actsOncePerStanza() throws Exception {
    IQ publication = publication();
    String before = publication.toXML();
    interceptor.interceptPacket(publication, null, true, true);
    interceptor.interceptPacket(publication, null, false, false);
    assertThat(publication.toXML()).isEqualTo(before);
  }

  private static IQ publication() throws Exception {
    IQ iq = new IQ(IQ.Type.set, "client-1");
    iq.setFrom("bob@beta.test/phone");
    String xml =
        "<pubsub xmlns='http://jabber.org/protocol/pubsub'>"
            + "<publish node='urn:xmpp:omemo:2:devices'><item id='current'>"
            + "<devices xmlns='urn:xmpp:omemo:2'><device id='7'/></devices>"
            + "</item></publish></pubsub>";
    iq.getElement().add(DocumentHelper.parseText(xml).getRootElement());
    return iq;
  }
}
