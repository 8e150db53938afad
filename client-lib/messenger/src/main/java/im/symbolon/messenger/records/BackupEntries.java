package im.symbolon.messenger.records;

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

  /** The next one; empty at the end. */
  public static Optional<BackupEntryRecord> next(InputStream in) throws IOException {
    return Optional.ofNullable(BackupEntryRecord.parseDelimitedFrom(in));
  }

  /** Its message; empty when it holds something else, or what only newer versions know. */
  public static Optional<Messages.Placed> message(BackupEntryRecord entry, BareJid own)
      throws ProtocolException {
    return entry.hasMessage() ? HistoryItems.read(entry.getMessage(), own) : Optional.empty();
  }
}
