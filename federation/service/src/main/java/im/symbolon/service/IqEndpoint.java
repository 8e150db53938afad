package im.symbolon.service;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.prekeys.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError;
import org.xmpp.packet.PacketError.Condition;

/**
 * The service's one door: an IQ goes in, its answer comes out. Whatever goes in, a request gets
 * exactly one answer, nothing is thrown, and after an error nothing has changed. The host has made
 * sure that {@code from} is who sent it.
 */
public final class IqEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(IqEndpoint.class);

  private final ServiceAddresses addresses;
  private final Map<String, Requests> rooms = new TreeMap<>();
  private final Disco disco;

  /**
   * Builds the door.
   *
   * @param rooms who answers; each for another namespace, which the service then says to know
   */
  public IqEndpoint(ServiceAddresses addresses, List<Requests> rooms) {
    this.addresses = addresses;
    for (Requests each : rooms) {
      if (this.rooms.put(each.namespace(), each) != null) {
        throw new IllegalArgumentException(each.namespace() + " is answered twice");
      }
    }
    this.disco = new Disco(this.rooms.values().stream().filter(Requests::isOfService).toList());
  }

  /**
   * The answer where none can be sent later: {@link LateRequests} are refused. Empty for what is no
   * request, because answers are never answered.
   */
  public Optional<IQ> answer(IQ request) {
    return answered(request, Optional.empty());
  }

  /**
   * The answer; empty for what is no request, and when the answer takes a while.
   *
   * @param later sends the answer then, on any thread
   */
  public Optional<IQ> answer(IQ request, Outbox later) {
    return answered(request, Optional.of(later));
  }

  private Optional<IQ> answered(IQ request, Optional<Outbox> later) {
    if (!request.isRequest()) {
      return Optional.empty();
    }
    IQ answer = IQ.createResultIQ(request);
    Optional<Reply> reply = later.map(outbox -> new Reply(IQ.createResultIQ(request), outbox));
    try {
      Call call = call(request);
      if (reply.isPresent() && call.room() instanceof LateRequests late) {
        late.begin(call.request(), reply.get());
        return Optional.empty();
      }
      call.answer().ifPresent(content -> answer.setChildElement(Dom4jXml.write(content)));
    } catch (Refusal e) {
      LOG.debug("Refused {} from {}: {}", request.getID(), request.getFrom(), e.getMessage());
      logTrouble(e);
      refuse(answer, e.error());
    } catch (RuntimeException e) {
      LOG.error("Request {} from {} failed", request.getID(), request.getFrom(), e);
      refuse(answer, new PacketError(Condition.internal_server_error));
    }
    boolean taken = reply.isPresent() && !reply.get().take(); // a late room failed after its answer
    return taken ? Optional.empty() : Optional.of(answer);
  }

  /** A request, and who answers it. */
  private record Call(Requests room, Request request) {
    Optional<XmlElement> answer() throws Refusal {
      return room.answer(request);
    }
  }

  private Call call(IQ request) throws Refusal {
    JID from = request.getFrom();
    if (from == null) {
      throw new Refusal(Condition.bad_request, "Nobody sent this.");
    }
    if (!addresses.isForService(request.getTo(), from) && !isAnsweredAt(request)) {
      throw new Refusal(Condition.service_unavailable, "There is no such service here.");
    }
    XmlElement element = onlyChild(request);
    Requests room = room(element.namespace());
    JID to = request.getTo() == null ? from.asBareJID() : request.getTo();
    return new Call(room, new Request(from, to, request.getType(), element));
  }

  private Requests room(String namespace) throws Refusal {
    Requests room = Disco.NAMESPACES.contains(namespace) ? disco : rooms.get(namespace);
    if (room == null) {
      throw new Refusal(Condition.service_unavailable, "There is no such service here.");
    }
    return room;
  }

  private boolean isAnsweredAt(IQ request) {
    Element child = request.getChildElement();
    Requests room = child == null ? null : rooms.get(child.getNamespaceURI());
    return room != null && room.isAnsweredAt(request.getTo());
  }

  private static XmlElement onlyChild(IQ request) throws Refusal {
    Element stanza = request.getElement();
    if (stanza.elements().size() != 1) {
      throw new Refusal(Condition.bad_request, "A request has exactly one element.");
    }
    try {
      return Dom4jXml.read((Element) stanza.elements().get(0));
    } catch (ProtocolException e) {
      throw new Refusal(Condition.bad_request, e.getMessage(), e);
    }
  }

  private static void logTrouble(Refusal refusal) {
    if (refusal.getCause() instanceof StoreException store
        && store.reason() == StoreException.Reason.UNAVAILABLE) {
      LOG.warn("The database did not do its part", store);
    }
  }

  private static void refuse(IQ answer, PacketError error) {
    answer.setType(IQ.Type.error);
    answer.setError(error);
  }
}
