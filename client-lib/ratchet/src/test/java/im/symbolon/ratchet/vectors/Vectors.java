package im.symbolon.ratchet.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads {@code src/test/resources/vectors/*.txt}; how they were made: src/test/vectors. */
public final class Vectors {
  private Vectors() {}

  /** All blocks of a file. */
  public static List<Vector> in(String file) {
    List<Vector> blocks = new ArrayList<>();
    Map<String, String> fields = new LinkedHashMap<>();
    int line = 0;
    int first = 1;
    for (String each : (text(file) + "\n\n").split("\n", -1)) {
      line++;
      if (each.isBlank() && !fields.isEmpty()) {
        blocks.add(new Vector(file + ":" + first, Map.copyOf(fields)));
        fields.clear();
      } else if (!each.isBlank() && !each.startsWith("#")) {
        first = fields.isEmpty() ? line : first;
        int colon = each.indexOf(':');
        if (fields.put(each.substring(0, colon), each.substring(colon + 1).strip()) != null) {
          throw new AssertionError(file + ":" + line + " repeats a field");
        }
      }
    }
    if (blocks.isEmpty()) {
      throw new AssertionError(file + " is empty");
    }
    return blocks;
  }

  /** The blocks of a file whose field has that value. */
  public static Stream<Vector> in(String file, String field, String value) {
    List<Vector> found =
        in(file).stream().filter(v -> value.equals(v.fields().get(field))).toList();
    if (found.isEmpty()) {
      throw new AssertionError(file + " has no " + field + " " + value);
    }
    return found.stream();
  }

  private static String text(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      if (in == null) {
        throw new AssertionError("no vectors in " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
