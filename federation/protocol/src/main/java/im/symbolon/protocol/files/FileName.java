package im.symbolon.protocol.files;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A name that a file can be shown and saved under on any system: one part of a path, without
 * control, bidirectional or invisible characters, of 1 to {@value #MAX_BYTES} bytes as UTF-8.
 *
 * @param value such a name
 */
public record FileName(String value) {
  /** As most file systems have it, less what {@code .part} needs. */
  public static final int MAX_BYTES = 200;

  private static final int MAX_EXTENSION = 16;
  private static final int LOOKED_AT = 4096;
  private static final String RESERVED = "<>:\"|?*";
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "clock$");

  public FileName {
    Objects.requireNonNull(value);
    if (!value.equals(cleaned(value))) {
      throw new IllegalArgumentException("not a name that a file can have");
    }
  }

  /** What is left of any text; {@code file} when that is nothing. */
  public static FileName clean(String text) {
    return new FileName(cleaned(text));
  }

  /** The extension in small letters, without its dot; empty when there is none. */
  public String extension() {
    int dot = value.lastIndexOf('.');
    return dot <= 0 ? "" : value.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String cleaned(String text) {
    String part = lastPart(text.substring(0, Math.min(text.length(), LOOKED_AT)));
    StringBuilder kept = new StringBuilder();
    part.codePoints().filter(FileName::isShown).forEach(kept::appendCodePoint);
    String trimmed = trim(kept.toString());
    if (isDevice(trimmed)) {
      trimmed = "_" + trimmed;
    }
    trimmed = trim(shorten(trimmed));
    return trimmed.isEmpty() ? "file" : trimmed;
  }

  /** Of both systems' paths. */
  private static String lastPart(String text) {
    int end = text.length();
    while (end > 0 && isSeparator(text.charAt(end - 1))) {
      end--;
    }
    int begin = end;
    while (begin > 0 && !isSeparator(text.charAt(begin - 1))) {
      begin--;
    }
    return text.substring(begin, end);
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\';
  }

  /** Letters, marks, digits, signs and plain spaces: nothing that hides, turns or breaks text. */
  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> RESERVED.indexOf(c) < 0 && !isBlank(c);
    };
  }

  /** Letters that show nothing: Hangul fillers, the blank pattern of Braille, joiners. */
  private static boolean isBlank(int c) {
    return c == 0x115f
        || c == 0x1160
        || c == 0x3164
        || c == 0xffa0
        || c == 0x2800
        || c == 0x34f
        || (c >= 0xfe00 && c <= 0xfe0f)
        || (c >= 0xe0100 && c <= 0xe01ef);
  }

  /** No hidden file, and no end that Windows leaves out. */
  private static String trim(String text) {
    int begin = 0;
    while (begin < text.length() && isEdge(text.charAt(begin))) {
      begin++;
    }
    int end = text.length();
    while (end > begin && isEdge(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  private static boolean isEdge(char c) {
    return c == '.' || c == ' ';
  }

  /** Names that Windows gives to devices, with any extension. */
  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).trim().toLowerCase(Locale.ROOT);
    return DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9\u00b9\u00b2\u00b3]");
  }

  /** Cut before the extension, between characters. */
  private static String shorten(String name) {
    if (bytes(name) <= MAX_BYTES) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - extension.length());
    while (bytes(stem) + bytes(extension) > MAX_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Not the name: it does not belong into logs. */
  @Override
  public String toString() {
    return "FileName";
  }
}
