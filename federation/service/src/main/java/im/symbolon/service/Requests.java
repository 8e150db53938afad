package im.symbolon.service;

import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** Answers the requests of one namespace. */
public interface Requests {
  String namespace();

  /** What disco#info says of it beside the namespace: identities and forms (XEP-0128). */
  default List<XmlElement> disco() {
    return List.of();
  }

  /**
   * The answer's element; empty for an answer without one.
   *
   * @throws Refusal for a request that is not granted; then nothing has changed
   */
  Optional<XmlElement> answer(Request request) throws Refusal;
}
