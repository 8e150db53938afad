package im.symbolon.messenger.files;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.files.UploadRequest;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Alice's domain, which lists two services, one of which takes files. */
final class UploadServer implements IqChannel {
  static final BareJid ALICE = new BareJid("alice", "alpha.test");

  String put = "https://alpha.test/put";
  String get = "https://alpha.test/get";
  String largest = "1000000";
  Optional<StanzaError> refusal = Optional.empty();
  boolean online = true;
  final List<XmlElement> requests = new ArrayList<>();
  final List<String> asked = new ArrayList<>();

  @Override
  public BareJid account() {
    return ALICE;
  }

  @Override
  public long stream() {
    return 1;
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    if (!online) {
      throw new TransportException(TransportException.Reason.NOT_CONNECTED, "Not connected.");
    }
    asked.add(to.toString());
    return Optional.of(
        switch (payload.namespace()) {
          case Namespaces.DISCO_ITEMS -> items();
          case Namespaces.DISCO_INFO -> info(to);
          default -> slot(payload);
        });
  }

  private static XmlElement items() {
    XmlElement.Builder out = element(Namespaces.DISCO_ITEMS, "query");
    for (String each : List.of("evil.test", "conference.alpha.test", "upload.alpha.test")) {
      out.with(element(Namespaces.DISCO_ITEMS, "item").with("jid", each).build());
    }
    return out.build();
  }

  private XmlElement info(EntityAddress of) {
    XmlElement.Builder out = element(Namespaces.DISCO_INFO, "query");
    if (of.domain().equals("upload.alpha.test") || of.domain().equals("evil.test")) {
      out.with(
          element(Namespaces.DISCO_INFO, "feature").with("var", UploadRequest.NAMESPACE).build());
      out.with(
          element(Namespaces.DATA_FORMS, "x")
              .with(field("FORM_TYPE", UploadRequest.NAMESPACE))
              .with(field("max-file-size", largest))
              .build());
    }
    return out.build();
  }

  private static XmlElement field(String name, String value) {
    return element(Namespaces.DATA_FORMS, "field")
        .with("var", name)
        .with(element(Namespaces.DATA_FORMS, "value").text(value).build())
        .build();
  }

  private XmlElement slot(XmlElement request) throws TransportException {
    requests.add(request);
    if (refusal.isPresent()) {
      throw new TransportException(refusal.get());
    }
    return element(UploadRequest.NAMESPACE, "slot")
        .with(element(UploadRequest.NAMESPACE, "put").with("url", put).build())
        .with(element(UploadRequest.NAMESPACE, "get").with("url", get).build())
        .build();
  }

  private static XmlElement.Builder element(String namespace, String name) {
    return XmlElement.element(namespace, name);
  }
}
