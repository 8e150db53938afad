package im.symbolon.peers.matrix;

/** Text in a page. What peers sent stands in it, so everything is escaped. */
final class Html {
  private Html() {}

  /** As text or in a quoted attribute; control characters are shown, not kept. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(each -> append(out, each));
    return out.toString();
  }

  private static void append(StringBuilder out, int each) {
    switch (each) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '\n', '\t' -> out.append((char) each);
      default -> {
        if (isShown(each)) {
          out.appendCodePoint(each);
        } else {
          out.append(String.format("\\u{%x}", each));
        }
      }
    }
  }

  /** Not what is invisible, cannot be in a file, or turns the direction of what follows. */
  private static boolean isShown(int each) {
    return switch (Character.getType(each)) {
      case Character.CONTROL,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> each == 0x200d || each == 0x200c;
      default -> true;
    };
  }
}
