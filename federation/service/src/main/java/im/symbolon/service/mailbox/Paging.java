package im.symbolon.service.mailbox;

import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import java.util.Optional;
import org.xmpp.packet.PacketError.Condition;

/** Which page somebody wants (XEP-0059). */
record Paging(Filter.Range range, int max, boolean fromEnd) {
  private static final int MAX_DIGITS = 9;

  /**
   * Reads {@code <set/>}; without one it is the first page. As many as fit at most, whoever wants
   * more.
   *
   * @throws Refusal bad-request, item-not-found, or feature-not-implemented for an index
   */
  static Paging parse(Optional<XmlElement> set) throws Refusal {
    if (!set.isPresent()) {
      return new Paging(Filter.Range.ALL, Query.MAX, false);
    }
    if (child(set.get(), "index").isPresent()) {
      throw new Refusal(Condition.feature_not_implemented, "Pages have no numbers here.");
    }
    Optional<String> after = child(set.get(), "after");
    Optional<String> before = child(set.get(), "before");
    if (after.isPresent() && before.isPresent()) {
      throw new Refusal(Condition.bad_request, "A page is after a message or before it.");
    }
    Filter.Range range = Filter.Range.ALL;
    if (after.isPresent() && !after.get().isEmpty()) {
      range = range.after(ArchiveQuery.place(after.get()));
    }
    if (before.isPresent() && !before.get().isEmpty()) {
      range = range.before(ArchiveQuery.place(before.get()));
    }
    return new Paging(range, max(child(set.get(), "max")), before.isPresent());
  }

  private static Optional<String> child(XmlElement set, String name) throws Refusal {
    if (set.children(name).size() > 1) {
      throw new Refusal(Condition.bad_request, "A page has one <" + name + "> at most.");
    }
    return set.child(name).map(XmlElement::text).map(String::trim);
  }

  private static int max(Optional<String> text) throws Refusal {
    if (!text.isPresent()) {
      return Query.MAX;
    }
    String digits = text.get();
    if (digits.isEmpty()
        || digits.length() > MAX_DIGITS
        || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw new Refusal(Condition.bad_request, "A page's size is a number.");
    }
    return Math.min(Query.MAX, Integer.parseInt(digits));
  }
}
