package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a server that is not ours, and the command that starts it. */
abstract class ForeignHome {
  /**
   * Runs a program whose input is not ours to close, and asks it to end once a line or the end of
   * the input comes; ten seconds later it is ended. The program takes the place of this script, so
   * that whoever started it holds the program itself.
   */
  private static final String END_WITH_INPUT =
      """
      exec 3<&0 </dev/null
      server=$$
      (
        read -r line <&3
        kill -TERM "$server" || exit
        left=100
        while [ "$left" -gt 0 ]; do
          sleep 0.1
          kill -0 "$server" || exit
          left=$((left - 1))
        done
        kill -KILL "$server"
      ) 2>/dev/null &
      exec "$@" 3<&-
      """;

  private final Site site;
  private final Map<String, Endpoint> peers;

  ForeignHome(Site site, Map<String, Endpoint> peers) {
    this.site = site;
    this.peers = Map.copyOf(peers);
  }

  /** The software it is for. */
  abstract Software software();

  /** The server's own log. */
  abstract Path mainLog();

  /** Writes the configuration, which may be there already. */
  abstract void configure() throws IOException;

  /** The program, its arguments and its environment. */
  abstract ProcessBuilder program();

  final Site site() {
    return site;
  }

  final Path root() {
    return site.home();
  }

  final Path logs() {
    return root().resolve("logs");
  }

  final Path console() {
    return logs().resolve("console.log");
  }

  final Path certificates() {
    return root().resolve("certs");
  }

  /** Names and addresses of the lab's servers, as in {@code /etc/hosts}. */
  final Path hosts() {
    return root().resolve("hosts");
  }

  /**
   * Writes everything that a boot needs; what the server itself wrote stays.
   *
   * @throws LabException SETUP_FAILED naming the directory
   */
  final void prepare() throws LabException {
    try {
      Files.createDirectories(logs());
      Files.createDirectories(data());
      site.certificate().writePems(certificates(), site.trusted());
      Files.writeString(hosts(), Neighbours.hostsFile(peers));
      configure();
    } catch (IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED,
          "Could not prepare the server's home " + root() + ": " + e.getMessage(),
          e);
    }
  }

  /** Where the server keeps what it knows. */
  final Path data() {
    return root().resolve("data");
  }

  /** The command that runs the server until its input ends. */
  final ProcessBuilder command() {
    ProcessBuilder program = program();
    program.command(
        Stream.concat(
                Stream.of("sh", "-c", END_WITH_INPUT, "end-with-input"), program.command().stream())
            .toList());
    return program.directory(root().toFile());
  }

  /** A template of this package with what is this server's own put in. */
  final String filled(String template) throws IOException {
    try (InputStream in = ForeignHome.class.getResourceAsStream(template)) {
      if (in == null) {
        throw new IOException(template + " is missing from the lab");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@DOMAIN@", site.name())
          .replace("@ADDRESS@", site.endpoint().host())
          .replace("@HOME@", root().toString());
    }
  }
}
