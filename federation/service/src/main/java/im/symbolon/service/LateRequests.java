package im.symbolon.service;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import org.xmpp.packet.PacketError.Condition;

/**
 * Requests whose answers take a while, because others are asked first. No thread waits for them:
 * {@link #begin} returns at once, and the answer is sent when it is there.
 */
public interface LateRequests extends Requests {
  /**
   * Begins to answer. Implementations bound how many are under way and how long each takes, and
   * then use the reply, once: now or later, on any thread.
   *
   * @throws Refusal for a request that is not granted; then the reply was not used
   */
  void begin(Request request, Reply reply) throws Refusal;

  /** Where nothing can be sent later, nothing is begun. */
  @Override
  default Optional<XmlElement> answer(Request request) throws Refusal {
    throw new Refusal(Condition.service_unavailable, "There is no such service here.");
  }
}
