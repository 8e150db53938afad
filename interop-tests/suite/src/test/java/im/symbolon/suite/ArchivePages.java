package im.symbolon.suite;

import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jivesoftware.smack.StanzaCollector;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Stanza;

/** Asks for pages of archives by raw stanzas (XEP-0313). */
record ArchivePages(RawClient client) {
  /**
   * A page.
   *
   * @param results the messages' {@code <result/>}s
   * @param answer the IQ that came behind them
   */
  record Page(List<XmlElement> results, XmlElement answer) {
    /** Ids in the archive. */
    List<String> ids() {
      return results.stream().map(each -> each.attribute("id").orElseThrow()).toList();
    }

    /** The ids that their senders gave them. */
    List<String> messageIds() {
      return results.stream().map(Page::messageId).toList();
    }

    /** The archive's id of what its sender called that. */
    String idOf(String messageId) {
      return ids().get(messageIds().indexOf(messageId));
    }

    boolean isComplete() {
      return answer.toXml().contains("complete='true'");
    }

    private static String messageId(XmlElement result) {
      return result
          .child("urn:xmpp:forward:0", "forwarded")
          .flatMap(each -> each.child("jabber:client", "message"))
          .flatMap(each -> each.attribute("id"))
          .orElseThrow();
    }
  }

  /**
   * @param archive whose; null for leaving the address out
   * @param set the content of {@code <set/>}
   */
  Page ask(String archive, String set) throws Exception {
    StanzaCollector collector =
        client.plain().connection().createStanzaCollector(StanzaTypeFilter.MESSAGE);
    try {
      XmlElement answer =
          client.ask(
              "set",
              archive,
              "<query xmlns='urn:xmpp:mam:2' queryid='q'>"
                  + "<set xmlns='http://jabber.org/protocol/rsm'>"
                  + set
                  + "</set></query>");
      return new Page(results(collector), answer);
    } finally {
      collector.cancel();
    }
  }

  /** They came before the answer. */
  private static List<XmlElement> results(StanzaCollector collector) {
    List<XmlElement> found = new ArrayList<>();
    for (Stanza each = collector.pollResult(); each != null; each = collector.pollResult()) {
      RawXml.parse(each.toXML().toString()).child("urn:xmpp:mam:2", "result").ifPresent(found::add);
    }
    return found;
  }
}
