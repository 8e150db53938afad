package im.symbolon.service.mailbox;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/**
 * The form in a query (XEP-0313 §Filtering results, XEP-0004).
 *
 * @param ids of single messages; none for all
 */
record QueryForm(Filter filter, SortedSet<MailboxId> ids) {
  static final String NAMESPACE = Namespaces.DATA_FORMS;

  private static final String FORM_TYPE = "FORM_TYPE";
  private static final String IDS = "ids";
  private static final Set<String> SINGLE =
      Set.of(FORM_TYPE, "with", "start", "end", "before-id", "after-id");

  /** XEP-0082 §3.2. */
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

  /**
   * Reads a form; without one everything matches.
   *
   * @throws Refusal feature-not-implemented for a field that is not known, item-not-found for an id
   *     that no archive here ever gave, else bad-request
   */
  static QueryForm parse(Optional<XmlElement> form) throws Refusal {
    if (!form.isPresent()) {
      return new QueryForm(Filter.ALL, new TreeSet<>());
    }
    Map<String, List<String>> fields = fields(form.get());
    requireOurs(form.get(), fields.remove(FORM_TYPE));
    Optional<String> with = first(fields, "with");
    Filter filter =
        new Filter(
            with.isPresent() ? Optional.of(address(with.get())) : Optional.empty(),
            time(first(fields, "start")),
            time(first(fields, "end")),
            range(first(fields, "after-id"), first(fields, "before-id")));
    SortedSet<MailboxId> ids = new TreeSet<>();
    for (String each : fields.getOrDefault(IDS, List.of())) {
      ids.add(ArchiveQuery.place(each));
    }
    return new QueryForm(filter, ids);
  }

  private static void requireOurs(XmlElement form, List<String> type) throws Refusal {
    boolean submitted = form.attribute("type").filter("submit"::equals).isPresent();
    if (!submitted || type == null || !type.equals(List.of(ArchiveXml.MAM))) {
      throw new Refusal(Condition.bad_request, "This is not a form for an archive.");
    }
  }

  private static Map<String, List<String>> fields(XmlElement form) throws Refusal {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (XmlElement field : form.children("field")) {
      String name = field.attribute("var").orElse("");
      if (!SINGLE.contains(name) && !name.equals(IDS)) {
        throw new Refusal(Condition.feature_not_implemented, "There is no such field.");
      }
      List<String> values = field.children("value").stream().map(v -> v.text().trim()).toList();
      if (fields.put(name, values) != null || !isCount(name, values.size())) {
        throw new Refusal(Condition.bad_request, "A field is there once, with its value.");
      }
    }
    return fields;
  }

  private static boolean isCount(String name, int values) {
    return name.equals(IDS) ? values >= 1 && values <= Query.MAX : values == 1;
  }

  private static Optional<String> first(Map<String, List<String>> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(values -> values.get(0));
  }

  private static JID address(String text) throws Refusal {
    try {
      return new JID(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Condition.bad_request, "That is not an address.", e);
    }
  }

  private static Optional<Instant> time(Optional<String> text) throws Refusal {
    if (!text.isPresent()) {
      return Optional.empty();
    }
    try {
      if (TIME.matcher(text.get()).matches()) {
        return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
      }
    } catch (DateTimeException e) {
      throw new Refusal(Condition.bad_request, "That is not a time.", e);
    }
    throw new Refusal(Condition.bad_request, "That is not a time.");
  }

  private static Filter.Range range(Optional<String> after, Optional<String> before)
      throws Refusal {
    Filter.Range range = Filter.Range.ALL;
    if (after.isPresent()) {
      range = range.after(ArchiveQuery.place(after.get()));
    }
    return before.isPresent() ? range.before(ArchiveQuery.place(before.get())) : range;
  }
}
