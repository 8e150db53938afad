package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.MUC;

import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where a domain has its rooms (XEP-0045 §6.1). */
final class ChatService {
  /** Asked at most; a list may have any length. */
  private static final int MAX = 20;

  private ChatService() {}

  /** A text conference that the domain lists, within the domain if there is one. */
  static Optional<EntityAddress> find(Disco disco, String domain) throws TransportException {
    List<EntityAddress> listed = new ArrayList<>(disco.items(entity(domain)));
    listed.sort((a, b) -> Boolean.compare(b.isWithin(domain), a.isWithin(domain)));
    for (EntityAddress each : listed.subList(0, Math.min(MAX, listed.size()))) {
      boolean bare = !each.account().isPresent() && !each.resource().isPresent();
      if (bare && isService(disco, each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static EntityAddress entity(String domain) {
    try {
      return EntityAddress.ofDomain(domain);
    } catch (ProtocolException e) {
      throw new IllegalStateException("an account's domain is a domain", e);
    }
  }

  private static boolean isService(Disco disco, EntityAddress entity) throws TransportException {
    try {
      return disco.identities(entity).contains("conference/text")
          && disco.features(entity).contains(MUC);
    } catch (TransportException e) {
      if (e.stanzaError().isPresent()) {
        return false; // a dead component must not hide the others
      }
      throw e;
    }
  }
}
