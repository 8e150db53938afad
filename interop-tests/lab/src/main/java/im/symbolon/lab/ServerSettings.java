package im.symbolon.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Openfire's system properties for one server of the lab: encryption required everywhere, peers
 * known by their certificates alone, nothing that reaches out of loopback.
 */
final class ServerSettings {
  /** Large enough that a test's offline messages are stored; stock is 100 KB per account. */
  private static final int OFFLINE_QUOTA_BYTES = 16 << 20;

  private ServerSettings() {}

  /**
   * All properties of a server.
   *
   * @param peers where every domain of the lab is, this one included
   * @param stanzas where stanzas are recorded, if they are
   */
  static Map<String, String> of(OpenfireDomain domain, Map<String, Endpoint> peers, Path stanzas) {
    Map<String, String> all = new TreeMap<>();
    all.put("xmpp.domain", domain.name());
    all.put("xmpp.fqdn", domain.name());
    all.put("dnsutil.dnsOverride", Neighbours.dnsOverride(peers));
    putListeners(all, domain.endpoint());
    putEncryption(all);
    all.put("xmpp.socket.tcp-nodelay", "true"); // else one message in ten waits 40 ms for an ack
    if (domain.recordStanzas()) {
      putRecording(all, stanzas);
    }
    all.put("register.inband", "true");
    all.put("update.service-enabled", "false");
    all.put("xmpp.offline.quota", Integer.toString(OFFLINE_QUOTA_BYTES));
    all.put("xmpp.pubsub.flush.max", "0"); // published items are in the database at once
    all.putAll(domain.properties());
    return all;
  }

  private static void putListeners(Map<String, String> all, Endpoint endpoint) {
    all.put("xmpp.socket.plain.port", Integer.toString(endpoint.c2sPort()));
    all.put("xmpp.server.socket.port", Integer.toString(endpoint.s2sPort()));
    for (String unused :
        List.of(
            "xmpp.socket.ssl.active",
            "xmpp.component.socket.active",
            "xmpp.component.ssl.active",
            "xmpp.multiplex.socket.active",
            "xmpp.multiplex.ssl.active",
            "flash.crossdomain.enabled",
            "httpbind.enabled",
            "xmpp.proxy.enabled")) {
      all.put(unused, "false");
    }
  }

  private static void putEncryption(Map<String, String> all) {
    all.put("xmpp.client.tls.policy", "required");
    all.put("xmpp.server.tls.policy", "required");
    all.put("xmpp.server.cert.policy", "wanted"); // asks peers for theirs, so that EXTERNAL works
    all.put("xmpp.server.dialback.enabled", "false");
    all.put("xmpp.socket.ssl.protocols", "TLSv1.2"); // 4.2.0's outbound connections fail with 1.3
    all.put("xmpp.auth.anonymous", "false");
    all.put("sasl.mechs", "SCRAM-SHA-1,EXTERNAL"); // EXTERNAL is for peers
    all.put("user.scramHashedPasswordOnly", "true");
  }

  private static void putRecording(Map<String, String> all, Path stanzas) {
    for (String on : List.of("active", "message", "iq", "presence")) {
      all.put("xmpp.audit." + on, "true");
    }
    all.put("xmpp.audit.logdir", stanzas.toString());
    all.put("xmpp.audit.logtimeout", "250"); // ms between writes
  }
}
