package im.symbolon.lab.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells the story on a terminal: steps, what people see, and beside it what servers saw. */
final class Stage {
  private static final int LEFT = 44;

  private final PrintWriter out;
  private int steps;

  Stage(PrintWriter out) {
    this.out = out;
  }

  void title(String text) {
    out.println();
    out.println(text);
    out.flush();
  }

  /** A step of the story. */
  void step(String text) {
    steps++;
    out.println();
    out.println(steps + ". " + text);
    out.flush();
  }

  /** Something about the step. */
  void say(String text) {
    out.println("   " + text);
    out.flush();
  }

  /** What somebody sees, and what a server saw of it. */
  void beside(String person, String server) {
    String left = person.length() > LEFT ? person.substring(0, LEFT - 1) + "…" : person;
    out.println("   " + pad(left) + " │ " + server);
    out.flush();
  }

  void heads(String left, String right) {
    beside(left, right);
    out.println("   " + "─".repeat(LEFT) + "─┼─" + "─".repeat(LEFT));
  }

  /** A result: held or not. */
  void result(boolean held, String text) {
    out.println("   " + (held ? "✓ " : "✗ ") + text);
    out.flush();
  }

  /** The same, where the two are told in words of their own. */
  void result(boolean held, String good, String bad) {
    result(held, held ? good : bad);
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String millis(double value) {
    return String.format(Locale.ROOT, "%.0f ms", value);
  }

  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  private static String pad(String text) {
    return text + " ".repeat(Math.max(0, LEFT - text.length()));
  }
}
