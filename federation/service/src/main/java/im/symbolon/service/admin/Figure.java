package im.symbolon.service.admin;

import java.util.Objects;

/**
 * A number, or a few words, for the overview.
 *
 * @param name for programs
 * @param label for people
 */
public record Figure(String name, String label, String value) {
  public Figure {
    Objects.requireNonNull(name);
    Objects.requireNonNull(label);
    Objects.requireNonNull(value);
  }

  public static Figure of(String name, String label, long value) {
    return new Figure(name, label, Long.toString(value));
  }
}
