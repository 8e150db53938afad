package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final XmlElement QUESTION = XmlElement.element("urn:q", "q").build();
  private static final XmlElement ANSWER = XmlElement.element("urn:q", "a").build();
  private final Requests requests = new Requests(ALICE, new SecureRandom());

  @Test
  void answerOfTheAskedEntityCounts() throws Exception {
    Requests.Pending pending = ask("beta.test");
    requests.answered(result(pending.id(), Optional.of("beta.test")));
    assertThat(pending.answer().get()).contains(ANSWER);
    assertThat(requests.expects(pending.id())).isFalse();
  }

  @Test
  void answersOfOthersAreIgnoredAndTheRightOneStillCounts() throws Exception {
    Requests.Pending pending = ask("e2ee.beta.test");
    for (String other :
        List.of("beta.test", "alpha.test", "evil.test", "alice@alpha.test", "x@e2ee.beta.test")) {
      requests.answered(result(pending.id(), Optional.of(other)));
    }
    requests.answered(result(pending.id(), Optional.empty()));
    requests.answered(result("guess", Optional.of("e2ee.beta.test")));
    assertThat(pending.answer()).isNotDone();
    requests.answered(result(pending.id(), Optional.of("e2ee.beta.test")));
    assertThat(pending.answer().get()).contains(ANSWER);
  }

  @Test
  void ownServerAnswersForTheAccount() throws Exception {
    for (Optional<String> from :
        List.of(
            Optional.<String>empty(),
            Optional.of("alice@alpha.test"),
            Optional.of("alice@alpha.test/one"),
            Optional.of("alpha.test"))) {
      Requests.Pending pending = ask("alice@alpha.test");
      assertThat(pending.stanza().attribute("to")).isEmpty();
      requests.answered(result(pending.id(), from));
      assertThat(pending.answer()).as(from.toString()).isCompleted();
    }
    Requests.Pending pending = ask("alice@alpha.test");
    requests.answered(result(pending.id(), Optional.of("bob@alpha.test")));
    assertThat(pending.answer()).isNotDone();
  }

  @Test
  void errorsLostConnectionsAndTimeFailTheRequest() throws Exception {
    Requests.Pending refused = ask("beta.test");
    requests.answered(
        SecureXml.parse(
            "<iq xmlns='jabber:client' from='beta.test' type='error' id='"
                + refused.id()
                + "'><error type='auth'><forbidden"
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
    assertFails(refused, Reason.STANZA_ERROR);
    Requests.Pending bare = ask("beta.test");
    requests.answered(
        SecureXml.parse(
            "<iq xmlns='jabber:client' from='beta.test' type='error' id='" + bare.id() + "'/>"));
    assertFails(bare, Reason.STANZA_ERROR);
    Requests.Pending late = ask("beta.test");
    requests.timedOut(late);
    assertFails(late, Reason.TIMEOUT);
    Requests.Pending lost = ask("beta.test");
    requests.failAll();
    assertFails(lost, Reason.NOT_CONNECTED);
  }

  private Requests.Pending ask(String to) throws Exception {
    return requests.prepare(IqType.GET, EntityAddress.parse(to), QUESTION);
  }

  private static XmlElement result(String id, Optional<String> from) {
    XmlElement.Builder iq =
        XmlElement.element(Namespaces.CLIENT, "iq").with("type", "result").with("id", id);
    from.ifPresent(f -> iq.with("from", f));
    return iq.with(ANSWER).build();
  }

  private static void assertFails(Requests.Pending pending, Reason reason) {
    assertThatThrownBy(() -> pending.answer().get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
