package im.symbolon.service.mailbox;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/** What an archive says (XEP-0313, XEP-0059, XEP-0297, XEP-0203). */
final class ArchiveXml {
  static final String MAM = "urn:xmpp:mam:2";
  static final String RSM = "http://jabber.org/protocol/rsm";

  private static final String FORWARD = "urn:xmpp:forward:0";
  private static final String DELAY = "urn:xmpp:delay";
  private static final String VALIDATE = "http://jabber.org/protocol/xdata-validate";
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveXml.class);

  private ArchiveXml() {}

  /** The form that says which fields a query may have. */
  static XmlElement form() {
    XmlElement.Builder form =
        XmlElement.element(Namespaces.DATA_FORMS, "x")
            .with("type", "form")
            .with(
                field("hidden", "FORM_TYPE")
                    .with(XmlElement.element(Namespaces.DATA_FORMS, "value").text(MAM).build())
                    .build())
            .with(field("jid-single", "with").build());
    for (String each : List.of("start", "end", "before-id", "after-id")) {
      form.with(field("text-single", each).build());
    }
    XmlElement open = XmlElement.element(VALIDATE, "open").build();
    XmlElement anything =
        XmlElement.element(VALIDATE, "validate").with("datatype", "xs:string").with(open).build();
    form.with(field("list-multi", "ids").with(anything).build());
    return XmlElement.element(MAM, "query").with(form.build()).build();
  }

  private static XmlElement.Builder field(String type, String name) {
    return XmlElement.element(Namespaces.DATA_FORMS, "field").with("type", type).with("var", name);
  }

  /** One message of an answer. */
  static Message result(JID archive, JID asker, Optional<String> queryId, KeptMessage kept) {
    Message out = new Message();
    out.setFrom(archive);
    out.setTo(asker);
    Element result = out.getElement().addElement(QName.get("result", MAM));
    queryId.ifPresent(id -> result.addAttribute("queryid", id));
    result.addAttribute("id", kept.id().toString());
    Element forwarded = result.addElement(QName.get("forwarded", FORWARD));
    forwarded.addElement(QName.get("delay", DELAY)).addAttribute("stamp", stamp(kept.arrived()));
    stanza(kept).ifPresent(forwarded::add);
    return out;
  }

  /** XEP-0313 §Archives allows a place whose message is not shown. */
  private static Optional<Element> stanza(KeptMessage kept) {
    try {
      return Optional.of(DocumentHelper.parseText(kept.stanza()).getRootElement());
    } catch (DocumentException e) {
      LOG.error("Message {} in a mailbox is damaged", kept.id());
      return Optional.empty();
    }
  }

  /** The end of an answer. */
  static XmlElement fin(Page page) {
    XmlElement.Builder set = XmlElement.element(RSM, "set");
    if (!page.messages().isEmpty()) {
      KeptMessage last = page.messages().get(page.messages().size() - 1);
      set.with(
          XmlElement.element(RSM, "first")
              .with("index", Integer.toString(page.index()))
              .text(page.messages().get(0).id().toString())
              .build());
      set.with(XmlElement.element(RSM, "last").text(last.id().toString()).build());
    }
    set.with(XmlElement.element(RSM, "count").text(Integer.toString(page.count())).build());
    XmlElement.Builder fin = XmlElement.element(MAM, "fin");
    if (page.complete()) {
      fin.with("complete", "true");
    }
    return fin.with(set.build()).build();
  }

  /** What the archive reaches from and to; nothing for an empty one. */
  static XmlElement metadata(Optional<KeptMessage> oldest, Optional<KeptMessage> newest) {
    XmlElement.Builder out = XmlElement.element(MAM, "metadata");
    oldest.ifPresent(each -> out.with(edge("start", each)));
    newest.ifPresent(each -> out.with(edge("end", each)));
    return out.build();
  }

  private static XmlElement edge(String name, KeptMessage kept) {
    return XmlElement.element(MAM, name)
        .with("id", kept.id().toString())
        .with("timestamp", stamp(kept.arrived()))
        .build();
  }

  private static String stamp(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
