package im.symbolon.suite;

import im.symbolon.lab.RunningOpenfire;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.iqregister.AccountManager;
import org.jivesoftware.smackx.ping.PingManager;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Localpart;
import org.jxmpp.stringprep.XmppStringprepException;

/** A stock XMPP client without encryption of its own, to see what the servers do by themselves. */
final class PlainClient implements AutoCloseable {
  private static final String PASSWORD = "a test's password";
  private static final long REPLY_MILLIS = 10_000;

  private final XMPPTCPConnection connection;
  private final BlockingQueue<Message> inbox = new LinkedBlockingQueue<>();

  private PlainClient(XMPPTCPConnection connection) {
    this.connection = connection;
    connection.setReplyTimeout(REPLY_MILLIS);
    connection.addSyncStanzaListener( // in the order of arrival
        stanza -> inbox.add((Message) stanza), StanzaTypeFilter.MESSAGE);
  }

  /** A connection over TLS, not logged in. */
  static PlainClient connect(RunningOpenfire server, X509TrustManager trust)
      throws IOException, InterruptedException, SmackException, XMPPException {
    return connect(server, server.domain(), trust);
  }

  /** A connection to one server in the hope to find another domain there. */
  static PlainClient connect(RunningOpenfire server, String domain, X509TrustManager trust)
      throws IOException, InterruptedException, SmackException, XMPPException {
    XMPPTCPConnection connection =
        new XMPPTCPConnection(
            XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(domain)
                .setHostAddress(server.address())
                .setPort(server.c2sPort())
                .setSecurityMode(SecurityMode.required)
                .setCustomX509TrustManager(trust)
                .build());
    try {
      connection.connect();
    } catch (IOException | SmackException | XMPPException e) {
      connection.instantShutdown();
      throw e;
    }
    return new PlainClient(connection);
  }

  /** A new account, registered in-band and logged in. */
  static PlainClient register(RunningOpenfire server, String name, X509TrustManager trust)
      throws IOException, InterruptedException, SmackException, XMPPException {
    PlainClient client = connect(server, trust);
    AccountManager.getInstance(client.connection).createAccount(Localpart.from(name), PASSWORD);
    return client.login(name);
  }

  /**
   * Logs in and returns when the server has taken the presence: a message that comes earlier would
   * be stored for the next login.
   */
  PlainClient login(String name)
      throws IOException, InterruptedException, SmackException, XMPPException {
    return login(name, PASSWORD);
  }

  PlainClient login(String name, String password)
      throws IOException, InterruptedException, SmackException, XMPPException {
    connection.login(name, password);
    PingManager.getInstanceFor(connection).pingMyServer();
    return this;
  }

  XMPPTCPConnection connection() {
    return connection;
  }

  String address() {
    return connection.getUser().asBareJid().toString();
  }

  void say(String to, String text)
      throws XmppStringprepException, InterruptedException, SmackException {
    connection.sendStanza(
        connection
            .getStanzaFactory()
            .buildMessageStanza()
            .to(JidCreate.from(to))
            .ofType(Message.Type.chat)
            .setBody(text)
            .build());
  }

  /** The next message, or null when none comes within so many seconds. */
  Message next(int seconds) throws InterruptedException {
    return inbox.poll(seconds, TimeUnit.SECONDS);
  }

  /** Goes offline, so that the server knows it when this returns, and hangs up. */
  void leave() throws InterruptedException, SmackException, XMPPException {
    connection.sendStanza(
        connection
            .getStanzaFactory()
            .buildPresenceStanza()
            .ofType(Presence.Type.unavailable)
            .build());
    PingManager.getInstanceFor(connection).pingMyServer();
    close();
  }

  @Override
  public void close() {
    connection.instantShutdown();
  }
}
