package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.xml.XmlElement;
import javax.net.ssl.X509TrustManager;

/** An administrator's client, which gives ad-hoc commands (XEP-0050) by raw stanzas. */
final class AdHoc implements AutoCloseable {
  static final String COMMANDS = "http://jabber.org/protocol/commands";

  /** To be in Openfire's property admin.authorizedJIDs. */
  static final String NAME = "root";

  private static final String NODE = "urn:symbolon:admin:0#";

  private final RawClient client;
  private final String domain;

  AdHoc(RawClient client, String domain) {
    this.client = client;
    this.domain = domain;
  }

  static AdHoc register(RunningOpenfire server, X509TrustManager trust) throws Exception {
    return new AdHoc(RawClient.register(server, NAME, trust), server.domain());
  }

  static AdHoc login(RunningOpenfire server, X509TrustManager trust) throws Exception {
    return new AdHoc(RawClient.login(server, NAME, trust), server.domain());
  }

  RawClient client() {
    return client;
  }

  /** The first step of one of the plugin's commands. */
  XmlElement start(String command) throws Exception {
    return command(command, "action='execute'", "");
  }

  /** Its second step. */
  XmlElement submit(String command, String fields) throws Exception {
    return command(command, "sessionid='s'", form(fields));
  }

  XmlElement command(String command, String attributes, String content) throws Exception {
    String xml =
        "<command xmlns='"
            + COMMANDS
            + "' node='"
            + NODE
            + command
            + "' "
            + attributes
            + ">"
            + content
            + "</command>";
    return client.ask("set", "e2ee." + domain, xml);
  }

  /** Puts a policy in force. */
  void policy(String... fields) throws Exception {
    String version = value(start("change-policy"), "version");
    done(submit("change-policy", field("version", version) + String.join("", fields)));
  }

  /** All that the log says. */
  String audit() throws Exception {
    return done(submit("audit", ""));
  }

  /** Makes a group by a command of the server's own. */
  void group(String name, String member) throws Exception {
    String node = "http://jabber.org/protocol/admin#add-group";
    String start = "<command xmlns='" + COMMANDS + "' node='" + node + "'";
    XmlElement first = client.ask("set", domain, start + " action='execute'/>");
    String session = first.children().get(0).attribute("sessionid").orElseThrow();
    String fields =
        field("group", name)
            + field("desc", "")
            + field("members", member)
            + field("showInRoster", "nobody")
            + field("displayName", "");
    String rest = " sessionid='" + session + "' action='complete'>" + form(fields) + "</command>";
    done(client.ask("set", domain, start + rest));
  }

  static String form(String fields) {
    return "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>";
  }

  static String field(String name, String... values) {
    StringBuilder out = new StringBuilder("<field var='" + name + "'>");
    for (String each : values) {
      out.append("<value>").append(each).append("</value>");
    }
    return out.append("</field>").toString();
  }

  /** A command that was carried out, as XML. */
  static String done(XmlElement answer) {
    String xml = answer.toXml();
    assertThat(answer.attribute("type")).as(xml).contains("result");
    assertThat(xml).contains("status='completed'").doesNotContain("type='error'");
    return xml;
  }

  /** A field's first value in the answer's form. */
  static String value(XmlElement answer, String name) {
    for (XmlElement each : answer.children().get(0).children()) {
      for (XmlElement field : each.children("field")) {
        if (field.attribute("var").filter(name::equals).isPresent()) {
          return field.child("value").map(XmlElement::text).orElse("");
        }
      }
    }
    throw new AssertionError(name + " is not in " + answer.toXml());
  }

  @Override
  public void close() {
    client.close();
  }
}
