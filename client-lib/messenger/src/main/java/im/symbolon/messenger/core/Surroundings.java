package im.symbolon.messenger.core;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.protocol.BareJid;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What every part of the engine is given. */
public record Surroundings(BareJid account, RowStore store, Entropy entropy, Clock clock) {
  public Surroundings {
    Objects.requireNonNull(account);
    Objects.requireNonNull(store);
    Objects.requireNonNull(entropy);
    Objects.requireNonNull(clock);
  }

  /** 128 random bits in hexadecimal: an id that nobody else chooses. */
  public String newId() {
    return Hex.of(entropy.bytes(16));
  }

  /** An entry of ours in that chat, of this moment, which is to be sent. Nothing is stored. */
  public ChatMessage entry(BareJid chat, Content content) {
    return new ChatMessage(
        newId(),
        chat,
        account,
        Optional.empty(),
        true,
        content,
        Instant.ofEpochMilli(clock.millis()),
        DeliveryState.QUEUED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
