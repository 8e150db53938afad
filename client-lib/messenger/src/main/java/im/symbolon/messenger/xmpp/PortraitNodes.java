package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * Pictures of people (XEP-0084; XEP-0153 and XEP-0054 to read), and what they call themselves
 * (XEP-0172). Anybody who may see that somebody is there may read them; they are not encrypted.
 * Thread-safe.
 */
public final class PortraitNodes {
  public static final String METADATA = "urn:xmpp:avatar:metadata";
  public static final String NICK = "http://jabber.org/protocol/nick";

  private static final String DATA = "urn:xmpp:avatar:data";
  private static final String VCARD = "vcard-temp";
  private static final String CURRENT = "current";
  private static final String SHA1 = "[0-9a-f]{40}";

  private final IqChannel channel;
  private final Pep pep;
  private final int maxBytes;

  /**
   * @param maxBytes of a picture
   */
  public PortraitNodes(IqChannel channel, Pep pep, int maxBytes) {
    this.channel = channel;
    this.pep = pep;
    this.maxBytes = maxBytes;
  }

  /**
   * Which picture somebody has, as their metadata say (XEP-0084 §4.2.1): of those that are small
   * enough and kept with it, the first one.
   *
   * @return its SHA-1 in hex; empty for none
   */
  public Optional<String> pictureIn(XmlElement metadata) {
    for (XmlElement info : metadata.children("info")) {
      String id = info.attribute("id").orElse("");
      String type = info.attribute("type").orElse("");
      boolean here = !info.attribute("url").isPresent() && id.matches(SHA1);
      if (here && type.matches("image/(png|jpeg|gif)") && isSmall(info)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  private boolean isSmall(XmlElement info) {
    try {
      long bytes = Long.parseLong(info.attribute("bytes").orElse(""));
      return bytes > 0 && bytes <= maxBytes;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The bytes of that picture; empty when they are not there, too many, or no bytes.
   *
   * @throws TransportException when they could not be asked for
   */
  public Optional<byte[]> picture(BareJid who, String sha1) throws TransportException {
    return pep.item(who, DATA, sha1).filter(data -> data.is(DATA, "data")).flatMap(this::bytes);
  }

  /** Their picture in the older form, whatever it is. */
  public Optional<byte[]> vcardPicture(BareJid who) throws TransportException {
    XmlElement question = XmlElement.element(VCARD, "vCard").build();
    try {
      return channel
          .iq(IqType.GET, EntityAddress.of(who), question)
          .filter(answer -> answer.is(VCARD, "vCard"))
          .flatMap(answer -> answer.child("PHOTO"))
          .flatMap(photo -> photo.child("BINVAL"))
          .flatMap(this::bytes);
    } catch (TransportException e) {
      if (e.stanzaError().isPresent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<byte[]> bytes(XmlElement element) {
    if (element.text().length() > 2 * maxBytes) {
      return Optional.empty();
    }
    try {
      byte[] decoded = StrictBase64.decode(element.text(), maxBytes);
      return decoded.length == 0 ? Optional.empty() : Optional.of(decoded);
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** Which picture somebody's presence names (XEP-0153 §3); empty when it says nothing of one. */
  static Optional<String> vcardPictureIn(XmlElement presence) {
    return presence
        .child("vcard-temp:x:update", "x")
        .flatMap(x -> x.child("photo"))
        .map(photo -> photo.text().trim())
        .filter(sha1 -> sha1.matches(SHA1));
  }

  /** What somebody calls themselves; empty for nothing. */
  public static String nickIn(XmlElement item, int longest) {
    String said = item.is(NICK, "nick") ? item.text() : "";
    return said.substring(0, Math.min(said.length(), longest));
  }

  /**
   * Publishes the own picture, a PNG.
   *
   * @param side in pixels, of a square
   */
  public void publish(byte[] png, String sha1, int side) throws TransportException {
    XmlElement data = XmlElement.element(DATA, "data").text(StrictBase64.encode(png)).build();
    pep.publish(DATA, sha1, data, NodeOptions.CONTACTS_SINGLE);
    XmlElement info =
        XmlElement.element(METADATA, "info")
            .with("bytes", String.valueOf(png.length))
            .with("id", sha1)
            .with("type", "image/png")
            .with("width", String.valueOf(side))
            .with("height", String.valueOf(side))
            .build();
    publish(METADATA, sha1, XmlElement.element(METADATA, "metadata").with(info).build());
  }

  /** Says that there is no picture any more (XEP-0084 §4.5). */
  public void withdraw() throws TransportException {
    publish(METADATA, CURRENT, XmlElement.element(METADATA, "metadata").build());
  }

  /** Says what one calls oneself; empty for nothing. */
  public void nick(String name) throws TransportException {
    publish(NICK, CURRENT, XmlElement.element(NICK, "nick").text(name).build());
  }

  private void publish(String node, String id, XmlElement payload) throws TransportException {
    pep.publish(node, id, payload, NodeOptions.CONTACTS_SINGLE);
  }
}
