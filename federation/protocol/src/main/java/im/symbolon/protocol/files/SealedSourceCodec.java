package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code <encrypted xmlns='urn:xmpp:esfs:0'/>} (XEP-0448 0.4), with AES-GCM. */
final class SealedSourceCodec {
  static final String NAMESPACE = "urn:xmpp:esfs:0";

  private static final String NAME = "encrypted";
  private static final String CIPHER = "cipher";
  private static final String AES_256 = "urn:xmpp:ciphers:aes-256-gcm-nopadding:0";
  private static final String AES_128 = "urn:xmpp:ciphers:aes-128-gcm-nopadding:0";
  private static final String URLS = "http://jabber.org/protocol/url-data";
  private static final int MAX_URLS = 8;

  /** CBC, which the XEP has too, says nothing about whether a file is the right one. */
  private static final Map<String, Integer> KEY_LENGTHS =
      Map.of(AES_256, FileKey.KEY_LENGTH, AES_128, FileKey.SHORT_KEY_LENGTH);

  private SealedSourceCodec() {}

  static boolean isKnown(XmlElement element) {
    return element.is(NAMESPACE, NAME)
        && KEY_LENGTHS.containsKey(element.attribute(CIPHER).orElse(""));
  }

  static XmlElement encode(SealedSource source) {
    FileKey key = source.key();
    XmlElement.Builder urls = XmlElement.element(SharedFileCodec.NAMESPACE, "sources");
    source.urls().forEach(url -> urls.with(url(url)));
    XmlElement.Builder out =
        XmlElement.element(NAMESPACE, NAME)
            .with(CIPHER, key.key().length == FileKey.KEY_LENGTH ? AES_256 : AES_128)
            .with(leaf("key", key.key()))
            .with(leaf("iv", key.iv()));
    source.hashes().forEach(hash -> out.with(hash.toXml()));
    return out.with(urls.build()).build();
  }

  private static XmlElement leaf(String name, byte[] bytes) {
    return XmlElement.element(NAMESPACE, name).text(StrictBase64.encode(bytes)).build();
  }

  private static XmlElement url(FileUrl url) {
    return XmlElement.element(URLS, "url-data").with("target", url.text()).build();
  }

  static SealedSource decode(XmlElement element) throws ProtocolException {
    SharedFileCodec.requireFew(element);
    int keyLength = KEY_LENGTHS.get(element.required(CIPHER));
    byte[] key = StrictBase64.decode(element.only("key").text(), keyLength);
    byte[] iv = StrictBase64.decode(element.only("iv").text(), FileKey.LONG_IV_LENGTH);
    if (key.length != keyLength || !FileKey.isIv(iv.length)) {
      throw new ProtocolException(Reason.MALFORMED, "not the key of a file");
    }
    return new SealedSource(FileKey.of(key, iv), FileHash.in(element), urls(element));
  }

  /** Those that are fit to be read; others, such as unencrypted ones, are passed over. */
  private static List<FileUrl> urls(XmlElement element) throws ProtocolException {
    List<FileUrl> found = new ArrayList<>();
    for (XmlElement sources : element.children()) {
      if (sources.is(SharedFileCodec.NAMESPACE, "sources")) {
        SharedFileCodec.requireFew(sources);
        for (XmlElement each : sources.children()) {
          addUrl(each, found);
        }
      }
    }
    if (found.isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "a sealed file that is nowhere");
    }
    return found;
  }

  private static void addUrl(XmlElement element, List<FileUrl> found) {
    if (element.is(URLS, "url-data") && found.size() < MAX_URLS) {
      try {
        found.add(FileUrl.parse(element.attribute("target").orElse("")));
      } catch (ProtocolException e) {
        return; // another one may do
      }
    }
  }
}
