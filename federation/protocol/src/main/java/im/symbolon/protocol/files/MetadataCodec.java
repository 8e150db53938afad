package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code <file xmlns='urn:xmpp:file:metadata:0'/>} (XEP-0446 0.2). */
final class MetadataCodec {
  static final String NAMESPACE = "urn:xmpp:file:metadata:0";

  private static final String NAME = "file";
  private static final long LONGEST = Duration.ofDays(365).toMillis();

  private MetadataCodec() {}

  static XmlElement encode(FileMetadata file) {
    XmlElement.Builder out =
        XmlElement.element(NAMESPACE, NAME)
            .with(leaf("media-type", file.type().value()))
            .with(leaf("name", file.name().value()));
    file.size().ifPresent(size -> out.with(leaf("size", size.toString())));
    file.hashes().forEach(hash -> out.with(hash.toXml()));
    file.dimensions()
        .ifPresent(
            seen ->
                out.with(leaf("width", Integer.toString(seen.width())))
                    .with(leaf("height", Integer.toString(seen.height()))));
    file.length().ifPresent(played -> out.with(leaf("length", Long.toString(played.toMillis()))));
    file.thumbnail().ifPresent(small -> out.with(small.toXml()));
    return out.build();
  }

  private static XmlElement leaf(String name, String text) {
    return XmlElement.element(NAMESPACE, name).text(text).build();
  }

  static FileMetadata in(XmlElement sharing) throws ProtocolException {
    List<XmlElement> found =
        sharing.children().stream()
            .filter(each -> each.is(NAMESPACE, NAME))
            .collect(Collectors.toList());
    if (found.size() != 1) {
      throw new ProtocolException(Reason.MALFORMED, "a shared file is said to be one thing");
    }
    return decode(found.get(0));
  }

  private static FileMetadata decode(XmlElement file) throws ProtocolException {
    SharedFileCodec.requireFew(file);
    Optional<String> size = text(file, "size");
    return new FileMetadata(
        FileName.clean(text(file, "name").orElse("")),
        text(file, "media-type").flatMap(MediaType::parse).orElse(MediaType.UNKNOWN),
        size.isPresent()
            ? Optional.of(Numbers.parse(size.get().trim(), FileMetadata.MAX_SIZE))
            : Optional.empty(),
        FileHash.in(file),
        dimensions(file),
        number(file, "length", LONGEST).map(Duration::ofMillis),
        thumbnail(file));
  }

  private static Optional<Dimensions> dimensions(XmlElement file) {
    return number(file, "width", Dimensions.MAX)
        .flatMap(
            width ->
                number(file, "height", Dimensions.MAX)
                    .filter(height -> height > 0 && width > 0)
                    .map(height -> new Dimensions(width.intValue(), height.intValue())));
  }

  private static Optional<Thumbnail> thumbnail(XmlElement file) {
    for (XmlElement each : file.children()) {
      if (each.is(Thumbnail.NAMESPACE, Thumbnail.NAME)) {
        Optional<Thumbnail> read = Thumbnail.parse(each);
        if (read.isPresent()) {
          return read;
        }
      }
    }
    return Optional.empty();
  }

  /** What is only shown is passed over when it is wrong. */
  private static Optional<Long> number(XmlElement file, String name, long max) {
    try {
      Optional<String> text = text(file, name);
      return text.isPresent() ? Optional.of(Numbers.parse(text.get(), max)) : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(XmlElement file, String name) {
    return file.child(name).map(XmlElement::text);
  }
}
