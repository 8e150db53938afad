package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * A picture of a room (XEP-0486, in the form of XEP-0054). Its bytes are whatever an owner or the
 * server put there: whoever draws it must expect anything.
 */
public final class RoomAvatar {
  /** In bytes; larger ones are neither sent nor taken. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final String VCARD = "vcard-temp";

  private final String mediaType;
  private final byte[] bytes;

  /**
   * @param mediaType such as {@code image/png}
   */
  public RoomAvatar(String mediaType, byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES || !mediaType.matches("image/[a-z0-9.+-]+")) {
      throw new IllegalArgumentException("not a small picture");
    }
    this.mediaType = mediaType;
    this.bytes = bytes.clone();
  }

  public String mediaType() {
    return mediaType;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  static XmlElement question() {
    return XmlElement.element(VCARD, "vCard").build();
  }

  XmlElement toXml() {
    XmlElement photo =
        XmlElement.element(VCARD, "PHOTO")
            .with(XmlElement.element(VCARD, "TYPE").text(mediaType).build())
            .with(XmlElement.element(VCARD, "BINVAL").text(StrictBase64.encode(bytes)).build())
            .build();
    return XmlElement.element(VCARD, "vCard").with(photo).build();
  }

  /** Empty when there is none, or none that we would show. */
  static Optional<RoomAvatar> of(XmlElement vcard) {
    Optional<XmlElement> photo =
        vcard.is(VCARD, "vCard") ? vcard.child("PHOTO") : Optional.<XmlElement>empty();
    String type = photo.flatMap(p -> p.child("TYPE")).map(XmlElement::text).orElse("");
    String content = photo.flatMap(p -> p.child("BINVAL")).map(XmlElement::text).orElse("");
    if (content.length() > MAX_BYTES * 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RoomAvatar(type, StrictBase64.decode(content, MAX_BYTES)));
    } catch (ProtocolException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
