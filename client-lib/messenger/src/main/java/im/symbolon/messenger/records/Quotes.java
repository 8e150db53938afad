package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.content.Fallback;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What other clients need of an entry that answers or changes another one. It names that by the id
 * they know, and before an answer stands what is answered (XEP-0461 §3.1), which ours cut off. It
 * is done when a message is sealed, with what the other one says by then, so that nothing keeps a
 * copy of what may be retracted.
 */
public final class Quotes {
  private static final int MAX_LINES = 4;
  private static final int MAX_LENGTH = 240;

  private final Rows rows;
  private final BareJid account;

  /**
   * @param account whose entries these are
   */
  public Quotes(Rows rows, BareJid account) {
    this.rows = rows;
    this.account = account;
  }

  /** The same entry, as it is to be sealed. */
  public OutboxEntry in(OutboxEntry entry) throws StoreException {
    if (!entry.kind().isMessage()) {
      return entry;
    }
    Content said = ContentXml.read(entry.content(), account, account);
    if (!said.reply().isPresent() && !said.act().isPresent()) {
      return entry;
    }
    String quoted = said.reply().isPresent() ? quotation(entry.to(), said.reply().get()) : "";
    List<XmlElement> out = new ArrayList<>(written(entry.to(), quoted(quoted, said)));
    for (XmlElement each : entry.content()) {
      if (each.is(Namespaces.RECEIPTS, "request")) {
        out.add(each);
      }
    }
    if (!quoted.isEmpty()) {
      out.add(Fallback.beginning(Namespaces.REPLY, quoted.codePointCount(0, quoted.length())));
    }
    return entry.unsealed(out);
  }

  /** With the ids that others know. */
  private List<XmlElement> written(BareJid chat, Content said) throws StoreException {
    Aliases aliases = new Aliases(rows);
    Map<Target, String> outer = new HashMap<>();
    for (Optional<Target> each :
        List.of(said.reply().map(Reply::target), said.act().map(Act::target))) {
      if (each.isPresent()) {
        outer.put(each.get(), aliases.outer(chat, each.get().author(), each.get().id()));
      }
    }
    return ContentXml.write(said, outer::get);
  }

  private String quotation(BareJid chat, Reply to) throws StoreException {
    String text =
        new Fold(rows).line(chat, to.target()).map(Shown::now).map(Content::text).orElse("");
    if (text.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    String[] lines = shortened(text).split("\n", -1);
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

  private static Content quoted(String quoted, Content said) {
    int by = quoted.codePointCount(0, quoted.length());
    List<Mention> mentions = new ArrayList<>();
    for (Mention each : said.mentions()) {
      mentions.add(new Mention(each.begin() + by, each.end() + by, each.who()));
    }
    return said.instead(Content.of(quoted + said.text()).mentioning(mentions));
  }
}
