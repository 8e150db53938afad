package im.symbolon.service.directory;

import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.Wanted;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.xmpp.packet.JID;

/** Answers for the accounts of one domain. For the worker. */
interface Part {
  /**
   * Calls back once, now or later: all accounts stand in the answer, one at least with more than
   * {@code <more/>}, and it is not larger than it may be.
   */
  void answer(Share share, Consumer<LookAnswer> then);

  /**
   * What of a look is one domain's.
   *
   * @param bytes how large the answer may be
   * @param from who asks
   * @param isAwaited false once the answer went out without this part: no key is used up for it
   */
  record Share(Collection<Wanted> accounts, int bytes, JID from, BooleanSupplier isAwaited) {
    public Share {
      accounts = List.copyOf(accounts);
    }
  }
}
