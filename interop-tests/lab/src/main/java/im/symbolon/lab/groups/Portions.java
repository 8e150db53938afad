package im.symbolon.lab.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.Commitment;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.RecipientsHash;
import im.symbolon.protocol.groups.SealedElement;
import im.symbolon.protocol.groups.SealedElementCodec;
import im.symbolon.protocol.groups.Slot;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the bytes of a message of ours are for. */
final class Portions {
  private static final int CHAIN_AND_PLACE_IN_IT = ChainId.LENGTH + 2;
  private static final int EPOCH = 8 + EpochHash.LENGTH;
  private static final int VERSION_AND_DEVICE = 1 + 4;

  private final Map<String, Integer> bytes = new LinkedHashMap<>();
  private int accounted;

  private Portions() {}

  /**
   * Takes a message apart.
   *
   * @param textLength bytes of the text that was sealed
   */
  static Portions of(XmlElement message, int textLength) throws ProtocolException {
    Portions out = new Portions();
    for (XmlElement child : message.children()) {
      if (SealedElementCodec.isNamed(child)) {
        out.sealed(child, textLength);
      } else {
        out.put("<" + child.name() + "/>", length(message) - length(without(message, child)));
      }
    }
    out.put("<message/> around it", length(message) - out.accounted);
    return out;
  }

  private void sealed(XmlElement element, int textLength) throws ProtocolException {
    SealedElement sealed = SealedElementCodec.decode(element);
    int payload = sealed.payload().map(Ciphertext::length).orElse(0);
    int before = accounted;
    put("the text", textLength);
    put("its markup, time and padding", payload - textLength);
    put("signature", Signature.LENGTH);
    put("slot", Slot.LENGTH);
    put("commitment", Commitment.LENGTH);
    put("hash of the recipients", RecipientsHash.LENGTH);
    put("genesis hash", EpochHash.LENGTH);
    put("epoch", EPOCH);
    put("chain, place in it", CHAIN_AND_PLACE_IN_IT);
    put("version, device", VERSION_AND_DEVICE);
    put("message id", 1 + sealed.message().value().length());
    put("base64 of all this", element.text().length() - (accounted - before));
    put("<sealed/> around it", length(element) - element.text().length());
  }

  private void put(String what, int many) {
    bytes.put(what, many);
    accounted += many;
  }

  /** By what they are for, in bytes. */
  Map<String, Integer> all() {
    return bytes;
  }

  private static int length(XmlElement element) {
    return element.toXml().getBytes(UTF_8).length;
  }

  private static XmlElement without(XmlElement message, XmlElement child) {
    List<XmlElement> others = new ArrayList<>(message.children());
    others.remove(child);
    return new XmlElement(
        message.namespace(), message.name(), message.attributes(), others, message.text());
  }
}
