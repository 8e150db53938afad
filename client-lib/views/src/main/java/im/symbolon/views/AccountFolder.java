package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One account on this machine: a folder with what may be read by everybody who has the machine, its
 * address and server, and the sealed store.
 */
public record AccountFolder(Path directory, BareJid account, ServerChoice server) {
  private static final String ABOUT = "account.properties";
  private static final String STORE = "messages.db";

  /** Those below a folder, by address; what is no account is passed over. */
  static List<AccountFolder> in(Path parent) throws IOException {
    List<AccountFolder> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (Stream<Path> folders = Files.list(parent)) {
        folders.sorted().forEach(each -> read(each, found));
      }
    }
    return Collections.unmodifiableList(found);
  }

  private static void read(Path folder, List<AccountFolder> into) {
    Properties about = new Properties();
    try (InputStream in = Files.newInputStream(folder.resolve(ABOUT))) {
      about.load(in);
      BareJid account = BareJid.parse(about.getProperty("account", ""));
      into.add(
          new AccountFolder(
              folder,
              account,
              new ServerChoice(
                  about.getProperty("server", ""), about.getProperty("authority", ""))));
    } catch (IOException | ProtocolException | IllegalArgumentException e) {
      // An account that was never finished, or a folder of something else: nothing to open.
      return;
    }
  }

  /** The folder that this account has, or would have. */
  static AccountFolder of(Path parent, BareJid account, ServerChoice server) {
    return new AccountFolder(parent.resolve(name(account)), account, server);
  }

  /** An address may hold what a file's name may not. */
  private static String name(BareJid account) {
    StringBuilder name = new StringBuilder();
    for (char c : account.toString().toCharArray()) {
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "@._-".indexOf(c) >= 0);
      name.append(plain ? String.valueOf(c) : "%" + Integer.toHexString(c));
    }
    return name.toString();
  }

  Path store() {
    return directory.resolve(STORE);
  }

  /** From now on it is an account. */
  void write() throws IOException {
    Properties about = new Properties();
    about.setProperty("account", account.toString());
    about.setProperty("server", server.machine());
    about.setProperty("authority", server.authority());
    try (OutputStream out = Files.newOutputStream(directory.resolve(ABOUT))) {
      about.store(out, null);
    }
  }

  boolean isComplete() {
    return Files.exists(directory.resolve(ABOUT));
  }

  /** Removes what was begun and not finished. */
  void forget() throws IOException {
    Files.deleteIfExists(directory.resolve(STORE + ".files"));
    for (String each : List.of(ABOUT, STORE, STORE + "-wal", STORE + "-shm", STORE + "-journal")) {
      Files.deleteIfExists(directory.resolve(each));
    }
    Files.deleteIfExists(directory);
  }
}
