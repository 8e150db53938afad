package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.wire.ErasedFilesRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages that brought files and are gone, until what is kept of these on this device is, too. */
public final class ErasedFiles {
  private final Rows rows;

  public ErasedFiles(Rows rows) {
    this.rows = rows;
  }

  /**
   * One of them.
   *
   * @param files how many it brought
   */
  public record Erased(BareJid chat, Target message, int files) {}

  /** Nothing for a message without files. */
  void add(ChatMessage message) throws StoreException {
    int files = message.content().attachments().size();
    if (files == 0) {
      return;
    }
    Erased erased = new Erased(message.chat(), Target.of(message), files);
    byte[] value =
        ErasedFilesRecord.newBuilder()
            .setChat(erased.chat().toString())
            .setTarget(ContentCodec.write(erased.message()))
            .setFiles(files)
            .build()
            .toByteArray();
    rows.put(Tables.ERASED_FILES, key(erased), value);
  }

  public List<Erased> all() throws StoreException {
    List<Erased> found = new ArrayList<>();
    for (Row row : rows.all(Tables.ERASED_FILES)) {
      found.add(
          Stored.read(
              () -> {
                ErasedFilesRecord each = ErasedFilesRecord.parseFrom(row.value());
                return new Erased(
                    BareJid.parse(each.getChat()),
                    ContentCodec.target(each.getTarget()),
                    each.getFiles());
              }));
    }
    return Collections.unmodifiableList(found);
  }

  /** Nothing of it is left. */
  public void remove(Erased erased) throws StoreException {
    rows.delete(Tables.ERASED_FILES, key(erased));
  }

  private static RowKey key(Erased erased) {
    Target message = erased.message();
    return RowKey.of(erased.chat().toString(), message.author().toString(), message.id());
  }
}
