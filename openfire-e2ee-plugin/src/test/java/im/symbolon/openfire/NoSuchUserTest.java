package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

class NoSuchUserTest {
  private final List<IQ> asked = new ArrayList<>();
  private final List<Optional<IQ>> answers = new ArrayList<>();

  private final NoSuchUser questions =
      new NoSuchUser("beta.test", "bob"::equals, (request, answer) -> asked.add(request));

  private IQ ask(String to) {
    IQ question = new IQ(IQ.Type.get, "q1");
    question.setFrom("beta.test");
    question.setTo(to);
    questions.ask(question, answers::add);
    return question;
  }

  /** RFC 6121 §8.5.1: "the server MUST return a service-unavailable stanza error to the sender". */
  @Test
  void aMadeUpAccountIsAnsweredForAtOnceAndNobodyIsAsked() {
    ask("mallory@beta.test");
    assertThat(asked).isEmpty();
    IQ answer = answers.get(0).orElseThrow();
    assertThat(answer.getID()).isEqualTo("q1");
    assertThat(answer.getFrom()).hasToString("mallory@beta.test");
    assertThat(answer.getTo()).hasToString("beta.test");
    assertThat(answer.getError().getCondition()).isEqualTo(Condition.service_unavailable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bob@beta.test", "mallory@alpha.test", "beta.test", "alpha.test", "x.beta.test"})
  void everybodyElseIsAskedAsBefore(String to) {
    IQ question = ask(to);
    assertThat(asked).containsExactly(question);
    assertThat(answers).isEmpty();
  }
}
