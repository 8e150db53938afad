package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the messages of one answer, which come before its end. Bounded: what a server sends
 * beyond that is left out, and the next page begins behind the last one kept.
 */
final class ArchiveAnswer {
  /** So that a page never fills the memory; the first message is kept whatever its size. */
  private static final long MAX_CHARACTERS = 8L << 20;

  private final String queryId;
  private final int size;
  private final List<ArchiveResult> kept = new ArrayList<>();
  private long characters;
  private boolean cut;

  ArchiveAnswer(String queryId, int size) {
    this.queryId = queryId;
    this.size = size;
  }

  /** Takes a message; false when it does not belong here. */
  synchronized boolean take(ArchiveResult result) {
    if (!result.queryId().equals(queryId)) {
      return false;
    }
    characters += characters(result.stanza());
    cut |= kept.size() >= size || (!kept.isEmpty() && characters > MAX_CHARACTERS);
    if (!cut) {
      kept.add(result);
    }
    return true;
  }

  private static long characters(IncomingStanza stanza) {
    long body = stanza.body().map(String::length).orElse(0);
    return body + stanza.extensions().stream().mapToLong(e -> e.toXml().length()).sum();
  }

  /** The page, when the server said that this was all of it. */
  synchronized ArchivePage end(XmlElement fin) {
    Optional<String> lastKept =
        kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(kept.size() - 1).id());
    Optional<String> lastSaid =
        fin.child(Archive.RSM, "set")
            .flatMap(set -> set.child("last"))
            .flatMap(last -> ArchiveIds.usable(Optional.of(last.text())));
    return new ArchivePage(
        kept,
        cut || !lastSaid.isPresent() ? lastKept : lastSaid,
        !cut && isTrue(fin, "complete").orElse(false),
        isTrue(fin, "stable").orElse(true));
  }

  private static Optional<Boolean> isTrue(XmlElement element, String attribute) {
    return element.attribute(attribute).map(text -> text.equals("true") || text.equals("1"));
  }
}
