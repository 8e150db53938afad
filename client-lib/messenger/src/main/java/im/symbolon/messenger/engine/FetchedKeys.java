package im.symbolon.messenger.engine;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bundles that were fetched to begin sessions with, each with one prekey. */
record FetchedKeys(Map<OmemoVersion, SortedMap<DeviceAddress, Bundle>> bundles) {
  Optional<Bundle> of(DeviceAddress device, OmemoVersion version) {
    return Optional.ofNullable(bundles.getOrDefault(version, new TreeMap<>()).get(device));
  }
}
