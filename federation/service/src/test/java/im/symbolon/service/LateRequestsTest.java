package im.symbolon.service;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError.Condition;

/** "Exactly one answer" (RFC 6120 §8.2.3) also for what takes a while. */
class LateRequestsTest {
  private static final XmlElement CONTENT = XmlElement.element("urn:late", "thing").build();

  private final List<Packet> sent = new ArrayList<>();
  private Optional<Reply> open = Optional.empty();

  @FunctionalInterface
  private interface Begin {
    void begin(Reply reply) throws Refusal;
  }

  private Optional<IQ> ask(Begin begin) {
    return endpoint(begin).answer(request(), sent::add);
  }

  private static IqEndpoint endpoint(Begin begin) {
    LateRequests room =
        new LateRequests() {
          @Override
          public String namespace() {
            return "urn:late";
          }

          @Override
          public void begin(Request request, Reply reply) throws Refusal {
            begin.begin(reply);
          }
        };
    return new IqEndpoint(new ServiceAddresses("beta.test", Set.of("beta.test")), List.of(room));
  }

  private static IQ request() {
    IQ request = new IQ(IQ.Type.get, "42");
    request.setFrom("alice@alpha.test/pc");
    request.setTo("beta.test");
    request.setChildElement(Dom4jXml.write(CONTENT));
    return request;
  }

  @Test
  void theAnswerIsSentWhenItIsThere() {
    assertThat(ask(reply -> open = Optional.of(reply))).isEmpty();
    assertThat(sent).isEmpty();
    open.orElseThrow().with(CONTENT);
    IQ answer = (IQ) sent.get(0);
    assertThat(answer.getType()).isEqualTo(IQ.Type.result);
    assertThat(answer.getID()).isEqualTo("42");
    assertThat(answer.getTo().toString()).isEqualTo("alice@alpha.test/pc");
    assertThat(answer.getFrom().toString()).isEqualTo("beta.test");
    assertThat(answer.getChildElement().getName()).isEqualTo("thing");
  }

  @Test
  void whatIsSaidAfterTheFirstAnswerIsDropped() {
    ask(reply -> open = Optional.of(reply));
    open.orElseThrow().refuse(new Refusal(Condition.resource_constraint, "Later."));
    open.orElseThrow().with(CONTENT);
    assertThat(sent).hasSize(1);
    assertThat(((IQ) sent.get(0)).getError().getCondition())
        .isEqualTo(Condition.resource_constraint);
  }

  @Test
  void aRefusalIsTheAnswerAndNoOtherFollows() {
    Optional<IQ> answer =
        ask(
            reply -> {
              open = Optional.of(reply);
              throw new Refusal(Condition.forbidden, "No.");
            });
    assertThat(answer.orElseThrow().getError().getCondition()).isEqualTo(Condition.forbidden);
    open.orElseThrow().with(CONTENT);
    assertThat(sent).isEmpty();
  }

  @Test
  void aFailureAfterTheAnswerIsNoSecondAnswer() {
    Optional<IQ> answer =
        ask(
            reply -> {
              reply.with(CONTENT);
              throw new IllegalStateException("too late");
            });
    assertThat(answer).isEmpty();
    assertThat(sent).hasSize(1);
  }

  @Test
  void whereNothingCanBeSentLaterNothingIsBegun() {
    Optional<IQ> answer = endpoint(reply -> open = Optional.of(reply)).answer(request());
    assertThat(answer.orElseThrow().getError().getCondition())
        .isEqualTo(Condition.service_unavailable);
    assertThat(open).isEmpty();
  }
}
