package im.symbolon.messenger.files;

import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.MediaFolder.Place;
import im.symbolon.messenger.files.Transfer.Stage;
import im.symbolon.messenger.files.photos.Cleaning;
import im.symbolon.messenger.records.Uploads;
import im.symbolon.protocol.files.FileMetadata;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.ratchet.media.MediaKey;
import im.symbolon.ratchet.media.MediaSealer;
import im.symbolon.ratchet.media.SealedMedia;
import im.symbolon.ratchet.primitives.Entropy;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Optional;

/** Makes a file ready: cleans it, and seals it on this device under a key of its own. */
final class Preparing {
  private final Entropy entropy;
  private final FileSurroundings surroundings;
  private final Transfer transfer;

  Preparing(Entropy entropy, FileSurroundings surroundings, Transfer transfer) {
    this.entropy = entropy;
    this.surroundings = surroundings;
    this.transfer = transfer;
  }

  /** A file as it will be shared, and as it lies here. */
  record Ready(SharedFile file, Uploads.Sealed sealed) {}

  /** Seals what can be read now; what is at its place then is whole. */
  Ready prepare(FileSource chosen, Attaching how, Place place) throws FileException {
    FileSource source = how.keepsMetadata() ? chosen : cleaned(chosen);
    try (MediaKey key = MediaKey.generate(entropy)) {
      SealedMedia told = seal(source, key, place);
      FileMetadata metadata = look(source, plain(chosen)).sized(told.size(), told.plain());
      return new Ready(
          described(chosen, metadata),
          new Uploads.Sealed(key.told(), told.sealed(), told.sealedSize()));
    }
  }

  /** What is said of it before anybody looked into it. */
  static FileMetadata plain(FileSource source) {
    FileMetadata named = FileMetadata.of(source.name(), source.type());
    return source.length().isPresent() ? named.lasting(source.length().get()) : named;
  }

  /** Pictures and recordings are for the chat itself. */
  static SharedFile described(FileSource source, FileMetadata metadata) {
    boolean inline = source.type().isImage() || source.length().isPresent();
    return new SharedFile(metadata, inline, Optional.empty());
  }

  private static FileSource cleaned(FileSource source) throws FileException {
    try {
      return Cleaning.of(source);
    } catch (Cleaning.NotCleanable e) {
      throw new FileException(Reason.NOT_CLEANED, e);
    } catch (IOException e) {
      throw new FileException(Reason.SOURCE_GONE, e);
    }
  }

  /** A file without its small picture is worth as much. */
  private FileMetadata look(FileSource source, FileMetadata metadata) {
    try {
      Optional<Thumbnails.Look> look = surroundings.thumbnails().of(source);
      return look.isPresent()
          ? metadata.looking(Optional.of(look.get().dimensions()), look.get().small())
          : metadata;
    } catch (IOException | RuntimeException e) {
      return metadata;
    }
  }

  private SealedMedia seal(FileSource source, MediaKey key, Place place) throws FileException {
    try {
      SealedMedia told = write(source, key, place);
      place.finish();
      return told;
    } catch (Unreadable e) {
      throw e.why;
    } catch (IOException e) {
      throw new FileException(Reason.DISK_FULL, e);
    }
  }

  private SealedMedia write(FileSource source, MediaKey key, Place place)
      throws FileException, IOException {
    long size = size(source);
    try (InputStream in = new Watched(open(source), size);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(place.part()))) {
      SealedMedia told = MediaSealer.seal(in, out, key);
      if (told.size() != size) {
        throw new FileException(Reason.SOURCE_GONE);
      }
      return told;
    }
  }

  private static InputStream open(FileSource source) throws FileException {
    try {
      return source.open();
    } catch (IOException e) {
      throw new FileException(Reason.SOURCE_GONE, e);
    }
  }

  private long size(FileSource source) throws FileException {
    try {
      long size = source.size();
      if (size < 1 || size > surroundings.largest()) {
        throw new FileException(size < 1 ? Reason.EMPTY : Reason.TOO_LARGE);
      }
      return size;
    } catch (IOException e) {
      throw new FileException(Reason.SOURCE_GONE, e);
    }
  }

  /** It was the source that failed, not the disk that is written to. */
  private static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;
    private final FileException why;

    Unreadable(FileException why) {
      super(why);
      this.why = why;
    }
  }

  /** Counts what is read, stops when it is told to, and at the size that was told. */
  private final class Watched extends FilterInputStream {
    private final long size;
    private long done;

    Watched(InputStream in, long size) {
      super(in);
      this.size = size;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      try {
        transfer.cancelling().check();
        int n = super.read(out, offset, length);
        done += Math.max(0, n);
        if (done > size) {
          throw new FileException(Reason.SOURCE_GONE);
        }
        transfer.at(Stage.PREPARING, done, size);
        return n;
      } catch (FileException e) {
        throw new Unreadable(e);
      } catch (IOException e) {
        throw new Unreadable(new FileException(Reason.SOURCE_GONE, e));
      }
    }
  }
}
