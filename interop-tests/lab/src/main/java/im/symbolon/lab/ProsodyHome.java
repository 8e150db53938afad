package im.symbolon.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Prosody's files. It finds the lab's servers by its resolver's own list of hosts. */
final class ProsodyHome extends ForeignHome {
  ProsodyHome(Site site, Map<String, Endpoint> peers) {
    super(site, peers);
  }

  @Override
  Software software() {
    return Software.PROSODY;
  }

  @Override
  Path mainLog() {
    return logs().resolve("prosody.log");
  }

  @Override
  void configure() throws IOException {
    Files.writeString(configuration(), filled("prosody.cfg.lua"));
  }

  @Override
  ProcessBuilder program() {
    return new ProcessBuilder("prosody", "-F", "--config", configuration().toString());
  }

  private Path configuration() {
    return root().resolve("prosody.cfg.lua");
  }
}
