package im.symbolon.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How one Openfire of a lab differs from the small one with an embedded database.
 *
 * @param properties system properties of this one, which win over those for all
 * @param database where it keeps its tables instead
 * @param forLoad whether it gets the memory and the compiler of a server for many people
 */
public record OpenfireTuning(
    Map<String, String> properties, Optional<ServerDatabase> database, boolean forLoad) {
  /** No difference. */
  public static final OpenfireTuning NONE = new OpenfireTuning(Map.of(), Optional.empty(), false);

  public OpenfireTuning {
    properties = Map.copyOf(properties);
  }

  OpenfireTuning withProperty(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new OpenfireTuning(more, database, forLoad);
  }

  OpenfireTuning on(ServerDatabase other) {
    return new OpenfireTuning(properties, Optional.of(other), forLoad);
  }

  OpenfireTuning madeForLoad() {
    return new OpenfireTuning(properties, database, true);
  }
}
