package im.symbolon.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.protocol.xml.XmlParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the reference implementations made, see {@code src/test/vectors/make_vectors.py}. */
public final class Vectors {
  private Vectors() {}

  /** The blocks of a file in which all of these {@code name: value} lines stand. */
  public static List<Map<String, String>> read(String file, Map<String, String> wanted) {
    List<Map<String, String>> found =
        blocks(file).stream()
            .filter(block -> block.entrySet().containsAll(wanted.entrySet()))
            .collect(Collectors.toList());
    if (found.isEmpty()) {
      throw new AssertionError("no vectors with " + wanted);
    }
    return found;
  }

  /** An element as an XMPP library would hand it over. */
  public static XmlElement tree(String xml) {
    try {
      return tree(XmlParser.parse(xml));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static XmlElement tree(Element element) {
    XmlElement.Builder out = XmlElement.element(element.getNamespaceURI(), element.getLocalName());
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr each = (Attr) element.getAttributes().item(i);
      if (!each.getName().startsWith("xmlns")) {
        out.with(each.getName(), each.getValue());
      }
    }
    StringBuilder text = new StringBuilder();
    for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element child) {
        out.with(tree(child));
      } else {
        text.append(each.getNodeValue());
      }
    }
    return out.text(text.toString()).build();
  }

  private static List<Map<String, String>> blocks(String file) {
    List<Map<String, String>> blocks = new ArrayList<>();
    Map<String, String> block = new LinkedHashMap<>();
    for (String line : text(file).split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (line.isEmpty() && !block.isEmpty()) {
        blocks.add(block);
        block = new LinkedHashMap<>();
      } else if (colon > 0 && line.charAt(0) != '#') {
        block.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return blocks;
  }

  private static String text(String file) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
