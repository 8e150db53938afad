package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.groups.GroupMember;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the members of a group are called, so that nobody can be taken for another. */
final class GroupNames {
  private final Messenger messenger;
  private final ChatItems items;

  GroupNames(Messenger messenger, ChatItems items) {
    this.messenger = messenger;
    this.items = items;
  }

  /**
   * Everybody in it; whoever is called like another one, or looks so, with their address. So is
   * whoever calls themselves by an address, which may be another one's.
   */
  Map<BareJid, String> in(BareJid room) throws StoreException {
    Map<BareJid, String> names = new TreeMap<>();
    Map<String, Integer> shapes = new HashMap<>();
    for (GroupMember each : messenger.groups().members(room)) {
      String name = items.nameOf(each.account());
      names.put(each.account(), name);
      shapes.merge(Lookalike.shape(name), 1, Integer::sum);
    }
    names.replaceAll(
        (who, name) ->
            shapes.get(Lookalike.shape(name)) > 1 || name.indexOf('@') >= 0
                ? name + " (" + Harmless.address(who.toString()) + ")"
                : name);
    return Collections.unmodifiableMap(names);
  }
}
