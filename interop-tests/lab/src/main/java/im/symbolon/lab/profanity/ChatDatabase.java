package im.symbolon.lab.profanity;

import im.symbolon.lab.LabException;
import im.symbolon.lab.LabException.Reason;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The messages that Profanity keeps, as it decrypted them. */
final class ChatDatabase {
  private static final String RECEIVED =
      "SELECT message FROM ChatLogs WHERE from_jid = ? AND encryption = ? ORDER BY id";

  private final Path file;

  ChatDatabase(Path file) {
    this.file = file;
  }

  /**
   * Makes the file before Profanity does, in a mode in which readers do not lock the writer out:
   * Profanity does not wait for a lock, and would lose the message.
   */
  void create() throws LabException {
    try {
      Files.createDirectories(file.getParent());
      try (Connection database = open();
          Statement mode = database.createStatement()) {
        mode.execute("PRAGMA journal_mode = WAL");
      }
    } catch (IOException | SQLException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Could not make " + file + ": " + e.getMessage(), e);
    }
  }

  /** Texts from this account that were encrypted, in order of arrival. */
  List<String> decrypted(BareJid from) throws LabException {
    return received(from, "omemo");
  }

  /**
   * Texts from this account that were not encrypted; also what stood beside an encrypted text that
   * could not be read.
   */
  List<String> plain(BareJid from) throws LabException {
    return received(from, "none");
  }

  private List<String> received(BareJid from, String encryption) throws LabException {
    try (Connection database = open();
        PreparedStatement query = database.prepareStatement(RECEIVED)) {
      query.setString(1, from.toString());
      query.setString(2, encryption);
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Could not read " + file + ": " + e.getMessage(), e);
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
