package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code <member/>} and {@code <removed/>} of an epoch. */
final class MemberXml {
  static final String MEMBER = "member";
  static final String REMOVED = "removed";

  private static final String DEVICE = "device";
  private static final Shape MEMBER_SHAPE =
      Shape.of(Namespaces.GROUPS, MEMBER, "jid", "role", "root");
  private static final Shape DEVICE_SHAPE = Shape.of(Namespaces.GROUPS, DEVICE, "id", "identity");
  private static final Shape REMOVED_SHAPE =
      Shape.of(Namespaces.GROUPS, REMOVED, "jid", "number", "by");

  private MemberXml() {}

  static XmlElement write(Member member) {
    XmlElement.Builder out =
        MEMBER_SHAPE
            .start()
            .with("jid", member.jid().toString())
            .with("role", member.role().wireName());
    member.root().ifPresent(root -> out.with("root", root.key().toBase64()));
    if (member.keys() instanceof Member.Foreign foreign) {
      foreign.devices().forEach((id, key) -> out.with(device(id, key)));
    }
    return out.build();
  }

  /** IllegalArgumentException for parts that do not go together. */
  static Member read(XmlElement element) throws ProtocolException {
    MEMBER_SHAPE.container(element, Member.MAX_DEVICES, DEVICE);
    BareJid jid = BareJid.parse(element.required("jid"));
    MemberRole role = MemberRole.parse(element.required("role"));
    Optional<String> root = element.attribute("root");
    if (root.isPresent() != element.children().isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "a member has a root or devices");
    }
    return root.isPresent()
        ? Member.account(jid, role, new AccountRoot(IdentityKey.parse(root.get())))
        : new Member(jid, role, new Member.Foreign(devices(element)));
  }

  static XmlElement write(Removal removal) {
    XmlElement.Builder out =
        REMOVED_SHAPE
            .start()
            .with("jid", removal.jid().toString())
            .with("number", Long.toString(removal.number()));
    removal.by().ifPresent(hash -> out.with("by", hash.toBase64()));
    return out.build();
  }

  /** IllegalArgumentException for a number out of range. */
  static Removal readRemoval(XmlElement element) throws ProtocolException {
    REMOVED_SHAPE.empty(element);
    Optional<String> by = element.attribute("by");
    return new Removal(
        BareJid.parse(element.required("jid")),
        Numbers.parse(element.required("number"), Numbers.MAX),
        by.isPresent() ? Optional.of(EpochHash.parse(by.get())) : Optional.empty());
  }

  private static XmlElement device(DeviceId id, IdentityKey key) {
    return DEVICE_SHAPE.start().with("id", id.toString()).with("identity", key.toBase64()).build();
  }

  private static SortedMap<DeviceId, IdentityKey> devices(XmlElement member)
      throws ProtocolException {
    SortedMap<DeviceId, IdentityKey> found = new TreeMap<>();
    for (XmlElement each : member.children()) {
      DEVICE_SHAPE.empty(each);
      DeviceId id = DeviceId.parse(each.required("id"));
      if (!found.isEmpty() && found.lastKey().compareTo(id) >= 0) {
        throw new ProtocolException(Reason.MALFORMED, "devices of a member are not in order");
      }
      found.put(id, IdentityKey.parse(each.required("identity")));
    }
    return found;
  }
}
