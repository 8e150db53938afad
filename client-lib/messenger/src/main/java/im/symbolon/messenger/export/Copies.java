package im.symbolon.messenger.export;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.Files;
import im.symbolon.messenger.files.KeptFile;
import im.symbolon.protocol.files.FileMetadata;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Copies the files of one chat. */
final class Copies {
  /**
   * What a browser would run, next to pages that it trusts: these get an end that it only shows.
   */
  private static final Set<String> RUN =
      Set.of(
          "html", "htm", "xhtml", "xht", "mht", "mhtml", "svg", "svgz", "xml", "xsl", "js", "mjs");

  private static final String SHOWN = ".txt";

  private final Optional<Files> files;
  private final Place place;
  private final String folder;
  private final Tally tally;
  private int number;

  /**
   * @param files empty when none are wanted
   * @param folder of that chat, in the copy
   */
  Copies(Optional<Files> files, Place place, String folder, Tally tally) {
    this.files = files;
    this.place = place;
    this.folder = folder;
    this.tally = tally;
  }

  /** Those of a message, as far as they are here. */
  List<Copied> of(ChatMessage message) throws IOException {
    List<Copied> found = new ArrayList<>();
    for (int i = 0; i < message.content().attachments().size(); i++) {
      FileMetadata said = metadata(message, i);
      OptionalLong size =
          said.size().isPresent() ? OptionalLong.of(said.size().get()) : OptionalLong.empty();
      String name = said.name().value();
      found.add(new Copied(name, said.type().value(), size, copy(message, i, said.name())));
    }
    return Collections.unmodifiableList(found);
  }

  private static FileMetadata metadata(ChatMessage message, int index) {
    try {
      return Files.file(message, index).metadata();
    } catch (FileException e) {
      return FileMetadata.of(FileName.clean(""), MediaType.UNKNOWN);
    }
  }

  private Optional<String> copy(ChatMessage message, int index, FileName name) throws IOException {
    if (!files.isPresent()) {
      return Optional.empty();
    }
    try {
      Optional<KeptFile> kept = files.get().kept(message, index);
      if (kept.isPresent()) {
        String path = next(name);
        write(kept.get(), path);
        tally.file();
        return Optional.of(path);
      }
    } catch (FileException e) {
      tally.absentFile(); // it is not what was sent any more, and is not passed on
      return Optional.empty();
    }
    tally.absentFile();
    return Optional.empty();
  }

  private String next(FileName name) throws IOException {
    if (number == 0) {
      place.folder("files", folder);
    }
    String end = RUN.contains(name.extension()) ? SHOWN : "";
    return String.format(Locale.ROOT, "files/%s/%05d-%s%s", folder, ++number, name.value(), end);
  }

  private void write(KeptFile file, String path) throws IOException, FileException {
    try (OutputStream out = place.open(path)) {
      file.writeTo(out);
    } catch (FileException e) {
      place.remove(path);
      throw e;
    }
  }
}
