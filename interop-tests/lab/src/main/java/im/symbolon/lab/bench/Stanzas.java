package im.symbolon.lab.bench;

import java.io.IOException;
import java.io.Reader;

/**
 * Cuts a stream into the elements below its root, by their brackets alone: servers of a lab send
 * well-formed XML without comments or CDATA.
 */
final class Stanzas {
  private final Reader in;
  private int depth;

  /** Reads a stream from its beginning. */
  Stanzas(Reader in) {
    this.in = in;
  }

  /** The next element below the root, as it was sent; empty when the stream ends. */
  String next() throws IOException {
    StringBuilder out = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '<') {
        if (depth > 1) {
          out.append((char) c);
        }
        continue;
      }
      int before = depth;
      depth += tag(out);
      if (before == 0) {
        out.setLength(0); // a declaration, or the root's own start
      } else if (depth == 1) {
        return out.toString();
      } else if (depth == 0) {
        return "";
      }
    }
    return "";
  }

  /** Reads a tag that began; how it changes the depth. */
  private int tag(StringBuilder out) throws IOException {
    int start = out.length();
    out.append('<');
    char quote = 0;
    char before = '<';
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the stream ends in a tag");
      }
      out.append((char) c);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = (char) c;
      } else if (c == '>') {
        return change(out.charAt(start + 1), before);
      }
      before = (char) c;
    }
  }

  private static int change(char first, char last) {
    if (first == '/') {
      return -1;
    }
    return last == '/' || first == '?' ? 0 : 1;
  }
}
