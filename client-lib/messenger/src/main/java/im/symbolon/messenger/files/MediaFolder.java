package im.symbolon.messenger.files;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.core.Hex;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.ratchet.primitives.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Where files of chats are kept on this device: sealed, as they travel, under names that say
 * nothing. Their keys lie in the store alone, so that what is erased there cannot be opened here.
 */
public final class MediaFolder {
  private static final String SEALED = ".sealed";
  private static final String PART = ".part";

  private final Path folder;

  /** In that folder, which is made when it is needed. */
  public MediaFolder(Path folder) {
    this.folder = folder;
  }

  /** Of one file of one message. */
  Place place(ChatMessage message, int index) throws FileException {
    return place(message.chat(), Target.of(message), index);
  }

  /** The same, of a message that need not be there any more. */
  Place place(BareJid chat, Target message, int index) throws FileException {
    MessageDigest digest = Sha256.create();
    for (String part :
        new String[] {chat.toString(), message.author().toString(), message.id(), "" + index}) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    String name = Hex.of(digest.digest());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FileException(Reason.DISK_FULL, e);
    }
    return new Place(folder.resolve(name + SEALED), folder.resolve(name + PART));
  }

  /**
   * Two files on this device.
   *
   * @param sealed whole
   * @param part what came until now
   */
  record Place(Path sealed, Path part) {
    boolean isWhole() {
      return Files.exists(sealed);
    }

    /** What came is whole. */
    void finish() throws IOException {
      Disk.move(part, sealed);
    }

    void forget() throws IOException {
      Files.deleteIfExists(part);
      Files.deleteIfExists(sealed);
    }
  }
}
