package im.symbolon.protocol.omemo;

import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spoils one place in a tree. */
final class Grafting {
  private Grafting() {}

  /** Replaces, adds or removes something that {@code where} chooses. */
  static XmlElement onto(XmlElement tree, XmlElement part, int where) {
    int choice = Math.floorMod(where, 5);
    int deeper = where / 5;
    if (choice < 2 && !tree.children().isEmpty()) {
      int index = Math.floorMod(deeper, tree.children().size());
      List<XmlElement> children = new ArrayList<>(tree.children());
      XmlElement child = children.get(index);
      children.set(index, choice == 0 ? part : onto(child, part, deeper / 3));
      return rebuilt(tree, tree.attributes(), children, tree.text());
    }
    if (choice == 2) {
      List<XmlElement> children = new ArrayList<>(tree.children());
      children.add(part);
      return rebuilt(tree, tree.attributes(), children, tree.text());
    }
    if (choice == 3) {
      Map<String, String> attributes = new LinkedHashMap<>(tree.attributes());
      attributes.putAll(part.attributes());
      return rebuilt(tree, attributes, tree.children(), tree.text());
    }
    return rebuilt(tree, Map.of(), tree.children(), part.text());
  }

  private static XmlElement rebuilt(
      XmlElement tree, Map<String, String> attributes, List<XmlElement> children, String text) {
    return new XmlElement(tree.namespace(), tree.name(), attributes, children, text);
  }
}
