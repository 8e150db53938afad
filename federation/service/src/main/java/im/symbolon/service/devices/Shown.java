package im.symbolon.service.devices;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What PEP shows of an account's lists.
 *
 * @param lists empty ones where there are none; without those about which nobody could be asked
 */
public record Shown(Map<OmemoVersion, DeviceList> lists) {
  public Shown {
    Map<OmemoVersion, DeviceList> copy = new EnumMap<>(OmemoVersion.class);
    copy.putAll(lists);
    lists = Collections.unmodifiableMap(copy);
  }
}
