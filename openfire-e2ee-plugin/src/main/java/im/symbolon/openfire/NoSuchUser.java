package im.symbolon.openfire;

import im.symbolon.service.coverage.Host;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/**
 * Answers for accounts that the server does not have (RFC 6121 §8.5.1). 5.1.1 fails at such
 * requests when no client sent them, and gives no answer; whoever asks the server about people who
 * are made up would have everybody else wait.
 *
 * @param domain the server's
 * @param isUser whether there is an account of that name
 * @param others answer for everybody else
 */
record NoSuchUser(String domain, Predicate<String> isUser, Host.Questions others)
    implements Host.Questions {
  @Override
  public void ask(IQ request, Consumer<Optional<IQ>> answer) {
    JID to = request.getTo();
    if (to.getNode() == null || !to.getDomain().equals(domain) || isUser.test(to.getNode())) {
      others.ask(request, answer);
      return;
    }
    IQ refused = IQ.createResultIQ(request);
    refused.setError(Condition.service_unavailable);
    answer.accept(Optional.of(refused));
  }
}
