package im.symbolon.peers.client;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.Software;
import im.symbolon.lab.people.Device;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.util.List;

/**
 * How a device of python-omemo is to be. Its account is made when there is none.
 *
 * @param lab where its server and authority are
 * @param account whose it is
 * @param name tells the devices of an account apart
 * @param directory where its files are made
 * @param versions which it speaks, best first: {@code omemo2}, {@code legacy}, separated by comma
 * @param maxItems what it asks of the node of OMEMO 2 bundles: {@code max}, a number, or {@code
 *     none}
 */
public record PythonSetup(
    FederationLab lab,
    BareJid account,
    String name,
    Path directory,
    String versions,
    String maxItems) {
  private static final Path SCRIPT = Path.of("omemo_peer.py").toAbsolutePath();

  /** Both versions, with what the server can do. */
  public static PythonSetup of(FederationLab lab, BareJid account, Path directory) {
    boolean knowsMax = lab.host(account.domain()).software() != Software.EJABBERD;
    String maxItems = knowsMax ? "max" : "none";
    return new PythonSetup(lab, account, "python", directory, "omemo2,legacy", maxItems);
  }

  public PythonSetup named(String device) {
    return new PythonSetup(lab, account, device, directory, versions, maxItems);
  }

  public PythonSetup speaking(String these) {
    return new PythonSetup(lab, account, name, directory, these, maxItems);
  }

  PythonSetup asking(String items) {
    return new PythonSetup(lab, account, name, directory, versions, items);
  }

  String password() {
    return Device.passwordOf(account);
  }

  /** A file of this device. */
  Path file(String extension) {
    return directory
        .resolve(account.local() + "-" + account.domain() + "-" + name + "." + extension)
        .toAbsolutePath();
  }

  List<String> command() {
    return command(lab.caFile());
  }

  /** The command with another authority to trust. */
  List<String> command(Path ca) {
    RunningServer server = lab.host(account.domain());
    return List.of(
        "/usr/bin/python3",
        "-B",
        SCRIPT.toString(),
        "--jid",
        account.toString(),
        "--resource",
        name,
        "--host",
        server.address().getHostAddress(),
        "--port",
        Integer.toString(server.c2sPort()),
        "--ca",
        ca.toString(),
        "--state",
        file("state").toString(),
        "--log",
        file("log").toString(),
        "--versions",
        versions,
        "--max-items",
        maxItems,
        "--register");
  }
}
