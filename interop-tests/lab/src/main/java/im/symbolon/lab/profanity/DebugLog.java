package im.symbolon.lab.profanity;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Profanity's log: what it did, and every stanza that it sent and received. */
final class DebugLog {
  private static final Pattern ENTRY = Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\dT[^ ]+: ");
  private static final Pattern STANZA =
      Pattern.compile(
          "(?:xmpp|conn): DBG: (RECV|SENT): (<(?:message|iq|presence)\\b.*)", Pattern.DOTALL);

  private final Path file;

  DebugLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Where the log ends now. */
  long mark() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** What was written since a mark. */
  String since(long mark) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, in.length() - mark)];
      in.seek(mark);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The stanzas since a mark, each after {@code "RECV "} or {@code "SENT "}. */
  List<String> stanzas(long mark) {
    List<String> stanzas = new ArrayList<>();
    for (String entry : ENTRY.split(since(mark), -1)) {
      Matcher stanza = STANZA.matcher(entry);
      if (stanza.lookingAt()) {
        stanzas.add(stanza.group(1) + " " + stanza.group(2).stripTrailing());
      }
    }
    return stanzas;
  }
}
