package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import java.util.Optional;
import java.util.function.Consumer;

/** Knows, or finds out, which devices the accounts of this domain have. The host implements it. */
@FunctionalInterface
public interface Audiences {
  /**
   * Calls back once, at once when the answer is known, else later on any thread, or never. Throws
   * nothing and does not wait.
   *
   * @param then gets nothing for an account without a valid signed list, and when it could not be
   *     read; it may work on the database
   */
  void ask(BareJid account, Consumer<Optional<AccountDevices>> then);
}
