package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.mailbox.RoomAccess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.handler.IQHandler;
import org.jivesoftware.openfire.muc.MultiUserChatService;
import org.xmpp.packet.JID;

/**
 * The rooms of the chat services that the server has when the plugin is loaded. Those of a service
 * that is made later have no archive until it is loaded anew.
 */
final class OpenfireRooms implements RoomAccess {
  private final Map<String, MultiUserChatService> services = new HashMap<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();

  OpenfireRooms(XMPPServer server) {
    for (MultiUserChatService each : server.getMultiUserChatManager().getMultiUserChatServices()) {
      services.put(each.getServiceDomain(), each);
    }
  }

  /** Has all rooms answer these requests, and say so. */
  void answer(IQHandler handler, List<String> features) {
    for (MultiUserChatService each : services.values()) {
      each.addIQHandler(handler);
      undo.push(() -> each.removeIQHandler(handler));
      for (String feature : features) {
        each.addExtraFeature(feature);
        undo.push(() -> each.removeExtraFeature(feature));
      }
    }
  }

  @Override
  public boolean isHere(BareJid room) {
    MultiUserChatService service = services.get(room.domain());
    return service != null && service.hasChatRoom(room.local());
  }

  @Override
  public boolean mayRead(BareJid room, JID user) {
    MultiUserChatService service = services.get(room.domain());
    if (service == null) {
      return false;
    }
    Object found = service.getChatRoom(room.local());
    return found != null && RoomByName.of(found).mayBeEntered(user.asBareJID());
  }

  void close() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }
}
