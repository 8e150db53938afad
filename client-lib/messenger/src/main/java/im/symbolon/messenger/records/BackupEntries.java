package im.symbolon.messenger.records;

import com.google.protobuf.InvalidProtocolBufferException;
import im.symbolon.messenger.records.wire.BackupEntryRecord;
import im.symbolon.messenger.records.wire.HandoverRecord;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What a backup holds, one after the other, each after its length. */
public final class BackupEntries {
  private BackupEntries() {}

  public static void write(HandoverRecord head, OutputStream out) throws IOException {
    BackupEntryRecord.newBuilder().setHead(head).build().writeDelimitedTo(out);
  }

  public static void write(Messages.Placed message, OutputStream out) throws IOException {
    BackupEntryRecord.newBuilder()
        .setMessage(HistoryItems.write(message))
        .build()
        .writeDelimitedTo(out);
  }

  /**
   * The next one; empty at the end.
   *
   * @throws InvalidProtocolBufferException when there is something else
   * @throws IOException as the stream throws it
   */
  public static Optional<BackupEntryRecord> next(InputStream in) throws IOException {
    try {
      return Optional.ofNullable(BackupEntryRecord.parseDelimitedFrom(in));
    } catch (InvalidProtocolBufferException e) {
      if (e.getCause() instanceof IOException stream) {
        throw stream; // the library wraps it
      }
      throw e;
    }
  }

  /** Its message; empty when it holds something else, or what only newer versions know. */
  public static Optional<Messages.Placed> message(BackupEntryRecord entry, BareJid own)
      throws ProtocolException {
    return entry.hasMessage() ? HistoryItems.read(entry.getMessage(), own) : Optional.empty();
  }
}
