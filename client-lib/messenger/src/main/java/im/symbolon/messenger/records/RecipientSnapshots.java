package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.RecipientRecord;
import im.symbolon.messenger.records.wire.RecipientsRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom each message of ours was sealed for, with the keys that they had then: nobody else gets it
 * again (REVIEW 7). Kept for 14 days, and of the last {@value #MAX} messages.
 */
public final class RecipientSnapshots {
  /** How long a message can be sent again. */
  public static final Duration KEPT = Duration.ofDays(14);

  private static final int MAX = 20_000;
  private static final int PURGED_AT_ONCE = 1_000;
  private static final Group ALL = Group.of("sent");

  private final Rows rows;

  public RecipientSnapshots(Rows rows) {
    this.rows = rows;
  }

  /**
   * One device.
   *
   * @param listSerial of its account's list key then; 0 without a list
   */
  public record Recipient(DeviceAddress device, Fingerprint identity, long listSerial) {
    public Recipient {
      Objects.requireNonNull(device);
      Objects.requireNonNull(identity);
    }
  }

  /**
   * The recipients of one message.
   *
   * @param to whom it was written to
   * @param root theirs, if one counted then
   * @param at when it was sealed
   * @param hinted whether a server said once that somebody was missed
   */
  public record Snapshot(
      BareJid to,
      Optional<AccountRoot> root,
      Instant at,
      List<Recipient> recipients,
      boolean hinted) {
    public Snapshot {
      Objects.requireNonNull(to);
      Objects.requireNonNull(root);
      Objects.requireNonNull(at);
      recipients = List.copyOf(recipients);
    }

    /** The same, of which a server said that somebody was missed. */
    Snapshot withHint() {
      return new Snapshot(to, root, at, recipients, true);
    }

    /** That device as it was then; empty when it did not get the message. */
    public Optional<Recipient> recipient(DeviceAddress device) {
      return recipients.stream().filter(each -> each.device().equals(device)).findFirst();
    }
  }

  public Optional<Snapshot> of(String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.RECIPIENTS, RowKey.of(id));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  public void put(String id, Snapshot snapshot) throws StoreException {
    RecipientsRecord.Builder out =
        RecipientsRecord.newBuilder()
            .setTo(snapshot.to().toString())
            .setSentAtMs(snapshot.at().toEpochMilli())
            .setHinted(snapshot.hinted());
    snapshot.root().ifPresent(root -> out.setRoot(ByteString.copyFrom(root.key().encode())));
    for (Recipient each : snapshot.recipients()) {
      out.addRecipients(
          RecipientRecord.newBuilder()
              .setAccount(each.device().account().toString())
              .setDevice(each.device().device().value())
              .setFingerprint(each.identity().hex())
              .setListSerial(each.listSerial()));
    }
    rows.put(
        Tables.RECIPIENTS,
        RowKey.of(id),
        ALL,
        snapshot.at().toEpochMilli(),
        out.build().toByteArray());
  }

  /**
   * A server says that somebody was missed.
   *
   * @return false when it said so before, or the message was never sent there
   */
  public boolean hinted(String id, BareJid to) throws StoreException {
    Optional<Snapshot> sent = of(id).filter(each -> each.to().equals(to) && !each.hinted());
    if (sent.isPresent()) {
      put(id, sent.get().withHint());
    }
    return sent.isPresent();
  }

  /** Forgets what is over, and what is too much. */
  public void purge(Instant now) throws StoreException {
    long surplus = rows.count(Tables.RECIPIENTS, ALL) - MAX;
    for (Row row : rows.first(Tables.RECIPIENTS, ALL, PURGED_AT_ONCE)) {
      if (surplus <= 0 && Instant.ofEpochMilli(row.position()).plus(KEPT).isAfter(now)) {
        return;
      }
      rows.delete(Tables.RECIPIENTS, row.key());
      surplus--;
    }
  }

  private static Snapshot read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          RecipientsRecord found = RecipientsRecord.parseFrom(value);
          List<Recipient> recipients = new ArrayList<>();
          for (RecipientRecord each : found.getRecipientsList()) {
            recipients.add(
                new Recipient(
                    new DeviceAddress(
                        BareJid.parse(each.getAccount()), DeviceId.of(each.getDevice())),
                    new Fingerprint(each.getFingerprint()),
                    each.getListSerial()));
          }
          Instant at = Instant.ofEpochMilli(found.getSentAtMs());
          return new Snapshot(
              BareJid.parse(found.getTo()), root(found), at, recipients, found.getHinted());
        });
  }

  private static Optional<AccountRoot> root(RecipientsRecord found) throws ProtocolException {
    return found.getRoot().isEmpty()
        ? Optional.empty()
        : Optional.of(new AccountRoot(IdentityKey.parse(found.getRoot().toByteArray())));
  }
}
