package im.symbolon.suite;

import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.protocol.xml.XmlElement;
import java.util.UUID;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.StanzaCollector;
import org.jivesoftware.smack.filter.StanzaIdFilter;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.UnparsedIQ;
import org.jivesoftware.smack.packet.XmlEnvironment;

/** Says exactly what a test wants to say, well-behaved or not, and gives the answers as XML. */
final class RawClient implements AutoCloseable {
  private static final long REPLY_MILLIS = 20_000;

  private final PlainClient client;

  private RawClient(PlainClient client) {
    this.client = client;
  }

  static RawClient register(RunningOpenfire server, String name, X509TrustManager trust)
      throws Exception {
    PlainClient.register(server, name, trust).close();
    return login(server, name, trust);
  }

  static RawClient login(RunningOpenfire server, String name, X509TrustManager trust)
      throws Exception {
    PlainClient client = PlainClient.connect(server, trust);
    client.connection().setUseStreamManagement(false); // it counts stanzas that it knows of
    return new RawClient(client.login(name));
  }

  /** One more client of somebody who has another one. */
  static RawClient beside(Device device, RunningOpenfire server, X509TrustManager trust)
      throws Exception {
    PlainClient client = PlainClient.connect(server, trust);
    client.connection().setUseStreamManagement(false);
    String password = Device.passwordOf(device.account());
    return new RawClient(client.login(device.account().local(), password));
  }

  PlainClient plain() {
    return client;
  }

  /** Returns when the server has dealt with everything that was sent before. */
  void settle() throws Exception {
    ask("get", null, "<ping xmlns='urn:xmpp:ping'/>");
  }

  /** Sends a stanza as it is. */
  void say(String stanza) throws Exception {
    client.connection().sendNonza(new Raw(stanza));
  }

  /** Sends an IQ and waits for its answer. */
  XmlElement ask(String type, String to, XmlElement content) throws Exception {
    return ask(type, to, content.toXml());
  }

  XmlElement ask(String type, String to, String content) throws Exception {
    try (Asked asked = askLater(type, to, content)) {
      return asked.answer();
    }
  }

  /** Sends an IQ; several may be under way at once. */
  Asked askLater(String type, String to, String content) throws Exception {
    String id = UUID.randomUUID().toString();
    StanzaCollector collector = client.connection().createStanzaCollector(new StanzaIdFilter(id));
    String address = to == null ? "" : " to='" + to + "'";
    String stanza = "<iq type='" + type + "' id='" + id + "'" + address + ">" + content + "</iq>";
    client.connection().sendNonza(new Raw(stanza));
    return new Asked(collector);
  }

  @Override
  public void close() {
    client.close();
  }

  /** A question under way. */
  record Asked(StanzaCollector collector) implements AutoCloseable {
    XmlElement answer() throws InterruptedException {
      Stanza stanza = collector.nextResult(REPLY_MILLIS);
      if (stanza == null) {
        throw new AssertionError("no answer within " + REPLY_MILLIS + " ms");
      }
      return stanza instanceof UnparsedIQ unknown ? whole(unknown) : parse(stanza);
    }

    private static XmlElement parse(Stanza stanza) {
      return RawXml.parse(stanza.toXML().toString());
    }

    /** Smack keeps the content of what it does not know as text, and would escape it. */
    private static XmlElement whole(UnparsedIQ unknown) {
      XmlElement.Builder whole =
          XmlElement.element("jabber:client", "iq").with("type", unknown.getType().toString());
      if (unknown.getFrom() != null) { // the own account and its server may leave it out
        whole.with("from", unknown.getFrom().toString());
      }
      return whole.with(RawXml.parse(unknown.getContent().toString())).build();
    }

    @Override
    public void close() {
      collector.cancel();
    }
  }

  /** Bytes for the stream, as they are. */
  private record Raw(String xml) implements Nonza {
    @Override
    public CharSequence toXML(XmlEnvironment environment) {
      return xml;
    }

    @Override
    public String getElementName() {
      return "iq";
    }

    @Override
    public String getNamespace() {
      return "jabber:client";
    }
  }
}
