package im.symbolon.world;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What servers show one person of another's nodes instead of what is published there; about these
 * nodes that person is then notified of nothing either.
 */
public final class Views {
  private final Map<String, Map<String, XmlElement>> shown = new TreeMap<>();

  /** One item, and no other. */
  public void show(BareJid to, BareJid owner, String node, String item, XmlElement content) {
    shown.put(key(to, owner, node), Map.of(item, content));
  }

  /** As if there were no such node. */
  public void hide(BareJid from, BareJid owner, String node) {
    shown.put(key(from, owner, node), Map.of());
  }

  /** As it is published. */
  public void end(BareJid to, BareJid owner, String node) {
    shown.remove(key(to, owner, node));
  }

  Optional<Map<String, XmlElement>> of(BareJid asker, BareJid owner, String node) {
    return Optional.ofNullable(shown.get(key(asker, owner, node)));
  }

  private static String key(BareJid asker, BareJid owner, String node) {
    return asker + " " + owner + " " + node;
  }
}
