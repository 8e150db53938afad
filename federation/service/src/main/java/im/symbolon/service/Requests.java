package im.symbolon.service;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** Answers the requests of one namespace. */
public interface Requests {
  String namespace();

  /**
   * The answer's element; empty for an answer without one.
   *
   * @throws Refusal for a request that is not granted; then nothing has changed
   */
  Optional<XmlElement> answer(Request request) throws Refusal;
}
