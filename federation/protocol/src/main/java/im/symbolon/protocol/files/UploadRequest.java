package im.symbolon.protocol.files;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * What a slot is asked for (XEP-0363 §4). The server reads it, so it tells a name that says
 * nothing, and the type of sealed bytes.
 *
 * @param size of what will be uploaded, in bytes
 */
public record UploadRequest(FileName name, long size) {
  /** Of requests, slots and what refuses them; also the feature of a service. */
  public static final String NAMESPACE = "urn:xmpp:http:upload:0";

  public UploadRequest {
    Objects.requireNonNull(name);
    if (size < 1) {
      throw new IllegalArgumentException("a slot is for at least one byte");
    }
  }

  public XmlElement toXml() {
    return XmlElement.element(NAMESPACE, "request")
        .with("filename", name.value())
        .with("size", Long.toString(size))
        .with("content-type", MediaType.UNKNOWN.value())
        .build();
  }
}
