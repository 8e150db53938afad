package im.symbolon.service.mailbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for bytes in every file of a database, as somebody with the disk would. */
record DatabaseFiles(Path directory) {
  /** The files that hold that text anywhere. */
  List<String> holding(String text) throws IOException {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        if (holds(each, wanted)) {
          found.add(directory.relativize(each).toString());
        }
      }
    }
    return found;
  }

  private static boolean holds(Path file, byte[] wanted) throws IOException {
    try {
      // One character for each byte, so that the search is the library's own.
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return content.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return false; // the database took it away meanwhile
    }
  }
}
