package im.symbolon.messenger.engine;

import im.symbolon.protocol.files.AesGcmLink;
import im.symbolon.protocol.files.FileKey;
import im.symbolon.protocol.files.SealedSource;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.protocol.files.SharedFileCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** What clients of legacy OMEMO are told of a file: its {@code aesgcm:} link, and nothing else. */
final class FileLinks {
  private FileLinks() {}

  /** The link to the first file of a message that has one. */
  static Optional<String> of(List<XmlElement> content) {
    for (SharedFile each : SharedFileCodec.in(content)) {
      if (each.source().filter(FileLinks::fits).isPresent()) {
        SealedSource source = each.source().get();
        return Optional.of(
            new AesGcmLink(source.urls().get(0), source.key(), Optional.empty()).write());
      }
    }
    return Optional.empty();
  }

  private static boolean fits(SealedSource source) {
    return source.key().key().length == FileKey.KEY_LENGTH;
  }
}
