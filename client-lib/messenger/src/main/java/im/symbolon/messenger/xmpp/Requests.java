package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests that wait for their answer. Ids are 128 random bits, so that nobody can answer for
 * somebody else by guessing, and the answer's sender is checked all the same.
 */
final class Requests {
  private record Open(Optional<EntityAddress> to, CompletableFuture<Optional<XmlElement>> answer) {}

  private final BareJid account;
  private final SecureRandom random;
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  Requests(BareJid account, SecureRandom random) {
    this.account = account;
    this.random = random;
  }

  /** A request whose answer is awaited from now on. */
  record Pending(String id, XmlElement stanza, CompletableFuture<Optional<XmlElement>> answer) {}

  Pending prepare(IqType type, EntityAddress to, XmlElement payload) {
    boolean ownAccount = to.equals(EntityAddress.of(account));
    Optional<EntityAddress> addressee = ownAccount ? Optional.empty() : Optional.of(to);
    String id = newId();
    CompletableFuture<Optional<XmlElement>> answer = new CompletableFuture<>();
    open.put(id, new Open(addressee, answer));
    return new Pending(id, Stanzas.request(id, type, addressee, payload), answer);
  }

  boolean expects(String id) {
    return id != null && open.containsKey(id);
  }

  void forget(Pending pending) {
    open.remove(pending.id());
  }

  /** Takes an answer; one from a wrong sender is ignored and the right one still awaited. */
  void answered(XmlElement iq) {
    String id = iq.attribute("id").orElse("");
    Open request = open.get(id);
    if (request == null || !comesFromAsked(request, iq.attribute("from"))) {
      return;
    }
    open.remove(id);
    if (iq.attribute("type").filter("error"::equals).isPresent()) {
      XmlElement error =
          iq.child("error").orElseGet(() -> XmlElement.element(Namespaces.CLIENT, "error").build());
      request.answer().completeExceptionally(new TransportException(StanzaError.of(error)));
    } else {
      request.answer().complete(iq.children().stream().findFirst());
    }
  }

  /** The answer to this request came but cannot be read. */
  void unreadable(String id, ProtocolException why) {
    Open request = open.remove(id);
    if (request != null) {
      request
          .answer()
          .completeExceptionally(
              new TransportException(Reason.PROTOCOL, "The answer cannot be read.", why));
    }
  }

  /** Nobody waits for this answer any longer. */
  void timedOut(Pending pending) {
    if (open.remove(pending.id()) != null) {
      pending
          .answer()
          .completeExceptionally(new TransportException(Reason.TIMEOUT, "No answer came in time."));
    }
  }

  /** No answer can come any more. */
  void failAll() {
    List<String> ids = new ArrayList<>(open.keySet());
    for (String id : ids) {
      Open request = open.remove(id);
      if (request != null) {
        request
            .answer()
            .completeExceptionally(
                new TransportException(Reason.NOT_CONNECTED, "The connection was lost."));
      }
    }
  }

  /**
   * RFC 6120 §8.1.2.1: from the asked entity; for the own account, the server may leave the sender
   * out or name the account, this device or itself; for the own domain it may leave it out.
   */
  private boolean comesFromAsked(Open request, Optional<String> from) {
    try {
      if (!from.isPresent()) {
        return !request.to().isPresent() || isOwnDomain(request.to().get());
      }
      EntityAddress sender = EntityAddress.parse(from.get());
      return request.to().isPresent()
          ? sender.equals(request.to().get())
          : sender.bare().equals(EntityAddress.of(account)) || isOwnDomain(sender);
    } catch (ProtocolException e) {
      return false;
    }
  }

  private boolean isOwnDomain(EntityAddress entity) {
    return !entity.account().isPresent()
        && !entity.resource().isPresent()
        && entity.domain().equals(account.domain());
  }

  private String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
