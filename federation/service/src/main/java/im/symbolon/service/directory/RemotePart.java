package im.symbolon.service.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.xml.XmlElement;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

/** Asks another domain's directory, once for all of its accounts. */
final class RemotePart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(RemotePart.class);

  private final String domain;
  private final Around around;

  /**
   * What all of them share.
   *
   * @param memory of lists of other domains' accounts
   * @param turns of the questions to each domain
   */
  record Around(Questioner questioner, Places places, ListMemory memory, Turns turns) {}

  RemotePart(String domain, Around around) {
    this.domain = domain;
    this.around = around;
  }

  @Override
  public void answer(Share share, Consumer<LookAnswer> then) {
    around
        .places()
        .find(
            domain,
            place -> {
              if (place.address().isPresent()) {
                around.turns().take(domain, () -> ask(place.address().get(), share, then));
              } else {
                then.accept(
                    Filling.failed(
                        share.accounts(),
                        place.reached() ? Failed.Why.ASK_YOURSELF : Failed.Why.UNREACHABLE));
              }
            });
  }

  private void ask(String directory, Share share, Consumer<LookAnswer> then) {
    Relay relay = new Relay(share, around.memory());
    if (!share.isAwaited().getAsBoolean()) {
      around.turns().end(domain);
      return;
    }
    if (relay.isEmpty()) {
      around.turns().end(domain);
      then.accept(relay.nothing());
      return;
    }
    around
        .questioner()
        .ask(
            relay.request().wantsKeys() ? IQ.Type.set : IQ.Type.get,
            directory,
            relay.request().toXml(),
            answer -> {
              around.turns().end(domain);
              then.accept(answered(relay, answer));
            });
  }

  private LookAnswer answered(Relay relay, Questioner.Answer answer) {
    if (answer.content().isPresent()) {
      try {
        return relay.answered(read(relay, answer.content().get()));
      } catch (ProtocolException e) {
        LOG.warn("The directory of {} answered wrongly: {}", domain, e.getMessage());
        return relay.failed(Failed.Why.ASK_YOURSELF);
      }
    }
    if (answer.error().filter(Condition.service_unavailable::equals).isPresent()) {
      around.places().forget(domain);
    }
    return relay.failed(answer.isUnreachable() ? Failed.Why.UNREACHABLE : Failed.Why.ASK_YOURSELF);
  }

  private static LookAnswer read(Relay relay, XmlElement answer) throws ProtocolException {
    if (answer.toXml().getBytes(UTF_8).length > relay.request().bytes()) {
      throw new ProtocolException(
          ProtocolException.Reason.OVERSIZED, "larger than it was asked to be");
    }
    return LookAnswer.parse(answer).requireAnswerTo(relay.request());
  }
}
