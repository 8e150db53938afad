package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.mailbox.Accounts;
import org.jivesoftware.openfire.user.UserManager;
import org.jivesoftware.openfire.user.UserNotFoundException;

/** The server's accounts, none of which has a mailbox here while it has one elsewhere. */
final class OpenfireAccounts implements Accounts {
  private final ServiceAddresses addresses;
  private final UserManager users;
  private final OtherArchive other;

  OpenfireAccounts(Hosting hosting, OtherArchive other) {
    this.addresses = hosting.addresses();
    this.users = hosting.server().getUserManager();
    this.other = other;
  }

  @Override
  public boolean isKeptFor(BareJid account) {
    return !other.isHere() && addresses.serves(account) && exists(users, account.local());
  }

  static boolean exists(UserManager users, String user) {
    try {
      return users.getUser(user) != null;
    } catch (UserNotFoundException e) {
      return false;
    }
  }
}
