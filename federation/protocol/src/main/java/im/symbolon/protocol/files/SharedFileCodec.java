package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code <file-sharing xmlns='urn:xmpp:sfs:0'/>} (XEP-0447 0.3.1) with a sealed source. */
public final class SharedFileCodec {
  public static final String NAMESPACE = "urn:xmpp:sfs:0";
  public static final String NAME = "file-sharing";

  /** In one message; what is beyond is not read. */
  public static final int MAX_FILES = 32;

  private static final int MAX_CHILDREN = 64;
  private static final String SOURCES = "sources";
  private static final String INLINE = "inline";

  private SharedFileCodec() {}

  /** Writes one that is sealed for its readers: it holds the key. */
  public static XmlElement encode(SharedFile file) {
    XmlElement.Builder out =
        XmlElement.element(NAMESPACE, NAME)
            .with("disposition", file.inline() ? INLINE : "attachment")
            .with(MetadataCodec.encode(file.metadata()));
    file.source()
        .ifPresent(
            source ->
                out.with(
                    XmlElement.element(NAMESPACE, SOURCES)
                        .with(SealedSourceCodec.encode(source))
                        .build()));
    return out.build();
  }

  /**
   * Reads one. Sources of other kinds, also those that are not sealed, are passed over.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED or OUT_OF_RANGE
   */
  public static SharedFile decode(XmlElement element) throws ProtocolException {
    if (!element.is(NAMESPACE, NAME)) {
      throw new ProtocolException(Reason.MALFORMED, "not a shared file");
    }
    List<XmlElement> sources = element.children(SOURCES);
    if (sources.size() > 1) {
      throw new ProtocolException(Reason.MALFORMED, "sources of a file twice");
    }
    return new SharedFile(
        MetadataCodec.in(element),
        element.attribute("disposition").filter(INLINE::equals).isPresent(),
        sources.isEmpty() ? Optional.empty() : source(sources.get(0)));
  }

  /** The first that can be used. */
  private static Optional<SealedSource> source(XmlElement sources) throws ProtocolException {
    requireFew(sources);
    for (XmlElement each : sources.children()) {
      if (SealedSourceCodec.isKnown(each)) {
        return Optional.of(SealedSourceCodec.decode(each));
      }
    }
    return Optional.empty();
  }

  static void requireFew(XmlElement element) throws ProtocolException {
    if (element.children().size() > MAX_CHILDREN) {
      throw new ProtocolException(Reason.OVERSIZED, "too much is said about a file");
    }
  }

  /** All in a message's content that can be read; a malformed one hides no other. */
  public static List<SharedFile> in(List<XmlElement> content) {
    List<SharedFile> found = new ArrayList<>();
    for (XmlElement each : content) {
      if (each.is(NAMESPACE, NAME) && found.size() < MAX_FILES) {
        read(each).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  /** One that cannot be read is passed over: the others may be what matters. */
  private static Optional<SharedFile> read(XmlElement element) {
    try {
      return Optional.of(decode(element));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
