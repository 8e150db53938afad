package im.symbolon.messenger.xmpp.rooms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The ids of what this run said in a room and did not hear back yet; the newest only. */
final class SentIds {
  private static final int MAX = 256;

  private final Set<String> ids =
      Collections.newSetFromMap(
          new LinkedHashMap<String, Boolean>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MAX;
            }
          });

  synchronized void add(String id) {
    ids.add(id);
  }

  /** True the first time that it is heard. */
  synchronized boolean heard(String id) {
    return ids.remove(id);
  }
}
