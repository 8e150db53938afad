package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.wire.UploadRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.FileHash;
import im.symbolon.protocol.files.FileKey;
import im.symbolon.protocol.files.HashAlgorithm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Messages of ours whose files are not uploaded yet: they are sent when these are. */
public final class Uploads {
  private static final Group ALL = Group.of("uploads");

  private final Rows rows;

  public Uploads(Rows rows) {
    this.rows = rows;
  }

  /**
   * One of them.
   *
   * @param sealed once it is sealed on this device
   */
  public record Upload(BareJid chat, String id, Optional<Sealed> sealed) {
    public Upload {
      Objects.requireNonNull(chat);
      Objects.requireNonNull(id);
      Objects.requireNonNull(sealed);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "upload of " + id;
    }
  }

  /**
   * A file that lies sealed on this device.
   *
   * @param hash of the sealed file
   * @param size of the sealed file in bytes
   */
  public record Sealed(FileKey key, FileHash hash, long size) {
    public Sealed {
      Objects.requireNonNull(key);
      Objects.requireNonNull(hash);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "a sealed file of " + size + " bytes";
    }
  }

  /** One more, or the same moved on. */
  public void put(ChatMessage message, Optional<Sealed> sealed) throws StoreException {
    UploadRecord.Builder out =
        UploadRecord.newBuilder().setChat(message.chat().toString()).setId(message.id());
    sealed.ifPresent(
        each ->
            out.setKey(ByteString.copyFrom(each.key().key()))
                .setIv(ByteString.copyFrom(each.key().iv()))
                .setSealedSha256(ByteString.copyFrom(each.hash().value()))
                .setSealedSize(each.size()));
    rows.put(
        Tables.UPLOADS,
        key(message.chat(), message.id()),
        ALL,
        message.time().toEpochMilli(),
        out.build().toByteArray());
  }

  public Optional<Upload> get(BareJid chat, String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.UPLOADS, key(chat, id));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  public List<Upload> all() throws StoreException {
    List<Upload> found = new ArrayList<>();
    for (Row row : rows.all(Tables.UPLOADS)) {
      found.add(read(row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  /** It is uploaded, or will never be. */
  public void remove(BareJid chat, String id) throws StoreException {
    rows.delete(Tables.UPLOADS, key(chat, id));
  }

  private static Upload read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          UploadRecord found = UploadRecord.parseFrom(value);
          return new Upload(BareJid.parse(found.getChat()), found.getId(), sealed(found));
        });
  }

  private static Optional<Sealed> sealed(UploadRecord found) {
    if (found.getKey().isEmpty()) {
      return Optional.empty();
    }
    FileKey key = FileKey.of(found.getKey().toByteArray(), found.getIv().toByteArray());
    byte[] hash = found.getSealedSha256().toByteArray();
    return Optional.of(
        new Sealed(key, FileHash.of(HashAlgorithm.SHA_256, hash), found.getSealedSize()));
  }

  private static RowKey key(BareJid chat, String id) {
    return RowKey.of(chat.toString(), id);
  }
}
