package im.symbolon.peers.matrix;

import im.symbolon.lab.Software;
import im.symbolon.peers.client.ClientSoftware;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a conversation takes place.
 *
 * @param server where our client lives
 * @param peerServer where the foreign client lives
 * @param client which foreign client
 */
record Place(Server server, Server peerServer, Client client) {
  /** A server of the matrix. */
  enum Server {
    OPENFIRE("openfire", Software.OPENFIRE),
    PROSODY("prosody", Software.PROSODY),
    EJABBERD("ejabberd", Software.EJABBERD),
    /** Openfire as it comes, without our plugin. */
    OPENFIRE_STOCK("openfire-stock", Software.OPENFIRE);

    private final String label;
    private final Software software;

    Server(String label, Software software) {
      this.label = label;
      this.software = software;
    }

    String label() {
      return label;
    }

    String domain() {
      return label + ".test";
    }

    Software software() {
      return software;
    }
  }

  /** A foreign client of the matrix. */
  enum Client {
    TWOMEMO("twomemo", "omemo2", ClientSoftware.PYTHON_OMEMO),
    OLDMEMO("oldmemo", "legacy", ClientSoftware.PYTHON_OMEMO),
    PROFANITY("profanity", "legacy", ClientSoftware.PROFANITY);

    private final String label;
    private final String version;
    private final ClientSoftware software;

    Client(String label, String version, ClientSoftware software) {
      this.label = label;
      this.version = version;
      this.software = software;
    }

    String label() {
      return label;
    }

    /** The version of OMEMO that it speaks, as python-omemo's driver names it. */
    String version() {
      return version;
    }

    /** The one that it does not speak. */
    String otherVersion() {
      return version.equals("legacy") ? "omemo2" : "legacy";
    }
  }

  Row row(Scenario scenario) {
    return new Row(server.label(), peerServer.label(), client.label(), scenario.name());
  }

  /** What is missing on this machine, with the packages that bring it; empty when nothing is. */
  String missing() {
    List<String> absent = new ArrayList<>();
    for (Software each : List.of(server.software(), peerServer.software())) {
      if (!each.isInstalled()) {
        absent.add(each + " (" + String.join(" ", each.packages()) + ")");
      }
    }
    // Second devices and what a peer needs of both versions are python-omemo's everywhere.
    for (ClientSoftware each : List.of(client.software, ClientSoftware.PYTHON_OMEMO)) {
      if (!each.isInstalled()) {
        absent.add(each + " (" + String.join(" ", each.packages()) + ")");
      }
    }
    return absent.stream().distinct().reduce((a, b) -> a + " and " + b).orElse("");
  }

  @Override
  public String toString() {
    return client.label() + ": " + server.label() + " -> " + peerServer.label();
  }
}
