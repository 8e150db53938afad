package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that arrived, or a copy of one that another own device sent or received.
 *
 * @param from the sender; its account is empty when a server or service wrote
 * @param to the addressee
 * @param id the sender's stanza id, chosen by the sender; the archive's when there is none, so that
 *     every copy of a message has the same
 * @param type as sent: {@code chat}, {@code normal}, {@code groupchat}, {@code headline}, {@code
 *     error}
 * @param origin how it came to us
 * @param delayedSince when a server stored it (XEP-0203), if it says so
 * @param extensions everything it carries except {@code <body/>} and {@code <error/>}
 * @param error for type {@code error}: what a server says about a message of ours
 * @param body plain text, never trusted in an encrypted chat
 */
public record IncomingStanza(
    EntityAddress from,
    EntityAddress to,
    Optional<String> id,
    String type,
    Origin origin,
    Optional<Instant> delayedSince,
    List<XmlElement> extensions,
    Optional<StanzaError> error,
    Optional<String> body) {

  /** How the message came to us. */
  public enum Origin {
    /** Addressed to this device or account and delivered to us. */
    LIVE,
    /** A copy of what another own device sent (XEP-0280); checked to come from our server. */
    CARBON_SENT,
    /** A copy of what another own device received (XEP-0280); checked to come from our server. */
    CARBON_RECEIVED,
    /** Out of our own account's archive (XEP-0313), or a room's; checked likewise. */
    ARCHIVE
  }

  public IncomingStanza {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
    Objects.requireNonNull(origin);
    extensions = List.copyOf(extensions);
  }

  /** The sending account, if an account sent it. */
  public Optional<BareJid> sender() {
    return from.account();
  }

  /** The first element of that name and namespace. */
  public Optional<XmlElement> extension(String namespace, String name) {
    return extensions.stream().filter(e -> e.is(namespace, name)).findFirst();
  }

  @Override
  public String toString() {
    return type + " message from " + from;
  }
}
