package im.symbolon.messenger.linking;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.linking.SealedGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * {@code <link-grant key by part of>} with base64: one of the pieces that a sealed grant is cut
 * into, since it may be larger than a stanza. Only all of them together are authentic.
 *
 * @param part from 1 to {@code of}
 */
record GrantPart(CurveKey key, boolean scanned, int part, int of, Ciphertext bytes) {
  static final String NAME = "link-grant";

  /** Twice in base64 it fits into a stanza. */
  static final int PART_BYTES = 64 * 1024;

  /** 8 MiB: verifications of many thousands of people. */
  static final int MAX_PARTS = 128;

  private static final Shape SHAPE = Shape.of(Namespaces.LINKING, NAME, "key", "by", "part", "of");
  private static final int MAX_BASE64 = PART_BYTES / 3 * 4 + 8;

  /**
   * Cuts.
   *
   * @throws IllegalArgumentException when it is too large
   */
  static List<GrantPart> of(SealedGrant grant) {
    byte[] all = grant.sealed().bytes();
    int of = (all.length + PART_BYTES - 1) / PART_BYTES;
    if (of > MAX_PARTS) {
      throw new IllegalArgumentException("too much to be handed over");
    }
    List<GrantPart> parts = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      int end = Math.min(all.length, (i + 1) * PART_BYTES);
      Ciphertext bytes = Ciphertext.of(Arrays.copyOfRange(all, i * PART_BYTES, end));
      parts.add(new GrantPart(grant.oneTimeKey(), grant.scanned(), i + 1, of, bytes));
    }
    return Collections.unmodifiableList(parts);
  }

  XmlElement encode() {
    return SHAPE
        .start()
        .with("key", key.toBase64())
        .with("by", scanned ? "scan" : "type")
        .with("part", Integer.toString(part))
        .with("of", Integer.toString(of))
        .text(Base64.getEncoder().encodeToString(bytes.bytes()))
        .build();
  }

  static GrantPart decode(XmlElement element) throws ProtocolException {
    String text = SHAPE.leaf(element);
    String by = element.required("by");
    int of = number(element.required("of"));
    int part = number(element.required("part"));
    if (text.length() > MAX_BASE64 || of > MAX_PARTS) {
      throw new ProtocolException(Reason.OVERSIZED, "too much at once");
    }
    if (part > of || !(by.equals("scan") || by.equals("type"))) {
      throw new ProtocolException(Reason.MALFORMED, "not a part of a grant");
    }
    try {
      Ciphertext bytes = Ciphertext.of(Base64.getDecoder().decode(text));
      return new GrantPart(
          CurveKey.parse(element.required("key")), by.equals("scan"), part, of, bytes);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "not base64", e);
    }
  }

  private static int number(String digits) throws ProtocolException {
    if (!digits.matches("[1-9][0-9]{0,3}")) {
      throw new ProtocolException(Reason.MALFORMED, "not a number of parts");
    }
    return Integer.parseInt(digits);
  }
}
