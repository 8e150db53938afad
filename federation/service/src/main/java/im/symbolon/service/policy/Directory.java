package im.symbolon.service.policy;

import im.symbolon.protocol.BareJid;
import java.util.Set;

/** What a policy must know of the host's accounts. */
@FunctionalInterface
public interface Directory {
  /** The names of the groups that a local account is in; none for one that is not known. */
  Set<String> groupsOf(BareJid account);
}
