package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.policy.Directory;
import java.util.Set;
import java.util.stream.Collectors;
import org.jivesoftware.openfire.group.Group;
import org.jivesoftware.openfire.group.GroupManager;
import org.xmpp.packet.JID;

/**
 * Openfire's own groups, members and administrators of each. The server remembers them; when it has
 * to look one up in a database that is away, it says that the account is in none.
 */
record OpenfireGroups(GroupManager groups) implements Directory {
  @Override
  public Set<String> groupsOf(BareJid account) {
    JID address = new JID(account.local(), account.domain(), null);
    return groups.getGroups(address).stream().map(Group::getName).collect(Collectors.toSet());
  }
}
