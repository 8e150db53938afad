package im.symbolon.peers.client;

import im.symbolon.lab.DomainPlan;
import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The foreign people of one test, who leave when it is over. */
final class Cast implements AutoCloseable {
  static final String DOMAIN = "prosody.test";

  private final FederationLab lab;
  private final Path directory;
  private final List<ForeignClient> all = new ArrayList<>();

  Cast(FederationLab lab, Path directory) {
    this.lab = lab;
    this.directory = directory;
  }

  /** A lab that is one Prosody. */
  static FederationLab prosody(Path directory) throws LabException {
    DomainPlan only = new DomainPlan(DOMAIN, Software.PROSODY, List.of(), true);
    return FederationLab.start(new LabPlan(directory, List.of(only), Map.of(), false, true));
  }

  /** A new account and its only device; its client is one of omemo2, legacy, both, profanity. */
  ForeignClient joins(String name, String client) throws Exception {
    BareJid account = new BareJid(name, DOMAIN);
    ForeignClient joined =
        client.equals("profanity")
            ? ProfanityPeer.start(lab, account, directory)
            : python(name, client.equals("both") ? "omemo2,legacy" : client);
    if (!all.contains(joined)) {
      all.add(joined);
    }
    return joined;
  }

  /** A new account that uses python-omemo with these versions. */
  PythonPeer python(String name, String versions) throws Exception {
    BareJid account = new BareJid(name, DOMAIN);
    PythonPeer peer = PythonPeer.start(PythonSetup.of(lab, account, directory).speaking(versions));
    all.add(peer);
    return peer;
  }

  @Override
  public void close() {
    all.forEach(ForeignClient::close);
  }
}
