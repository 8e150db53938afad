package im.symbolon.messenger.trust;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/** A code that speaks for somebody else than was asked about: nothing was decided. */
public final class OtherAccountException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient BareJid account;

  public OtherAccountException(BareJid expected, BareJid account) {
    super("This code is of " + account + ", not of " + expected + "; nothing was verified.");
    this.account = Objects.requireNonNull(account);
  }

  /** Whom the code speaks for. */
  public BareJid account() {
    return account;
  }
}
