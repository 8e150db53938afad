package im.symbolon.messenger.files;

import im.symbolon.messenger.chat.Attachment;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ChatStates;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Uploads;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.protocol.files.SharedFileCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows of messages that bring a file: in the history at once, in the outbox when the file is
 * where its readers find it.
 */
final class Sending {
  private final Surroundings surroundings;
  private final Gated gated;

  Sending(Surroundings surroundings, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.gated = new Gated(surroundings, act);
  }

  /** A new message, which waits for its file. */
  ChatMessage begin(BareJid chat, SharedFile file, String caption) throws StoreException {
    Content content = Content.of(caption).bringing(attached(file));
    return transaction(
        (rows, outcome) -> {
          ChatMessage message =
              surroundings.entry(chat, new ChatStates(rows).lasting(chat, content));
          new Messages(rows).add(message);
          new Uploads(rows).put(message, Optional.empty());
          outcome.changed(message);
          return message;
        });
  }

  /** Its file lies sealed on this device. */
  void sealed(ChatMessage message, Preparing.Ready ready) throws StoreException {
    transaction(
        (rows, outcome) -> {
          Content content = message.content().bringing(attached(ready.file()));
          Optional<ChatMessage> said = new Messages(rows).said(message, content);
          if (said.isPresent()) {
            new Uploads(rows).put(message, Optional.of(ready.sealed()));
            outcome.changed(said.get());
          }
          return said;
        });
  }

  /** Its file was uploaded, as this says: now it is sent, if it was not taken back. */
  void uploaded(ChatMessage message, SharedFile file) throws StoreException {
    transaction(
        (rows, outcome) -> {
          new Uploads(rows).remove(message.chat(), message.id());
          boolean apart =
              !message.text().isEmpty() && new Captions(rows).areReadApart(own(), message.chat());
          Content whole = message.content().bringing(attached(file));
          Content content = apart ? whole.instead(Content.NONE) : whole;
          Optional<ChatMessage> said = new Messages(rows).said(message, content);
          if (said.isPresent()) {
            queue(rows, said.get(), outcome);
          }
          if (said.isPresent() && apart) {
            Content words = message.content().bringing(List.of());
            ChatMessage caption = surroundings.entry(message.chat(), words);
            new Messages(rows).add(caption);
            queue(rows, caption, outcome);
          }
          return said;
        });
  }

  private void queue(Rows rows, ChatMessage message, Outcome outcome) throws StoreException {
    Groups groups = new Groups(rows);
    boolean group = groups.of(message.chat()).isPresent();
    if (group && !groups.isJoined(message.chat())) {
      fail(rows, message, Note.NOT_IN_GROUP, outcome);
      return;
    }
    new Outbox(rows)
        .add(group ? OutboxEntry.group(message, now()) : OutboxEntry.of(message, now()));
    outcome.changed(message);
    outcome.queued(message.chat());
  }

  /** It will not be sent. */
  void failed(ChatMessage message) throws StoreException {
    transaction(
        (rows, outcome) -> {
          new Uploads(rows).remove(message.chat(), message.id());
          boolean gone =
              new Messages(rows)
                  .get(message.chat(), message.sender(), message.id())
                  .filter(ChatMessage::isErased)
                  .isPresent();
          if (!gone) {
            fail(rows, message, Note.FILE_NOT_SENT, outcome);
          }
          return gone;
        });
  }

  private void fail(Rows rows, ChatMessage message, Note why, Outcome outcome)
      throws StoreException {
    new Messages(rows)
        .failed(message.chat(), message.sender(), message.id(), why)
        .ifPresent(outcome::changed);
  }

  /** What waits, as the history has it; what is not there any more is forgotten. */
  Optional<ChatMessage> waiting(Uploads.Upload upload) throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              Optional<ChatMessage> message =
                  new Messages(rows)
                      .get(upload.chat(), own(), upload.id())
                      .filter(each -> each.state() == DeliveryState.QUEUED)
                      .filter(each -> !each.content().attachments().isEmpty());
              if (!message.isPresent()) {
                new Uploads(rows).remove(upload.chat(), upload.id());
              }
              return message;
            });
  }

  List<Uploads.Upload> all() throws StoreException {
    return surroundings.store().transaction(rows -> new Uploads(rows).all());
  }

  private static List<Attachment> attached(SharedFile file) {
    return List.of(new Attachment(SharedFileCodec.encode(file)));
  }

  private BareJid own() {
    return surroundings.account();
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  /** Something that is stored as a whole, and told then. */
  @FunctionalInterface
  private interface Step<T> {
    T take(Rows rows, Outcome outcome) throws StoreException;
  }

  private <T> T transaction(Step<T> step) throws StoreException {
    return gated.call(gate -> step.take(gate.rows(), gate.outcome()));
  }
}
