package im.symbolon.world;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What servers show one person of another's nodes instead of what is published there; about these
 * nodes that person is then notified of nothing either.
 */
public final class Views {
  private final Map<String, Map<String, XmlElement>> shown = new TreeMap<>();
  private final Set<String> ownersOnly = new HashSet<>();

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

  /** Nobody sees that node of anybody else, as if all others had clients that know none such. */
  public void hideFromOthers(String node) {
    ownersOnly.add(node);
  }

  Optional<Map<String, XmlElement>> of(BareJid asker, BareJid owner, String node) {
    if (ownersOnly.contains(node) && !asker.equals(owner)) {
      return Optional.of(Map.of());
    }
    return Optional.ofNullable(shown.get(key(asker, owner, node)));
  }

  private static String key(BareJid asker, BareJid owner, String node) {
    return asker + " " + owner + " " + node;
  }
}
