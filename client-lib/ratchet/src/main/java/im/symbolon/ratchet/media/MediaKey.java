package im.symbolon.ratchet.media;

import im.symbolon.protocol.files.FileKey;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.GcmStream;
import im.symbolon.ratchet.primitives.Secret;

/** Key and initialisation vector of one file. It seals once: never two files, nor one twice. */
public final class MediaKey extends Secret {
  private final byte[] iv;

  private MediaKey(byte[] owned, byte[] iv) {
    super(owned);
    this.iv = iv;
  }

  /** A fresh one, of 32 and 12 bytes. */
  public static MediaKey generate(Entropy entropy) {
    return new MediaKey(entropy.bytes(FileKey.KEY_LENGTH), entropy.bytes(FileKey.IV_LENGTH));
  }

  /** The one that a message told. */
  public static MediaKey of(FileKey told) {
    return new MediaKey(told.key(), told.iv());
  }

  /** For the message that tells it, which is sealed. */
  public FileKey told() {
    return FileKey.of(expose(), iv);
  }

  GcmStream begin() {
    return GcmStream.begin(this, iv);
  }
}
