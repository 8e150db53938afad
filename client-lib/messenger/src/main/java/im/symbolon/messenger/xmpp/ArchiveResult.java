package im.symbolon.messenger.xmpp;

import java.util.Objects;

/**
 * One message out of an archive (XEP-0313), as the answer to a query. That the own server sent it,
 * or the room in which it was said, was checked; whether such a query runs is for {@link
 * Archive#take} to say.
 *
 * @param queryId the query that it answers
 * @param id its id in the archive
 * @param stanza the message, {@code delayedSince} when it came into the archive
 */
public record ArchiveResult(String queryId, String id, IncomingStanza stanza) {
  public ArchiveResult {
    Objects.requireNonNull(queryId);
    Objects.requireNonNull(id);
    Objects.requireNonNull(stanza);
  }
}
