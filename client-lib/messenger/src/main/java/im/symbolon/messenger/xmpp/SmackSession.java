package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.SmackException.NotConnectedException;
import org.jivesoftware.smack.sm.StreamManagementException.StreamManagementNotEnabledException;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Resourcepart;
import org.jxmpp.stringprep.XmppStringprepException;

/**
 * One Smack connection object: connected, logged in, lost and resumed any number of times, then
 * thrown away. Not for concurrent use, except {@link #send} and the questions.
 */
final class SmackSession {
  private static final long CLOSE_MILLIS = 400;

  /** The only one of Smack's login methods that keeps the password from the server. */
  private static final String LOGIN = "SCRAM-SHA-1";

  private final ConnectionConfig config;
  private final SmackStream stream;
  private final String resource;
  private final Failures failures;

  /**
   * Prepares a session without touching the network, except for the name of a fixed endpoint.
   *
   * @param resource this stream's name, also when it is resumed
   * @param lost called on any thread when an open stream ended without {@link #close()}
   */
  SmackSession(
      ConnectionConfig config,
      String resource,
      StanzaHandler handler,
      Consumer<String> acknowledged,
      BiConsumer<SmackSession, TransportException> lost)
      throws TransportException {
    SmackPlatform.ensureReady();
    this.config = config;
    this.resource = resource;
    this.failures = new Failures(config.account().domain());
    try {
      this.stream = new SmackStream(smackConfig(config), config.resuming(), handler);
    } catch (UnknownHostException | XmppStringprepException e) {
      throw new TransportException(Reason.HOST_UNKNOWN, failures.sentence(Reason.HOST_UNKNOWN), e);
    }
    stream.setReplyTimeout(config.answerWithin().toMillis());
    stream.addStanzaAcknowledgedListener(
        stanza -> {
          if (stanza instanceof RawStanza raw && raw.isMessage()) {
            acknowledged.accept(raw.getStanzaId());
          }
        });
    stream.addConnectionListener(
        new ConnectionListener() {
          @Override
          public void connectionClosedOnError(Exception e) {
            lost.accept(SmackSession.this, failures.translate(e));
          }

          @Override
          public void connectionClosed() {
            lost.accept(
                SmackSession.this,
                new TransportException(
                    Reason.SESSION_ENDED, failures.sentence(Reason.SESSION_ENDED)));
          }
        });
  }

  private static XMPPTCPConnectionConfiguration smackConfig(ConnectionConfig config)
      throws UnknownHostException, XmppStringprepException {
    XMPPTCPConnectionConfiguration.Builder builder =
        XMPPTCPConnectionConfiguration.builder()
            .setXmppDomain(JidCreate.domainBareFrom(config.account().domain()))
            .setSecurityMode(SecurityMode.required)
            .setHostnameVerifier(new DomainVerifier())
            .addEnabledSaslMechanism(LOGIN)
            .setSendPresence(false)
            .setCompressionEnabled(false)
            .setConnectTimeout((int) config.answerWithin().toMillis());
    config.trust().ifPresent(builder::setCustomX509TrustManager);
    if (config.endpoint().isPresent()) {
      ConnectionConfig.Endpoint endpoint = config.endpoint().get();
      builder.setHostAddress(InetAddress.getByName(endpoint.host())).setPort(endpoint.port());
    }
    return builder.build();
  }

  /** Connects with TLS, without logging in. */
  void connect() throws TransportException {
    run(stream::connect);
  }

  /**
   * Connects and logs in, resuming the earlier stream where possible.
   *
   * @return true when it was resumed
   */
  boolean login(Password password) throws TransportException {
    stream.setReplyTimeout(config.answerWithin().toMillis());
    run(
        () -> {
          stream.connect();
          stream.login(config.account().local(), password.reveal(), Resourcepart.from(resource));
        });
    return stream.streamWasResumed();
  }

  /** A step that may fail in all of Smack's ways. */
  private interface Step {
    void run() throws Exception;
  }

  private void run(Step step) throws TransportException {
    try {
      step.run();
    } catch (Exception e) {
      if (!isResumable() && stream.isConnected()) {
        stream.instantShutdown();
      }
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw failures.translate(e);
    }
  }

  void send(XmlElement stanza) throws TransportException {
    try {
      stream.send(stanza);
    } catch (NotConnectedException e) {
      throw notConnected(e);
    } catch (InterruptedException e) {
      // Smack throws this also when its queue was shut down and nobody interrupted anything.
      throw notConnected(e);
    }
  }

  private TransportException notConnected(Exception e) {
    return new TransportException(Reason.NOT_CONNECTED, failures.sentence(Reason.NOT_CONNECTED), e);
  }

  boolean isResumable() {
    return stream.isDisconnectedButSmResumptionPossible();
  }

  /** True while logged in over a standing connection. */
  boolean isAlive() {
    return stream.isConnected() && stream.isAuthenticated() && !isResumable();
  }

  /** True when the server acknowledges stanzas (XEP-0198). */
  boolean acknowledges() {
    return stream.isSmEnabled();
  }

  boolean isReaderThread() {
    return stream.isReaderThread();
  }

  long nanosSinceLastRead() {
    return stream.nanosSinceLastRead();
  }

  void askForAcknowledgement() {
    try {
      if (stream.isSmEnabled()) {
        stream.requestSmAcknowledgement();
      }
    } catch (StreamManagementNotEnabledException | NotConnectedException e) {
      // then none will come
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops the TCP connection; the stream may be resumable afterwards. */
  void breakOff() {
    if (stream.isConnected()) {
      stream.instantShutdown();
    }
  }

  void close() {
    if (stream.isConnected() && !isResumable()) {
      stream.closeWithin(CLOSE_MILLIS);
    }
  }
}
