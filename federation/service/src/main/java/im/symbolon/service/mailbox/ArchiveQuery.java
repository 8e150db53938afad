package im.symbolon.service.mailbox;

import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.xmpp.packet.PacketError.Condition;

/**
 * A query as somebody asked it (XEP-0313 §Querying an archive).
 *
 * @param queryId to be repeated with each message
 * @param only these messages and no other; everything for none
 * @param flipped true to get the page's messages backwards
 */
record ArchiveQuery(
    Optional<String> queryId, Query query, SortedSet<MailboxId> only, boolean flipped) {
  /** It comes back with each message of a page. */
  private static final int MAX_QUERY_ID = 256;

  ArchiveQuery {
    Objects.requireNonNull(queryId);
    Objects.requireNonNull(query);
    Objects.requireNonNull(only);
  }

  /**
   * Reads {@code <query/>}. Children that are not known are not looked at.
   *
   * @throws Refusal bad-request, item-not-found for ids that no archive here ever gave, or
   *     feature-not-implemented
   */
  static ArchiveQuery parse(XmlElement element) throws Refusal {
    Optional<String> queryId = element.attribute("queryid");
    if (queryId.filter(id -> id.length() > MAX_QUERY_ID).isPresent()) {
      throw new Refusal(Condition.bad_request, "The query's id is too long.");
    }
    if (element.attribute("node").isPresent()) {
      throw new Refusal(Condition.item_not_found, "There is no such node.");
    }
    QueryForm form = QueryForm.parse(one(element, QueryForm.NAMESPACE, "x"));
    Paging paging = Paging.parse(one(element, ArchiveXml.RSM, "set"));
    Query query = new Query(form.filter(), paging.range(), paging.max(), paging.fromEnd());
    boolean flipped = one(element, ArchiveXml.MAM, "flip-page").isPresent();
    return new ArchiveQuery(queryId, query, form.ids(), flipped);
  }

  private static Optional<XmlElement> one(XmlElement parent, String namespace, String name)
      throws Refusal {
    List<XmlElement> found =
        parent.children().stream().filter(each -> each.is(namespace, name)).toList();
    if (found.size() > 1) {
      throw new Refusal(Condition.bad_request, "A query has one <" + name + "> at most.");
    }
    return found.stream().findFirst();
  }

  /** A place that somebody names. Whether it holds a message does not matter (REVIEW 16). */
  static MailboxId place(String text) throws Refusal {
    try {
      return MailboxId.parse(text.trim());
    } catch (im.symbolon.protocol.ProtocolException e) {
      throw new Refusal(Condition.item_not_found, "There never was such a message here.", e);
    }
  }
}
