package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.files.UploadRequest;
import im.symbolon.protocol.files.UploadSlot;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the own server where a file can be uploaded to (XEP-0363). */
public final class UploadSlots {
  private static final String MAX_SIZE = "max-file-size";
  private static final int MAX_DIGITS = 18;

  private final IqChannel channel;
  private final Disco disco;

  public UploadSlots(IqChannel channel, Disco disco) {
    this.channel = channel;
    this.disco = disco;
  }

  /**
   * A service of the own domain.
   *
   * @param largest file that it takes in bytes, if it says so
   */
  public record Service(EntityAddress address, OptionalLong largest) {}

  /**
   * Finds the service: the domain itself or one of its items, within the domain.
   *
   * @throws TransportException NOT_OFFERED, or when the domain could not be asked
   */
  public Service service() throws TransportException {
    try {
      EntityAddress host = EntityAddress.ofDomain(channel.account().domain());
      List<EntityAddress> asked = new ArrayList<>();
      asked.add(host);
      asked.addAll(disco.items(host));
      for (EntityAddress each : asked) {
        if (each.isWithin(host.domain()) && offers(each)) {
          return new Service(each, largest(each));
        }
      }
    } catch (ProtocolException e) {
      throw new TransportException(Reason.PROTOCOL, "The own domain has no name.", e);
    }
    throw new TransportException(Reason.NOT_OFFERED, "Your server does not take files.");
  }

  /** What does not answer does not hide the others. */
  private boolean offers(EntityAddress entity) throws TransportException {
    try {
      return disco.features(entity).contains(UploadRequest.NAMESPACE);
    } catch (TransportException e) {
      if (e.reason() == Reason.NOT_CONNECTED) {
        throw e;
      }
      return false;
    }
  }

  private OptionalLong largest(EntityAddress service) throws TransportException {
    XmlElement query = XmlElement.element(Namespaces.DISCO_INFO, "query").build();
    Optional<XmlElement> info = channel.iq(IqType.GET, service, query);
    if (!info.isPresent()) {
      return OptionalLong.empty();
    }
    for (XmlElement form : info.get().children()) {
      if (form.is(Namespaces.DATA_FORMS, "x") && isOfUploads(form)) {
        return field(form, MAX_SIZE).map(UploadSlots::number).orElse(OptionalLong.empty());
      }
    }
    return OptionalLong.empty();
  }

  private static boolean isOfUploads(XmlElement form) {
    return field(form, "FORM_TYPE").filter(UploadRequest.NAMESPACE::equals).isPresent();
  }

  private static Optional<String> field(XmlElement form, String name) {
    return form.children("field").stream()
        .filter(each -> each.attribute("var").filter(name::equals).isPresent())
        .findFirst()
        .flatMap(each -> each.child("value"))
        .map(XmlElement::text);
  }

  private static OptionalLong number(String text) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && text.length() <= MAX_DIGITS
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /**
   * Asks for a slot.
   *
   * @throws TransportException PROTOCOL for an answer that is none, STANZA_ERROR when it is refused
   */
  public UploadSlot ask(Service service, UploadRequest request) throws TransportException {
    Optional<XmlElement> answer = channel.iq(IqType.GET, service.address(), request.toXml());
    try {
      if (!answer.isPresent()) {
        throw new TransportException(Reason.PROTOCOL, "The server answered nothing.");
      }
      return UploadSlot.decode(answer.get());
    } catch (ProtocolException e) {
      throw new TransportException(Reason.PROTOCOL, "The server gave an unusable address.", e);
    }
  }
}
