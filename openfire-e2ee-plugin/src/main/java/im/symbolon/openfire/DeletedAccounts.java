package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import java.util.Map;
import org.jivesoftware.openfire.event.UserEventListener;
import org.jivesoftware.openfire.user.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what is kept for an account with the account, and again when one of that name is made: a
 * client that was still there may have left something in between, and the next owner is somebody
 * else.
 */
final class DeletedAccounts implements UserEventListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeletedAccounts.class);

  private final String domain;
  private final String what;
  private final Keeper keeper;

  /** Whoever keeps something for accounts. */
  @FunctionalInterface
  interface Keeper {
    /** Drops it all. */
    void forget(BareJid account) throws Exception;
  }

  /**
   * @param what is kept, for the log
   */
  DeletedAccounts(String domain, String what, Keeper keeper) {
    this.domain = domain;
    this.what = what;
    this.keeper = keeper;
  }

  @Override
  public void userDeleting(User user, Map<String, Object> parameters) {
    forget(user);
  }

  private void forget(User user) {
    try {
      keeper.forget(new BareJid(user.getUsername(), domain));
    } catch (Exception e) {
      LOG.warn("The {} of an earlier account {} was not dropped", what, user.getUsername(), e);
    }
  }

  @Override
  public void userCreated(User user, Map<String, Object> parameters) {
    forget(user);
  }

  @Override
  public void userModified(User user, Map<String, Object> parameters) {
    // Nothing about an account but its name matters here.
  }
}
