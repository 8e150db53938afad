package im.symbolon.peers.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /** What it needs and this machine has not. */
  List<String> missing() {
    return Stream.of(files.split(" "))
        .filter(file -> !Files.exists(Path.of("/usr").resolve(file)))
        .toList();
  }

  public boolean isInstalled() {
    return missing().isEmpty();
  }
}
