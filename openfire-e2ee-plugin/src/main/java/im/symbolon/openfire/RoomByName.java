package im.symbolon.openfire;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;

/**
 * A room of the host, whose type is an interface in 4.2 and a class in 5: its methods are called by
 * name, and what cannot be asked is forbidden. {@code isMembersOnly}, {@code isPasswordProtected},
 * {@code getAffiliation(JID)} and {@code getOccupantsByBareJID(JID)} are there in 4.2.0 and 5.1.1.
 */
record RoomByName(Object room) {
  private static final Logger LOG = LoggerFactory.getLogger(RoomByName.class);
  private static final String TYPE = "org.jivesoftware.openfire.muc.MUCRoom";
  private static final Set<String> INVITED = Set.of("owner", "admin", "member");

  static RoomByName of(Object room) {
    return new RoomByName(room);
  }

  /** True for who may enter now. Of a password only those are known to have it who are inside. */
  boolean mayBeEntered(JID user) {
    try {
      String affiliation = call("getAffiliation", user).toString();
      if (affiliation.equals("outcast")) {
        return false;
      }
      return INVITED.contains(affiliation)
          || (!isTrue("isMembersOnly") && (!isTrue("isPasswordProtected") || isInside(user)));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("A room does not say who may enter it", e);
      return false;
    }
  }

  private boolean isTrue(String method) throws ReflectiveOperationException {
    return (Boolean) type().getMethod(method).invoke(room);
  }

  /** The host throws something for nobody. */
  private boolean isInside(JID user) throws ReflectiveOperationException {
    try {
      return !((Collection<?>) call("getOccupantsByBareJID", user)).isEmpty();
    } catch (InvocationTargetException e) {
      LOG.debug("{} is not inside", user, e);
      return false;
    }
  }

  private Object call(String method, JID user) throws ReflectiveOperationException {
    return type().getMethod(method, JID.class).invoke(room, user);
  }

  private Class<?> type() throws ClassNotFoundException {
    return Class.forName(TYPE, true, room.getClass().getClassLoader());
  }
}
