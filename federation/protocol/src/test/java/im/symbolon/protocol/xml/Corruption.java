package im.symbolon.protocol.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes one thing somewhere in an element, the way a hostile or broken peer would. */
public final class Corruption {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1",
          "2147483648",
          "99999999999999999999",
          "1e3",
          "\u0661",
          "AAAA",
          "!!!",
          "=",
          "x".repeat(5000),
          "claim",
          "pep",
          "bob",
          "@",
          "a@b/c",
          "true");

  private final Random random;

  public Corruption(long seed) {
    this.random = new Random(seed);
  }

  public XmlElement apply(XmlElement in) {
    if (!in.children().isEmpty() && random.nextInt(3) > 0) {
      return withChildren(in, changeOneChild(in.children()));
    }
    return switch (random.nextInt(5)) {
      case 0 -> new XmlElement(in.namespace(), "other", in.attributes(), in.children(), in.text());
      case 1 -> new XmlElement("urn:other", in.name(), in.attributes(), in.children(), in.text());
      case 2 ->
          new XmlElement(in.namespace(), in.name(), in.attributes(), in.children(), anyText());
      default ->
          new XmlElement(in.namespace(), in.name(), attributes(in), in.children(), in.text());
    };
  }

  private List<XmlElement> changeOneChild(List<XmlElement> children) {
    List<XmlElement> out = new ArrayList<>(children);
    int at = random.nextInt(out.size());
    switch (random.nextInt(5)) {
      case 0 -> out.remove(at);
      case 1 -> out.add(out.get(at));
      case 2 -> out.add(XmlElement.element(out.get(at).namespace(), "surprise").build());
      default -> out.set(at, apply(out.get(at)));
    }
    return out;
  }

  private Map<String, String> attributes(XmlElement in) {
    Map<String, String> out = new LinkedHashMap<>(in.attributes());
    if (out.isEmpty() || random.nextInt(4) == 0) {
      out.put("surprise", anyText());
      return out;
    }
    String key = List.copyOf(out.keySet()).get(random.nextInt(out.size()));
    if (random.nextInt(4) == 0) {
      out.remove(key);
    } else {
      out.put(key, anyText());
    }
    return out;
  }

  private String anyText() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static XmlElement withChildren(XmlElement in, List<XmlElement> children) {
    return new XmlElement(in.namespace(), in.name(), in.attributes(), children, in.text());
  }
}
