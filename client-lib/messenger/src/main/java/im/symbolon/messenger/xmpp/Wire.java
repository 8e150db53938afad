package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sending and asking over the session of the moment. Thread-safe. */
final class Wire {
  private final ConnectionConfig config;
  private final Failures failures;
  private final Requests requests;
  private volatile SmackSession session;

  Wire(ConnectionConfig config, SecureRandom random) {
    this.config = config;
    this.failures = new Failures(config.account().domain());
    this.requests = new Requests(config.account(), random);
  }

  Requests requests() {
    return requests;
  }

  Failures failures() {
    return failures;
  }

  /** From now on this session is used. */
  void attach(SmackSession next) {
    session = next;
  }

  Optional<SmackSession> session() {
    return Optional.ofNullable(session);
  }

  EntityAddress ownDomain() {
    return new EntityAddress(Optional.empty(), config.account().domain(), Optional.empty());
  }

  EntityAddress ownAccount() {
    return EntityAddress.of(config.account());
  }

  void send(XmlElement stanza) throws TransportException {
    SmackSession current = session;
    if (current == null) {
      throw notConnected();
    }
    current.send(stanza);
  }

  TransportException notConnected() {
    return new TransportException(Reason.NOT_CONNECTED, failures.sentence(Reason.NOT_CONNECTED));
  }

  /** Asks without waiting. */
  Requests.Pending ask(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    Requests.Pending pending = requests.prepare(type, to, payload);
    try {
      send(pending.stanza());
    } catch (TransportException e) {
      requests.forget(pending);
      throw e;
    }
    return pending;
  }

  /** Waits for the answer, at most the configured time. */
  Optional<XmlElement> await(Requests.Pending pending) throws TransportException {
    try {
      if (session != null && session.isReaderThread()) {
        throw new IllegalStateException("no answer can come while the sink runs");
      }
      return pending.answer().get(config.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failures.translate(e.getCause());
    } catch (TimeoutException e) {
      throw new TransportException(Reason.TIMEOUT, "No answer came in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.translate(e);
    } finally {
      requests.forget(pending);
    }
  }
}
