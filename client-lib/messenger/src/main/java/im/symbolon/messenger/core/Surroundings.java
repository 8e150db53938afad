package im.symbolon.messenger.core;

import im.symbolon.messenger.store.RowStore;
import im.symbolon.protocol.BareJid;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Clock;
import java.util.Objects;

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
}
