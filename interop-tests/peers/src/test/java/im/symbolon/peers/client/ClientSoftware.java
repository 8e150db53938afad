package im.symbolon.peers.client;

import im.symbolon.lab.Software;
import java.util.List;

/** The foreign clients that we can drive, and whether this machine has them. */
public enum ClientSoftware {
  PYTHON_OMEMO(
      "python3-omemo python3-twomemo python3-oldmemo python3-xmlschema python3-slixmpp",
      "bin/python3 lib/python3/dist-packages/omemo lib/python3/dist-packages/twomemo"
          + " lib/python3/dist-packages/oldmemo lib/python3/dist-packages/xmlschema"
          + " lib/python3/dist-packages/slixmpp"),
  PROFANITY("profanity tmux", "bin/profanity bin/tmux");

  private final String packages;
  private final String files;

  ClientSoftware(String packages, String files) {
    this.packages = packages;
    this.files = files;
  }

  /** The Debian packages that bring it. */
  public List<String> packages() {
    return List.of(packages.split(" "));
  }

  /** Whether everything that it needs is on this machine. */
  public boolean isInstalled() {
    return Software.missing(files).isEmpty();
  }
}
