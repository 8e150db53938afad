package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who was removed, or left, and since when. It stays in all later epochs until an admin
 * adds that person again, so that it survives merges (REVIEW 9).
 *
 * @param number of the removing epoch, 1 or more
 * @param by the removing epoch; empty within that epoch itself, which cannot hold its own hash
 */
public record Removal(BareJid jid, long number, Optional<EpochHash> by) {
  public Removal {
    Objects.requireNonNull(jid);
    Objects.requireNonNull(by);
    if (number < 1 || number > Numbers.MAX) {
      throw new IllegalArgumentException("number of a removing epoch out of range");
    }
  }

  /** As that epoch has it which removes. */
  public static Removal here(BareJid jid, long number) {
    return new Removal(jid, number, Optional.empty());
  }

  /** As all epochs after the removing one have it. */
  public Removal after(EpochHash removing) {
    return by.isPresent() ? this : new Removal(jid, number, Optional.of(removing));
  }

  void appendTo(SigningInput out) {
    out.text(jid.toString()).number(number);
    out.bytes(by.map(EpochHash::encode).orElse(new byte[0]));
  }
}
