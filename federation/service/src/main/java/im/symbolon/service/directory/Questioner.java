package im.symbolon.service.directory;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.ServiceAddresses;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/**
 * Asks in the domain's name. Only an answer of the one who was asked counts (RFC 6120 §8.1.2.1).
 */
final class Questioner {
  private static final Logger LOG = LoggerFactory.getLogger(Questioner.class);

  private final ServiceAddresses addresses;
  private final DirectoryHost host;

  Questioner(ServiceAddresses addresses, DirectoryHost host) {
    this.addresses = addresses;
    this.host = host;
  }

  /**
   * What somebody said.
   *
   * @param content of a result; empty when it has none that can be read, and for errors
   * @param error empty for a result, and when nobody answered
   */
  record Answer(boolean came, Optional<XmlElement> content, Optional<Condition> error) {
    static final Answer NONE = new Answer(false, Optional.empty(), Optional.empty());

    /** True when the one who was asked is not there, or could not be reached. */
    boolean isUnreachable() {
      return !came
          || error.filter(Condition.remote_server_not_found::equals).isPresent()
          || error.filter(Condition.remote_server_timeout::equals).isPresent();
    }
  }

  /** Calls back once, on the worker. */
  void ask(IQ.Type type, String to, XmlElement content, Consumer<Answer> then) {
    IQ question = new IQ(type, UUID.randomUUID().toString());
    question.setFrom(new JID(addresses.domain()));
    question.setTo(new JID(to));
    question.setChildElement(Dom4jXml.write(content));
    host.questions().ask(question, answer -> work(() -> then.accept(read(answer, to))));
  }

  /** Does something on the worker. */
  void work(Runnable task) {
    host.worker().execute(() -> guarded(task));
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("A look was not answered as it should be", e);
    }
  }

  private static Answer read(Optional<IQ> came, String asked) {
    Optional<IQ> answer =
        came.filter(iq -> iq.getFrom() != null && iq.getFrom().toString().equals(asked));
    if (!answer.isPresent()) {
      return Answer.NONE;
    }
    IQ iq = answer.get();
    if (iq.getType() == IQ.Type.result) {
      return new Answer(true, content(iq), Optional.empty());
    }
    Condition error =
        iq.getError() == null ? Condition.undefined_condition : iq.getError().getCondition();
    return new Answer(true, Optional.empty(), Optional.of(error));
  }

  private static Optional<XmlElement> content(IQ answer) {
    for (Object each : answer.getElement().elements()) {
      try {
        return Optional.of(Dom4jXml.read((Element) each));
      } catch (ProtocolException e) {
        LOG.debug("What {} answers cannot be read", answer.getFrom(), e);
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
