package im.symbolon.protocol.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListKeyXml;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code <epoch/>} without and with its signature. */
final class EpochXml {
  static final String NAME = "epoch";

  private static final String PARENT = "parent";
  private static final int MAX_CHILDREN =
      EpochDraft.MAX_PARENTS + EpochDraft.MAX_MEMBERS + EpochDraft.MAX_REMOVED;
  private static final Shape SHAPE =
      Shape.of(Namespaces.GROUPS, NAME, "room", "number", "genesis", "signer", "time", "signature");
  private static final Shape PARENT_SHAPE = Shape.of(Namespaces.GROUPS, PARENT);

  /** {@code signature='…'} and the space before it: 64 bytes in base64. */
  private static final int SIGNATURE = " signature=''".length() + 88;

  private EpochXml() {}

  /** Bytes of the whole element. */
  static int length(EpochDraft draft) {
    return write(draft).build().toXml().getBytes(UTF_8).length + SIGNATURE;
  }

  /** All but the signature. */
  static XmlElement.Builder write(EpochDraft draft) {
    XmlElement.Builder out =
        SHAPE
            .start()
            .with("room", draft.room().toString())
            .with("number", Long.toString(draft.number()))
            .with("signer", draft.signer().toString())
            .with("time", Numbers.write(draft.time()));
    draft.genesis().ifPresent(hash -> out.with("genesis", hash.toBase64()));
    out.with(ListKeyXml.write(draft.certificate()));
    draft.parents().forEach(each -> out.with(PARENT_SHAPE.start().text(each.toBase64()).build()));
    draft.members().forEach(each -> out.with(MemberXml.write(each)));
    draft.removed().forEach(each -> out.with(MemberXml.write(each)));
    return out;
  }

  /** IllegalArgumentException for parts that do not go together. */
  static Epoch read(XmlElement element) throws ProtocolException {
    ListKeyCertificate certificate = ListKeyXml.read(certificate(element));
    XmlElement rest = withoutCertificate(element);
    SHAPE.container(rest, MAX_CHILDREN, PARENT, MemberXml.MEMBER, MemberXml.REMOVED);
    requireAtMost(rest, PARENT, EpochDraft.MAX_PARENTS);
    requireAtMost(rest, MemberXml.MEMBER, EpochDraft.MAX_MEMBERS);
    requireAtMost(rest, MemberXml.REMOVED, EpochDraft.MAX_REMOVED);
    Optional<String> genesis = rest.attribute("genesis");
    EpochDraft draft =
        new EpochDraft(
            BareJid.parse(rest.required("room")),
            Numbers.parse(rest.required("number"), Numbers.MAX),
            genesis.isPresent() ? Optional.of(EpochHash.parse(genesis.get())) : Optional.empty(),
            parents(rest),
            members(rest),
            removed(rest),
            BareJid.parse(rest.required("signer")),
            certificate,
            Numbers.parseInstant(rest.required("time")));
    return draft.signedWith(Signature.parse(rest.required("signature")));
  }

  private static List<EpochHash> parents(XmlElement in) throws ProtocolException {
    List<EpochHash> out = new ArrayList<>();
    for (XmlElement each : in.children(PARENT)) {
      out.add(EpochHash.parse(PARENT_SHAPE.leaf(each)));
    }
    return out;
  }

  private static List<Member> members(XmlElement in) throws ProtocolException {
    List<Member> out = new ArrayList<>();
    for (XmlElement each : in.children(MemberXml.MEMBER)) {
      out.add(MemberXml.read(each));
    }
    return out;
  }

  private static List<Removal> removed(XmlElement in) throws ProtocolException {
    List<Removal> out = new ArrayList<>();
    for (XmlElement each : in.children(MemberXml.REMOVED)) {
      out.add(MemberXml.readRemoval(each));
    }
    return out;
  }

  private static boolean isCertificate(XmlElement child) {
    return child.is(Namespaces.DEVICES, ListKeyXml.NAME);
  }

  private static XmlElement certificate(XmlElement element) throws ProtocolException {
    long found = element.children().stream().filter(EpochXml::isCertificate).count();
    Optional<XmlElement> first = element.child(Namespaces.DEVICES, ListKeyXml.NAME);
    if (found != 1 || !first.isPresent()) {
      throw new ProtocolException(Reason.MALFORMED, "<epoch> needs exactly one <certificate>");
    }
    return first.get();
  }

  private static XmlElement withoutCertificate(XmlElement in) {
    List<XmlElement> rest = new ArrayList<>(in.children());
    rest.removeIf(EpochXml::isCertificate);
    return new XmlElement(in.namespace(), in.name(), in.attributes(), rest, in.text());
  }

  private static void requireAtMost(XmlElement element, String child, int max)
      throws ProtocolException {
    if (element.children(child).size() > max) {
      throw new ProtocolException(Reason.OVERSIZED, "too many <" + child + "> in an epoch");
    }
  }
}
