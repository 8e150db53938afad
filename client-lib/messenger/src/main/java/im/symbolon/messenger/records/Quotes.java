package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.content.Fallback;
import im.symbolon.protocol.content.Pointer;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts what is answered before an answer, for clients that do not know which message that is
 * (XEP-0461 §3.1); ours cut it off. It is done when a message is sealed, with what the other one
 * says by then, so that nothing keeps a copy of what may be retracted.
 */
public final class Quotes {
  private static final int MAX_LINES = 4;
  private static final int MAX_LENGTH = 240;

  private final Rows rows;

  public Quotes(Rows rows) {
    this.rows = rows;
  }

  /** The same entry, with a quotation if it is an answer. */
  public OutboxEntry in(OutboxEntry entry) throws StoreException {
    Optional<Pointer> to =
        entry.kind().isMessage() ? Pointer.reply(entry.content()) : Optional.empty();
    if (!to.isPresent() || !to.get().author().isPresent()) {
      return entry;
    }
    Reply reply = new Reply(to.get().author().get(), to.get().id());
    String quoted =
        new Fold(rows).line(entry.to(), reply.target()).map(Quotes::quotation).orElse("");
    return quoted.isEmpty() ? entry : entry.unsealed(with(quoted, entry));
  }

  private static String quotation(Shown shown) {
    Content now = shown.now();
    if (now.text().isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    String[] lines = shortened(now.text()).split("\n", -1);
    for (int i = 0; i < Math.min(lines.length, MAX_LINES); i++) {
      out.append("> ").append(lines[i]).append('\n');
    }
    return out.toString();
  }

  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= MAX_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)) + "…";
  }

  private static List<XmlElement> with(String quoted, OutboxEntry entry) {
    int by = quoted.codePointCount(0, quoted.length());
    BareJid nobody = entry.to();
    Content said = ContentXml.read(entry.content(), nobody, nobody);
    List<XmlElement> out = new ArrayList<>();
    out.add(Envelope.bodyOf(quoted + said.text()));
    for (Mention each : said.mentions()) {
      out.add(new Mention(each.begin() + by, each.end() + by, each.who()).toXml());
    }
    for (XmlElement each : entry.content()) {
      if (!each.is(Namespaces.CLIENT, "body") && !each.is(Namespaces.REFERENCES, "reference")) {
        out.add(each);
      }
    }
    out.add(Fallback.beginning(Namespaces.REPLY, by));
    return out;
  }
}
