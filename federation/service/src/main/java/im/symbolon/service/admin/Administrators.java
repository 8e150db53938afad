package im.symbolon.service.admin;

import org.xmpp.packet.JID;

/** Says who administers the domain. */
@FunctionalInterface
public interface Administrators {
  /** Whether that account does; asked for each step of a command. */
  boolean include(JID account);
}
