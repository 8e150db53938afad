package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.records.wire.MessageRecord;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import java.time.Instant;
import java.util.Optional;

/** Messages as they are stored, and given to other devices. */
final class MessageCodec {
  private MessageCodec() {}

  /** All but its place. */
  static MessageRecord.Builder write(ChatMessage message) {
    MessageRecord.Builder out =
        MessageRecord.newBuilder()
            .setId(message.id())
            .setChat(message.chat().toString())
            .setSender(message.sender().toString())
            .setOutgoing(message.outgoing())
            .setTimeMs(message.time().toEpochMilli())
            .setState(message.state().number());
    message.note().ifPresent(note -> out.setNote(note.number()));
    message.senderDevice().ifPresent(device -> out.setSenderDevice(device.value()));
    message.provenance().ifPresent(known -> write(known, out));
    message.reach().ifPresent(known -> write(known, out));
    ContentCodec.write(message.content(), out);
    return out;
  }

  private static void write(Provenance known, MessageRecord.Builder out) {
    out.setSenderTrust(known.trust().number()).setOmemoVersion(known.version().number());
  }

  private static void write(Reach known, MessageRecord.Builder out) {
    out.setReached(known.devices())
        .setUntrusted(known.untrusted())
        .setKeyless(known.keyless())
        .setReachedInLegacy(known.legacy());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ProtocolException or IllegalArgumentException for anything else
   */
  static ChatMessage read(MessageRecord found) throws ProtocolException {
    int device = found.getSenderDevice();
    return new ChatMessage(
        found.getId(),
        BareJid.parse(found.getChat()),
        BareJid.parse(found.getSender()),
        device == 0 ? Optional.empty() : Optional.of(DeviceId.of(device)),
        found.getOutgoing(),
        ContentCodec.read(found),
        Instant.ofEpochMilli(found.getTimeMs()),
        DeliveryState.of(found.getState()),
        Note.of(found.getNote()),
        provenance(found),
        reach(found));
  }

  private static Optional<Provenance> provenance(MessageRecord found) throws ProtocolException {
    return found.getSenderTrust() == 0
        ? Optional.empty()
        : Optional.of(
            new Provenance(
                Trust.of(found.getSenderTrust()), OmemoVersion.of(found.getOmemoVersion())));
  }

  private static Optional<Reach> reach(MessageRecord found) {
    Reach reach =
        new Reach(
            found.getReached(),
            found.getUntrusted(),
            found.getKeyless(),
            found.getReachedInLegacy());
    return reach.devices() + reach.leftOut() == 0 ? Optional.empty() : Optional.of(reach);
  }
}
