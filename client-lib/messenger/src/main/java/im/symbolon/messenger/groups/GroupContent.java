package im.symbolon.messenger.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.core.NotSendable;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.groups.PayloadHashes;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.SealedContent;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.groups.SealedSlot;
import java.util.List;
import java.util.Optional;

/**
 * What a group's stanza holds besides the slot.
 *
 * @param payload that the slot opens
 * @param beside OMEMO for other clients; of OMEMO 2 it has the same payload
 */
record GroupContent(Ciphertext payload, List<OmemoElement> beside) {
  GroupContent {
    beside = List.copyOf(beside);
  }

  /** What the slot's signature says of the payloads (REVIEW 5). */
  PayloadHashes hashes() {
    return PayloadHashes.of(payload, payloadOf(OmemoVersion.LEGACY));
  }

  private Optional<Ciphertext> payloadOf(OmemoVersion version) {
    return beside.stream()
        .filter(each -> each.version() == version)
        .findFirst()
        .flatMap(OmemoElement::content)
        .map(SealedContent::ciphertext);
  }

  /**
   * The stanza's children; the payload stands beside the slot if others need it there.
   *
   * @throws NotSendable when servers may not carry it: one message is never split (REVIEW 32)
   */
  List<XmlElement> children(SealedSlot slot) throws NotSendable {
    boolean shared = payloadOf(OmemoVersion.OMEMO_2).isPresent();
    Optional<Ciphertext> own = shared ? Optional.empty() : Optional.of(payload);
    List<XmlElement> children = SealedStanza.children(slot.element(own), beside);
    long bytes = children.stream().mapToLong(each -> each.toXml().getBytes(UTF_8).length).sum();
    if (bytes > Beside.MAX_CHILDREN_BYTES) {
      throw new NotSendable("the stanza would be too large");
    }
    return children;
  }
}
