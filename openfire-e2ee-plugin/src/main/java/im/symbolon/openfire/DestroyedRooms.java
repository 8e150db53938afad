package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.service.mailbox.Erasure;
import im.symbolon.service.mailbox.MailboxException;
import org.jivesoftware.openfire.muc.MUCEventDispatcher;
import org.jivesoftware.openfire.muc.MUCEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Drops what a room said with the room, and again when one of that name is made, because its people
 * are others. Has the methods of the listeners of both 4.2 and 5, which differ.
 */
final class DestroyedRooms implements MUCEventListener {
  private static final Logger LOG = LoggerFactory.getLogger(DestroyedRooms.class);

  private final Erasure erasure;

  private DestroyedRooms(Erasure erasure) {
    this.erasure = erasure;
  }

  static void forget(Hosting hosting, Erasure erasure) {
    DestroyedRooms listener = new DestroyedRooms(erasure);
    MUCEventDispatcher.addListener(listener);
    hosting.onClose(() -> MUCEventDispatcher.removeListener(listener));
  }

  private void forget(JID room) {
    try {
      erasure.forget(BareJid.parse(room.toBareJID()));
    } catch (MailboxException | ProtocolException e) {
      LOG.warn("The mailbox of an earlier room {} was not dropped", room, e);
    }
  }

  @Override
  public void roomCreated(JID room) {
    forget(room);
  }

  /** The same as 5.x calls it; 4.2 does not know it. */
  public void roomCreated(long id, JID room) {
    forget(room);
  }

  @Override
  public void roomDestroyed(JID room) {
    forget(room);
  }

  /** The same as 5.x calls it; 4.2 does not know it. */
  public void roomDestroyed(long id, JID room) {
    forget(room);
  }

  /** An administrator's wish that 4.2 does not know. */
  public void roomClearChatHistory(long id, JID room) {
    forget(room);
  }

  @Override
  public void occupantJoined(JID room, JID user, String nickname) {
    // Who is there changes nothing about what was said.
  }

  @Override
  public void occupantLeft(JID room, JID user) {
    // Who is there changes nothing about what was said.
  }

  /** The same as 5.x calls it; 4.2 does not know it. */
  public void occupantLeft(JID room, JID user, String nickname) {
    occupantLeft(room, user);
  }

  /** Of 5.x; 4.2 does not know it. */
  public void occupantNickKicked(JID room, String nickname) {
    // Who is there changes nothing about what was said.
  }

  @Override
  public void nicknameChanged(JID room, JID user, String before, String now) {
    // Who is there changes nothing about what was said.
  }

  @Override
  public void messageReceived(JID room, JID user, String nickname, Message message) {
    // It is kept as the room sends it out.
  }

  @Override
  public void privateMessageRecieved(JID to, JID from, Message message) {
    // It is kept as the room sends it out.
  }

  @Override
  public void roomSubjectChanged(JID room, JID user, String subject) {
    // A subject is not kept.
  }
}
