package im.symbolon.service.files;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.Requests;
import im.symbolon.service.ServiceAddresses;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** Answers {@code urn:xmpp:http:upload:0}: slots for the accounts of the domain alone. */
public final class UploadRequests implements Requests {
  private static final String NOT_HERE = "Only the accounts of this domain upload files here.";
  private static final Logger LOG = LoggerFactory.getLogger(UploadRequests.class);
  private static final String PURPOSE = "urn:xmpp:http:upload:purpose:0";

  private final ServiceAddresses addresses;
  private final FileBook book;
  private final String base;

  /**
   * Answers with URLs at {@code base}.
   *
   * @param base {@code https://host:port}, as clients reach the {@link UploadEndpoint}
   */
  public UploadRequests(ServiceAddresses addresses, FileBook book, URI base) {
    if (!"https".equals(base.getScheme())
        || base.getHost() == null
        || !base.getSchemeSpecificPart().equals("//" + base.getRawAuthority())
        || base.getRawUserInfo() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException("files need an address like https://host:port");
    }
    this.addresses = addresses;
    this.book = book;
    this.base = base.toString();
  }

  @Override
  public String namespace() {
    return SlotRequest.NAMESPACE;
  }

  /** A store of files, and the size of the largest (XEP-0363 §3). */
  @Override
  public List<XmlElement> disco() {
    XmlElement identity =
        XmlElement.element(Namespaces.DISCO_INFO, "identity")
            .with("category", "store")
            .with("type", "file")
            .with("name", "HTTP File Upload")
            .build();
    XmlElement form =
        XmlElement.element(Namespaces.DATA_FORMS, "x")
            .with("type", "result")
            .with(field("FORM_TYPE", "hidden", SlotRequest.NAMESPACE))
            .with(field("max-file-size", "text-single", Long.toString(book.largest())))
            .build();
    return List.of(identity, form);
  }

  private static XmlElement field(String name, String type, String value) {
    XmlElement text = XmlElement.element(Namespaces.DATA_FORMS, "value").text(value).build();
    return XmlElement.element(Namespaces.DATA_FORMS, "field")
        .with("var", name)
        .with("type", type)
        .with(text)
        .build();
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    BareJid owner = owner(request.from());
    if (request.type() != IQ.Type.get) {
      throw new Refusal(Condition.bad_request, "A slot is asked for with an IQ of type get.");
    }
    try {
      SlotRequest wanted = SlotRequest.parse(request.element());
      requireMessagePurpose(request.element());
      Slot slot = book.give(owner, wanted);
      LOG.debug("Slot {} of {} bytes for {}", slot.id(), wanted.size(), owner);
      return Optional.of(element(slot));
    } catch (ProtocolException e) {
      throw new Refusal(Condition.bad_request, e.getMessage(), e);
    } catch (FileException e) {
      throw refusal(e);
    }
  }

  private BareJid owner(JID from) throws Refusal {
    return addresses.owner(from, NOT_HERE, NOT_HERE);
  }

  /** XEP-0363 §5: whoever asks for another retention must not believe to have got it. */
  private static void requireMessagePurpose(XmlElement request) throws Refusal {
    for (XmlElement each : request.children()) {
      if (each.namespace().equals(PURPOSE) && !each.name().equals("message")) {
        throw new Refusal(
            Condition.feature_not_implemented, "Files are kept here for messages alone.");
      }
    }
  }

  private XmlElement element(Slot slot) {
    String url = base + slot.url().path();
    return XmlElement.element(SlotRequest.NAMESPACE, "slot")
        .with(XmlElement.element(SlotRequest.NAMESPACE, "put").with("url", url).build())
        .with(XmlElement.element(SlotRequest.NAMESPACE, "get").with("url", url).build())
        .build();
  }

  private Refusal refusal(FileException e) {
    return switch (e.reason()) {
      case TOO_LARGE -> new Refusal(Condition.not_acceptable, e.getMessage(), tooLarge());
      case QUOTA -> new Refusal(Condition.resource_constraint, e.getMessage(), retry(e));
      case UNAVAILABLE -> {
        LOG.warn("A slot was not given", e);
        yield new Refusal(Condition.internal_server_error, "Try again later.", e);
      }
      default -> new Refusal(Condition.internal_server_error, "Try again later.", e);
    };
  }

  private XmlElement tooLarge() {
    XmlElement size =
        XmlElement.element(SlotRequest.NAMESPACE, "max-file-size")
            .text(Long.toString(book.largest()))
            .build();
    return XmlElement.element(SlotRequest.NAMESPACE, "file-too-large").with(size).build();
  }

  private static XmlElement retry(FileException e) {
    Instant stamp = e.retry().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
    return XmlElement.element(SlotRequest.NAMESPACE, "retry")
        .with("stamp", stamp.toString())
        .build();
  }
}
