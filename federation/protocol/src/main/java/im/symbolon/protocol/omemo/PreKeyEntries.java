package im.symbolon.protocol.omemo;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one-time prekeys of a bundle that is being read. */
final class PreKeyEntries {
  private final String idAttribute;
  private final KeyReader keys;

  PreKeyEntries(String idAttribute, KeyReader keys) {
    this.idAttribute = idAttribute;
    this.keys = keys;
  }

  /**
   * All of them, in order.
   *
   * @throws ProtocolException MALFORMED, also for two under one id; OVERSIZED, OUT_OF_RANGE or
   *     WEAK_KEY
   */
  List<PreKey> read(List<XmlElement> entries) throws ProtocolException {
    if (entries.size() > Bundle.MAX_PRE_KEYS) {
      throw new ProtocolException(Reason.OVERSIZED, "too many prekeys");
    }
    Map<PreKeyId, PreKey> found = new LinkedHashMap<>();
    for (XmlElement entry : entries) {
      PreKeyId id = PreKeyId.parse(entry.required(idAttribute));
      if (found.put(id, new PreKey(id, keys.read(entry.text()))) != null) {
        throw new ProtocolException(Reason.MALFORMED, "a prekey id appears twice");
      }
    }
    return new ArrayList<>(found.values());
  }

  /** How a version writes a key as text. */
  @FunctionalInterface
  interface KeyReader {
    CurveKey read(String base64) throws ProtocolException;
  }
}
