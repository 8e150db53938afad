package im.symbolon.lab.profanity;

import im.symbolon.lab.LabException;
import im.symbolon.lab.LabException.Reason;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Profanity's files: its settings, which we write, and its keys and sessions, which it writes. */
final class ProfanityHome {
  private static final String SETTINGS =
      """
      [ui]
      splash=false
      compose.editor=%s

      [logging]
      chlog=true

      [omemo]
      log=on
      policy=always
      trustmode=blind
      """;
  private static final String ACCOUNT =
      """
      [%1$s]
      enabled=true
      jid=%1$s
      password=%2$s
      server=%3$s
      port=%4$d
      tls.policy=force
      resource=profanity
      """;

  /** What Profanity calls its editor: it gets a file's name, and fills the file. */
  private static final String EDITOR = "#!/bin/sh\nexec cat '%s' > \"$1\"\n";

  private final ProfanityLogin login;
  private final Path root;

  ProfanityHome(ProfanityLogin login, Path root) {
    this.login = login;
    this.root = root.toAbsolutePath();
  }

  /** Writes the settings; keys that are there stay. */
  void prepare() throws LabException {
    try {
      for (Path each : List.of(home(), config(), data())) {
        Files.createDirectories(each.resolve("profanity"));
      }
      Path editor = root.resolve("editor");
      Files.writeString(editor, EDITOR.formatted(draft()));
      Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
      Files.writeString(config().resolve("profanity/profrc"), SETTINGS.formatted(editor));
      Files.writeString(
          data().resolve("profanity/accounts"),
          ACCOUNT.formatted(
              login.account(), login.password(), login.address().getHostAddress(), login.port()));
    } catch (IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Cannot write below " + root + ": " + e.getMessage(), e);
    }
    messages().create();
  }

  List<String> command() {
    return List.of(
        "profanity",
        "-l",
        "DEBUG",
        "-f",
        log().file().toString(),
        "-a",
        login.account().toString());
  }

  Map<String, String> environment() {
    return Map.of(
        "HOME", home().toString(),
        "XDG_CONFIG_HOME", config().toString(),
        "XDG_DATA_HOME", data().toString(),
        "SSL_CERT_FILE", login.caFile().toAbsolutePath().toString(),
        "SSL_CERT_DIR", home().toString(), // nothing there: one authority, and no other
        "LC_ALL", "C.UTF-8",
        "TERM", "xterm-256color");
  }

  DebugLog log() {
    return new DebugLog(root.resolve("profanity.log"));
  }

  ChatDatabase messages() {
    return new ChatDatabase(own("database").resolve("chatlog.db"));
  }

  /** Puts down what the editor will give Profanity. */
  void draft(String text) throws LabException {
    try {
      Files.writeString(draft(), text);
    } catch (IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Cannot write " + draft() + ": " + e.getMessage(), e);
    }
  }

  /** The number of its device; empty before it made its keys. */
  Optional<Long> deviceId() {
    return value("device_id").map(Long::parseLong);
  }

  /** Its identity key, Curve25519, in lowercase hex; empty before it made its keys. */
  Optional<String> fingerprint() {
    return value("identity_key_public").map(ProfanityHome::hexWithoutType);
  }

  private static String hexWithoutType(String base64) {
    StringBuilder hex = new StringBuilder();
    byte[] key = Base64.getDecoder().decode(base64);
    for (int i = 1; i < key.length; i++) {
      hex.append("%02x".formatted(key[i]));
    }
    return hex.toString();
  }

  /** The devices of an account that it has a session with. */
  Set<Long> sessions(BareJid with) {
    Set<Long> devices = new LinkedHashSet<>();
    boolean inside = false;
    for (String line : read("sessions.txt").lines().toList()) {
      if (line.startsWith("[")) {
        inside = line.equals("[" + with + "]");
      } else if (inside && line.indexOf('=') > 0) {
        devices.add(Long.parseLong(line.substring(0, line.indexOf('='))));
      }
    }
    return devices;
  }

  /** Takes all its sessions away; only while it is stopped. */
  void deleteSessions() throws LabException {
    try {
      Files.deleteIfExists(own("omemo").resolve("sessions.txt"));
    } catch (IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Cannot delete the sessions: " + e.getMessage(), e);
    }
  }

  private Optional<String> value(String key) {
    Matcher line = Pattern.compile("(?m)^" + key + "=(.+)$").matcher(read("identity.txt"));
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  private String read(String file) {
    try {
      return Files.readString(own("omemo").resolve(file));
    } catch (IOException e) {
      return ""; // not there yet
    }
  }

  private Path own(String kind) {
    String account = login.account().toString().replace("@", "_at_");
    return data().resolve("profanity").resolve(kind).resolve(account);
  }

  private Path draft() {
    return root.resolve("draft.txt");
  }

  private Path home() {
    return root.resolve("home");
  }

  private Path config() {
    return root.resolve("config");
  }

  private Path data() {
    return root.resolve("data");
  }
}
