package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.Vectors;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What each version calls the same thing, to write what no codec of ours would. */
enum Words {
  LEGACY(
      OmemoVersion.LEGACY,
      "list",
      List.of("signedPreKeyPublic", "signedPreKeySignature", "identityKey", "preKeyPublic"),
      List.of("signedPreKeyId", "preKeyId", "prekey")),
  OMEMO_2(
      OmemoVersion.OMEMO_2,
      "devices",
      List.of("spk", "spks", "ik", "pk"),
      List.of("id", "id", "kex"));

  final OmemoVersion version;
  final String namespace;
  final String list;
  final String signed;
  final String signature;
  final String identity;
  final String oneTime;
  final String signedId;
  final String oneTimeId;
  final String exchange;

  Words(OmemoVersion version, String list, List<String> parts, List<String> attributes) {
    this.version = version;
    this.namespace = version.namespace();
    this.list = list;
    this.signed = parts.get(0);
    this.signature = parts.get(1);
    this.identity = parts.get(2);
    this.oneTime = parts.get(3);
    this.signedId = attributes.get(0);
    this.oneTimeId = attributes.get(1);
    this.exchange = attributes.get(2);
  }

  WireFormat format() {
    return WireFormat.of(version);
  }

  XmlElement.Builder start(String name) {
    return element(namespace, name);
  }

  XmlElement devices(List<XmlElement> devices) {
    return start(list).with(devices).build();
  }

  XmlElement device(String id) {
    return start("device").with("id", id).build();
  }

  /** A bundle that a reference implementation signed. */
  XmlElement bundle() {
    String name = this == LEGACY ? "legacy" : "omemo2";
    return Vectors.tree(
        Vectors.read("wire.txt", Map.of("version", name, "kind", "bundle")).get(1).get("xml"));
  }

  /** That bundle, the text of one part changed. */
  XmlElement rewriting(String part, UnaryOperator<String> text) {
    return bundle(
        part,
        child ->
            List.of(
                new XmlElement(
                    namespace,
                    part,
                    child.attributes(),
                    child.children(),
                    text.apply(child.text()))));
  }

  /** That bundle, one part replaced by these. */
  XmlElement bundle(String part, Replacement by) {
    List<XmlElement> parts = new ArrayList<>();
    for (XmlElement child : bundle().children()) {
      parts.addAll(child.name().equals(part) ? by.replace(child) : List.of(child));
    }
    return start("bundle").with(parts).build();
  }

  XmlElement bundleWith(List<XmlElement> preKeys) {
    return bundle("prekeys", any -> List.of(start("prekeys").with(preKeys).build()));
  }

  XmlElement preKey(String id) {
    String key = bundle().child("prekeys").orElseThrow().children().get(0).text();
    return start(oneTime).with(oneTimeId, id).text(key).build();
  }

  XmlElement key(String rid) {
    return start("key").with("rid", rid).text("QUFB").build();
  }

  XmlElement iv(int bytes) {
    return start("iv").text(Base64.getEncoder().encodeToString(new byte[bytes])).build();
  }

  /** A header for {@code bob@beta.test}, with a vector where there are such. */
  XmlElement header(List<XmlElement> keys) {
    XmlElement.Builder header = start("header").with("sid", "27183");
    return this == LEGACY
        ? header.with(keys).with(iv(12)).build()
        : header.with(start("keys").with("jid", "bob@beta.test").with(keys).build()).build();
  }

  XmlElement message(XmlElement... parts) {
    return start("encrypted").with(List.of(parts)).build();
  }

  XmlElement payload() {
    return start("payload").text("QUFB").build();
  }

  /** What comes in the place of a part. */
  interface Replacement {
    List<XmlElement> replace(XmlElement part);
  }
}
