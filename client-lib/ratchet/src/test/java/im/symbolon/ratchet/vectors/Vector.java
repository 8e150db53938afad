package im.symbolon.ratchet.vectors;

import im.symbolon.ratchet.RatchetException.Reason;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One block of a vector file: {@code name: value} lines, bytes in hex.
 *
 * @param where file and line, for failures
 */
public record Vector(String where, Map<String, String> fields) {
  /** The word {@code expect} has when nothing is to be refused. */
  public static final String SUCCESS = "success";

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Fails when the field is missing. */
  public String text(String name) {
    if (!has(name)) {
      throw new AssertionError(where + " lacks " + name);
    }
    return fields.get(name);
  }

  public byte[] bytes(String name) {
    return HexFormat.of().parseHex(text(name));
  }

  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  public boolean truth(String name) {
    return Boolean.parseBoolean(text(name));
  }

  public boolean succeeds() {
    return text("expect").equals(SUCCESS);
  }

  /** The refusal that is expected, empty when none is. */
  public Optional<Reason> refusal() {
    return succeeds()
        ? Optional.empty()
        : Optional.of(Reason.valueOf(text("expect").toUpperCase(Locale.ROOT).replace(' ', '_')));
  }

  @Override
  public String toString() {
    return where + fields.getOrDefault("about", "").transform(a -> a.isEmpty() ? "" : " " + a);
  }
}
