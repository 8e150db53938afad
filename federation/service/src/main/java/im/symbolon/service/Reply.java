package im.symbolon.service;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

/** The one answer that a request will get: what is said after the first word is dropped. */
public final class Reply {
  private final IQ answer;
  private final Outbox outbox;
  private final AtomicBoolean given = new AtomicBoolean();

  Reply(IQ answer, Outbox outbox) {
    this.answer = Objects.requireNonNull(answer);
    this.outbox = Objects.requireNonNull(outbox);
  }

  /** Grants the request. */
  public void with(XmlElement content) {
    if (take()) {
      answer.setChildElement(Dom4jXml.write(content));
      outbox.send(answer);
    }
  }

  /** Refuses it. */
  public void refuse(Refusal refusal) {
    refuse(refusal.error());
  }

  void refuse(PacketError error) {
    if (take()) {
      answer.setType(IQ.Type.error);
      answer.setError(error);
      outbox.send(answer);
    }
  }

  /** True for the first who asks: nothing is said any more by this reply then. */
  boolean take() {
    return given.compareAndSet(false, true);
  }
}
