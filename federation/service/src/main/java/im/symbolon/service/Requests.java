package im.symbolon.service;

import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.xmpp.packet.JID;

/** Answers the requests of one namespace. */
public interface Requests {
  String namespace();

  /** What disco#info says of it beside the namespace: identities and forms (XEP-0128). */
  default List<XmlElement> disco() {
    return List.of();
  }

  /**
   * True for an address other than the service's own at which these requests are answered, too. Who
   * may ask there is for {@link #answer} to decide.
   */
  default boolean isAnsweredAt(JID address) {
    return false;
  }

  /** False for what accounts and rooms answer, not the service; it is not said to know it then. */
  default boolean isOfService() {
    return true;
  }

  /**
   * The answer to a query (XEP-0030 §3.2, §4.2) about a node that these requests stand for; empty
   * for one that they do not.
   */
  default Optional<XmlElement> node(JID asker, XmlElement query) {
    return Optional.empty();
  }

  /**
   * The answer's element; empty for an answer without one.
   *
   * @throws Refusal for a request that is not granted; then nothing has changed
   */
  Optional<XmlElement> answer(Request request) throws Refusal;
}
