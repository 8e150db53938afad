package im.symbolon.messenger.repair;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.store.Rows;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.delivery.MessagePlace;
import java.time.Instant;
import java.util.Objects;

/** What every part of repair stands on. */
record Ground(Surroundings surroundings, ThisDevice self) {
  Ground {
    Objects.requireNonNull(surroundings);
    Objects.requireNonNull(self);
  }

  BareJid account() {
    return surroundings.account();
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  /** Who is listed, in this transaction. */
  Listed listed(Rows rows) {
    return new Listed(rows, now());
  }

  /** Where a message of ours stands here that was written to them. */
  MessagePlace ours(BareJid chat) {
    return new MessagePlace(chat, account());
  }

  boolean isOwn(BareJid other) {
    return account().equals(other);
  }
}
