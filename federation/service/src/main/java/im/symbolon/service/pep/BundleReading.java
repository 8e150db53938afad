package im.symbolon.service.pep;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.prekeys.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dom4j.Element;

/** Gives each reader of a bundle another part of its prekeys, in place. */
final class BundleReading {
  /** The least that a bundle must have (XEP-0384 §5.3.2); a reader needs one. */
  static final int PART = Bundle.MIN_PRE_KEYS;

  private final DeviceLists lists;

  BundleReading(DeviceLists lists) {
    this.lists = lists;
  }

  /** The element is the {@code <items/>} of an answer. */
  void answer(BareJid owner, OmemoNode node, Element items) throws StoreException {
    for (Object each : items.elements("item")) {
      Element item = (Element) each;
      Optional<DeviceId> device = node.device(item.attributeValue("id"));
      Element bundle = item.element("bundle");
      Element preKeys = bundle == null ? null : bundle.element("prekeys");
      if (device.isPresent() && preKeys != null && preKeys.elements().size() > PART) {
        keep(preKeys, lists.turn(new DeviceAddress(owner, device.get())));
      }
    }
  }

  private static void keep(Element preKeys, int turn) {
    List<Element> all = new ArrayList<>();
    for (Object each : preKeys.elements()) {
      all.add((Element) each);
    }
    int first = (int) ((long) turn * PART % all.size());
    for (int i = 0; i < all.size(); i++) {
      if (Math.floorMod(i - first, all.size()) >= PART) {
        preKeys.remove(all.get(i));
      }
    }
  }
}
