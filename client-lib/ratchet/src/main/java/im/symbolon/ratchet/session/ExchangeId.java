package im.symbolon.ratchet.session;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import java.util.Objects;

/**
 * Names one key exchange: who began it, and with which ephemeral key. A repeated one must never
 * create or replace a session: whoever keeps prekeys remembers the ids of all accepted exchanges as
 * long as the prekey or the signed prekey that they used is kept.
 */
public record ExchangeId(IdentityKey initiator, CurveKey ephemeral) {
  public ExchangeId {
    Objects.requireNonNull(initiator);
    Objects.requireNonNull(ephemeral);
  }

  /** The id of a received key exchange. */
  public static ExchangeId of(KeyExchangeMessage message) {
    return new ExchangeId(message.identity(), message.ephemeral());
  }

  /** 64 bytes, public. */
  public byte[] encode() {
    byte[] out = new byte[IdentityKey.LENGTH + CurveKey.LENGTH];
    System.arraycopy(initiator.encode(), 0, out, 0, IdentityKey.LENGTH);
    System.arraycopy(ephemeral.encode(), 0, out, IdentityKey.LENGTH, CurveKey.LENGTH);
    return out;
  }
}
