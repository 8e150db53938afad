package im.symbolon.world;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Servers that say what device lists once were, or that there are none. */
public final class ListLies {
  private static final Set<String> LISTS =
      Set.of(Namespaces.OMEMO_2_DEVICES, Namespaces.OMEMO_LEGACY_DEVICES, Namespaces.DEVICES);

  private static final String ITEM = "current";

  private final Map<String, List<XmlElement>> before = new TreeMap<>();
  private final Map<BareJid, Integer> lies = new TreeMap<>();

  /** Everybody is told from now on that this account has no lists. */
  public void withhold(BareJid account) {
    lies.put(account, 0);
  }

  /** Everybody is told from now on what the lists were, so many publications ago. */
  public void rollBack(BareJid account, int publications) {
    lies.put(account, Math.max(1, publications));
  }

  /** That account's lists are shown as they are. */
  public void end(BareJid account) {
    lies.remove(account);
  }

  void published(BareJid owner, String node, Optional<XmlElement> replaced) {
    if (LISTS.contains(node)) {
      replaced.ifPresent(
          old -> before.computeIfAbsent(owner + " " + node, n -> new ArrayList<>()).add(old));
    }
  }

  Map<String, XmlElement> shown(BareJid owner, String node, Map<String, XmlElement> truth) {
    Integer lie = lies.get(owner);
    if (lie == null || !LISTS.contains(node)) {
      return truth;
    }
    List<XmlElement> old = before.getOrDefault(owner + " " + node, List.of());
    return lie == 0 || old.isEmpty()
        ? Map.of()
        : Map.of(ITEM, old.get(Math.max(0, old.size() - lie)));
  }
}
