package im.symbolon.swing.demo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.views.FirstRun;
import im.symbolon.views.ServerChoice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Who somebody is in the demo. Its secrets are those of accounts that live as long as the demo.
 *
 * @param window where it stands, as the settings write it
 * @param machines where domains are that no DNS knows
 */
record Role(
    String account,
    String password,
    String passphrase,
    ServerChoice server,
    BareJid peer,
    String window,
    Map<String, String> machines) {
  private static final String MACHINE = "machine.";

  Role {
    machines = Map.copyOf(machines);
  }

  /**
   * Reads lines of {@code key=value} up to an empty one.
   *
   * @return empty when something is missing, or the other one's address is none
   */
  static Optional<Role> read(BufferedReader in) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.append(line).append('\n');
    }
    Properties found = new Properties();
    found.load(new StringReader(lines.toString()));
    try {
      return Optional.of(
          new Role(
              of(found, "account"),
              of(found, "password"),
              of(found, "passphrase"),
              new ServerChoice(of(found, "server"), of(found, "authority")),
              BareJid.parse(of(found, "peer")),
              of(found, "window"),
              machines(found)));
    } catch (ProtocolException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> machines(Properties found) {
    Map<String, String> out = new TreeMap<>();
    for (String each : found.stringPropertyNames()) {
      if (each.startsWith(MACHINE)) {
        out.put(each.substring(MACHINE.length()), found.getProperty(each));
      }
    }
    return out;
  }

  /**
   * Where that domain is.
   *
   * @throws IOException for one that is not in the demo
   */
  InetAddress machine(String domain) throws IOException {
    String address = machines.get(domain);
    if (address == null) {
      throw new UnknownHostException("not in the demo");
    }
    return InetAddress.getByName(address);
  }

  private static String of(Properties found, String key) {
    String value = found.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key);
    }
    return value;
  }

  /** What a person would have typed. */
  FirstRun.Form form() {
    FirstRun.Typed typed =
        new FirstRun.Typed(
            password.toCharArray(), passphrase.toCharArray(), passphrase.toCharArray());
    return new FirstRun.Form(true, account, typed, server);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Role " + account;
  }
}
