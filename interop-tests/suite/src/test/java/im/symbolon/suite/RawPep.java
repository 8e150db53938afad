package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.TestDevice;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** OMEMO's nodes in PEP, spoken to in plain IQs. */
final class RawPep {
  private RawPep() {}

  /** Publishes a list as a client does that knows no other device. */
  static XmlElement publishList(RawClient owner, OmemoVersion omemo, int... devices)
      throws Exception {
    return done(owner, publication(omemo, devices));
  }

  /** What {@link #publishList} asks. */
  static String publication(OmemoVersion omemo, int... devices) {
    WireFormat format = WireFormat.of(omemo);
    String list = format.encodeDevices(new DeviceList(ids(devices))).toXml();
    return publish(format.devicesNode(), "current", list);
  }

  /** Takes the list away. */
  static XmlElement retract(RawClient owner, OmemoVersion omemo) throws Exception {
    String node = WireFormat.of(omemo).devicesNode();
    return done(owner, pubsub("<retract node='" + node + "'><item id='current'/></retract>"));
  }

  /** Publishes the bundle of device 7. */
  static XmlElement publishBundle(RawClient owner, Bundle bundle) throws Exception {
    WireFormat format = WireFormat.of(bundle.version());
    BundlePlace place = format.bundleOf(new DeviceId(7));
    return done(owner, publish(place.node(), place.item(), format.encodeBundle(bundle).toXml()));
  }

  /**
   * Openfire answers before it does what it was asked to; what the same session asks next, it looks
   * at after that.
   */
  private static XmlElement done(RawClient owner, String request) throws Exception {
    XmlElement answer = owner.ask("set", null, request);
    owner.ask("get", null, pubsub("<items node='urn:nothing'/>"));
    return answer;
  }

  /** A device's bundle as somebody gets it. */
  static Bundle bundle(RawClient reader, TestDevice device, OmemoVersion omemo) throws Exception {
    WireFormat format = WireFormat.of(omemo);
    BundlePlace place = format.bundleOf(device.address().device());
    XmlElement items = read(reader, device.address().account().toString(), place.node());
    XmlElement item =
        items.children("item").stream()
            .filter(each -> each.attribute("id").equals(Optional.of(place.item())))
            .findFirst()
            .orElseThrow(() -> new AssertionError(items.toXml()));
    return format.decodeBundle(item.children().get(0));
  }

  /** The devices of a list as somebody gets it; none when it has no item. */
  static SortedSet<DeviceId> listed(RawClient reader, String owner, OmemoVersion omemo)
      throws Exception {
    WireFormat format = WireFormat.of(omemo);
    SortedSet<DeviceId> out = new TreeSet<>();
    for (XmlElement item : read(reader, owner, format.devicesNode()).children("item")) {
      out.addAll(format.decodeDevices(item.children().get(0)).devices());
    }
    return out;
  }

  /** A node's items as somebody gets them. */
  static XmlElement read(RawClient reader, String owner, String node) throws Exception {
    XmlElement answer = reader.ask("get", owner, pubsub("<items node='" + node + "'/>"));
    return content(answer).child("items").orElseThrow();
  }

  /** What an answer brings. */
  static XmlElement content(XmlElement answer) {
    accepted(answer);
    return answer.children().get(0);
  }

  /** Fails for an answer that refuses. */
  static void accepted(XmlElement answer) {
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
  }

  /** A publication of one item. */
  static String publish(String node, String item, String payload) {
    return pubsub(
        "<publish node='"
            + node
            + "'><item id='"
            + item
            + "'>"
            + payload
            + "</item></publish><publish-options><x xmlns='jabber:x:data' type='submit'>"
            + "<field var='FORM_TYPE' type='hidden'>"
            + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
            + "<field var='pubsub#access_model'><value>open</value></field>"
            + "</x></publish-options>");
  }

  static String pubsub(String content) {
    return "<pubsub xmlns='" + Namespaces.PUBSUB + "'>" + content + "</pubsub>";
  }

  static SortedSet<DeviceId> ids(int... devices) {
    return new TreeSet<>(Arrays.stream(devices).mapToObj(DeviceId::new).toList());
  }
}
