package im.symbolon.messenger.xmpp;

import java.util.List;
import java.util.Optional;

/**
 * An answer of the archive.
 *
 * @param results in the archive's order; what was forged or unreadable is left out
 * @param last the id behind which the next page begins; empty when there was nothing
 * @param complete true when nothing follows
 * @param stable false when the server says that order or content may still change
 */
public record ArchivePage(
    List<ArchiveResult> results, Optional<String> last, boolean complete, boolean stable) {
  public ArchivePage {
    results = List.copyOf(results);
  }
}
