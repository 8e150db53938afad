package im.symbolon.messenger.records;

import com.google.protobuf.InvalidProtocolBufferException;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.records.wire.HistoryItemRecord;
import im.symbolon.messenger.records.wire.HistoryPartRecord;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Messages as one device of an account gives them to another, and as a backup holds them: the same
 * text under the same id, sender and time. What is not a message, and what waits to be sent, stays
 * where it is. Items of a kind that only newer versions know are passed over.
 */
public final class HistoryItems {
  /** Of texts, which all versions read. */
  private static final int TEXTS = 1;

  /** What this version reads: also groups, what has no text, and what is done to messages. */
  private static final int VERSION = 2;

  private static final int MAX_ID = 256;
  private static final int MAX_TEXT = 256 * 1024;

  /**
   * As far ahead as a date can be shown; a clock that is wrong by a year is no reason to refuse.
   */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private HistoryItems() {}

  /** True for what another device needs. */
  public static boolean isGiven(ChatMessage message) {
    return !message.content().isEmpty() && message.state() != DeliveryState.QUEUED;
  }

  static HistoryItemRecord write(Messages.Placed item) {
    return HistoryItemRecord.newBuilder()
        .setVersion(isText(item.message()) ? TEXTS : VERSION)
        .setMessage(MessageCodec.write(item.message()).setPosition(item.place()))
        .build();
  }

  private static boolean isText(ChatMessage message) {
    return !message.text().isEmpty() && !message.isAct() && isOfTwo(message);
  }

  /** In a group, others write than the one whom the chat is named after. */
  private static boolean isOfTwo(ChatMessage message) {
    return message.outgoing() || message.sender().equals(message.chat());
  }

  /** Several at once. */
  public static byte[] write(List<Messages.Placed> messages) {
    HistoryPartRecord.Builder out = HistoryPartRecord.newBuilder();
    messages.forEach(each -> out.addItems(write(each)));
    return out.build().toByteArray();
  }

  /** How many bytes it takes among others, at most. */
  public static int size(Messages.Placed item) {
    return write(item).getSerializedSize() + 2 * Long.BYTES;
  }

  /**
   * Reads what {@link #write(List)} wrote.
   *
   * @param own the account whose history it must be
   * @throws ProtocolException MALFORMED
   */
  public static List<Messages.Placed> read(byte[] part, BareJid own) throws ProtocolException {
    try {
      List<Messages.Placed> found = new ArrayList<>();
      for (HistoryItemRecord each : HistoryPartRecord.parseFrom(part).getItemsList()) {
        read(each, own).ifPresent(found::add);
      }
      return Collections.unmodifiableList(found);
    } catch (InvalidProtocolBufferException e) {
      throw new ProtocolException(Reason.MALFORMED, "not a part of a history", e);
    }
  }

  /** Empty for what only newer versions know. */
  static Optional<Messages.Placed> read(HistoryItemRecord item, BareJid own)
      throws ProtocolException {
    if (item.getVersion() > VERSION) {
      return Optional.empty();
    }
    try {
      ChatMessage message = MessageCodec.read(item.getMessage());
      if (!isSound(message, own) || (item.getVersion() == TEXTS && !isText(message))) {
        throw new ProtocolException(Reason.MALFORMED, "not a message of a history");
      }
      return Optional.of(new Messages.Placed(message, item.getMessage().getPosition()));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private static boolean isSound(ChatMessage message, BareJid own) {
    boolean fromUs = message.sender().equals(own);
    return isGiven(message)
        && !message.id().isEmpty()
        && message.id().length() <= MAX_ID
        && message.text().length() <= MAX_TEXT
        && XmlText.isWritable(message.text())
        && message.outgoing() == fromUs
        && !message.time().isBefore(Instant.EPOCH)
        && !message.time().isAfter(LAST);
  }
}
