package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.prekeys.StoreException;
import java.util.Map;
import org.jivesoftware.openfire.event.UserEventListener;
import org.jivesoftware.openfire.user.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the keys of an account with the account, and again when one of that name is made: a client
 * that was still there may have published in between, and the next owner is somebody else.
 */
final class DeletedAccounts implements UserEventListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeletedAccounts.class);

  private final String domain;
  private final Memory memory;

  /** What is known about accounts. */
  @FunctionalInterface
  interface Memory {
    void forget(BareJid account) throws StoreException;
  }

  DeletedAccounts(String domain, Memory memory) {
    this.domain = domain;
    this.memory = memory;
  }

  @Override
  public void userDeleting(User user, Map<String, Object> parameters) {
    forget(user);
  }

  private void forget(User user) {
    try {
      memory.forget(new BareJid(user.getUsername(), domain));
    } catch (StoreException | IllegalArgumentException e) {
      LOG.warn("What an earlier account left {} was not dropped", user.getUsername(), e);
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
