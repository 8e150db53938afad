package im.symbolon.service.pep;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.service.Dom4jXml;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;

/** Device lists inside of stanzas. */
final class ListXml {
  private static final List<String> LABELS = List.of("label", "labelsig");

  private ListXml() {}

  /**
   * The list that an element is.
   *
   * @throws ProtocolException when it is none, or has too many devices
   */
  static DeviceList read(OmemoVersion omemo, Element list) throws ProtocolException {
    return WireFormat.of(omemo).decodeDevices(Dom4jXml.read(list));
  }

  /** Writes a list that is not empty, with the labels that these devices have in another. */
  static Element write(OmemoVersion omemo, DeviceList list, Element labels) {
    Element out = Dom4jXml.write(WireFormat.of(omemo).encodeDevices(list));
    Map<String, Element> named = new TreeMap<>();
    for (Object each : labels.elements("device")) {
      Element device = (Element) each;
      if (device.attributeValue("id") != null) {
        named.putIfAbsent(device.attributeValue("id"), device);
      }
    }
    for (Object each : out.elements("device")) {
      Element device = (Element) each;
      copyLabels(named.get(device.attributeValue("id")), device);
    }
    return out;
  }

  private static void copyLabels(Element from, Element to) {
    for (String each : LABELS) {
      if (from != null && from.attributeValue(each) != null) {
        to.addAttribute(each, from.attributeValue(each));
      }
    }
  }

  /** A list without devices, as there is one where an item was taken away. */
  static Element empty() {
    return DocumentHelper.createElement(QName.get("none", "urn:none"));
  }

  /** The devices of all items that are lists; what is none, the session cannot read either. */
  static SortedSet<DeviceId> devices(OmemoVersion omemo, Element items) {
    SortedSet<DeviceId> out = new TreeSet<>();
    for (Object item : items.elements("item")) {
      for (Object list : ((Element) item).elements()) {
        out.addAll(devicesOf(omemo, (Element) list));
      }
    }
    return out;
  }

  private static SortedSet<DeviceId> devicesOf(OmemoVersion omemo, Element list) {
    try {
      return read(omemo, list).devices();
    } catch (ProtocolException e) {
      return new TreeSet<>();
    }
  }
}
