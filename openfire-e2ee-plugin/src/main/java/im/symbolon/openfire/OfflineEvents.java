package im.symbolon.openfire;

import org.jivesoftware.openfire.OfflineMessage;
import org.jivesoftware.openfire.OfflineMessageListener;
import org.jivesoftware.openfire.session.ClientSession;
import org.jivesoftware.openfire.session.LocalClientSession;
import org.jivesoftware.openfire.user.PresenceEventListener;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Presence;

/** Tells the repair when a message was stored and when a user came. */
final class OfflineEvents implements OfflineMessageListener, PresenceEventListener {
  private final OfflineRepair repair;
  private final LoginGate gate;

  OfflineEvents(OfflineRepair repair, LoginGate gate) {
    this.repair = repair;
    this.gate = gate;
  }

  @Override
  public void messageStored(Message message) {
    if (message.getTo() != null && message.getTo().getNode() != null) {
      repair.check(message.getTo().getNode());
    }
  }

  /** The same as 5.x calls it; 4.2 does not know it. */
  public void messageStored(OfflineMessage message) {
    messageStored((Message) message);
  }

  @Override
  public void messageBounced(Message message) {
    // Its sender knows.
  }

  @Override
  public void availableSession(ClientSession session, Presence presence) {
    comes(session);
  }

  /** A priority that was negative may be so no more, which the host gives nothing for. */
  @Override
  public void presenceChanged(ClientSession session, Presence presence) {
    comes(session);
  }

  private void comes(ClientSession session) {
    String user = session.getAddress().getNode();
    if (user == null) {
      return;
    }
    if (!session.isInitialized() && session instanceof LocalClientSession local) {
      logsIn(user, local);
    }
    repair.check(user);
  }

  /** Called before the host's own delivery, on its thread: ours comes first, the host's never. */
  private void logsIn(String user, LocalClientSession session) {
    gate.forget(user, session.getAddress());
    if (session.isOfflineFloodStopped()) {
      return; // by the client, which will ask for its messages (XEP-0013)
    }
    boolean alone =
        gate.arrives(
            user,
            session.getAddress(),
            session::isInitialized,
            () -> session.setOfflineFloodStopped(false));
    boolean gets = alone && session.canFloodOfflineMessages();
    session.setOfflineFloodStopped(true);
    if (gets) {
      repair.login(user, message -> session.process(message));
    }
  }

  @Override
  public void unavailableSession(ClientSession session, Presence presence) {
    String user = session.getAddress().getNode();
    if (user != null) {
      gate.leaves(user, session.getAddress());
    }
  }

  @Override
  public void subscribedToPresence(JID subscriber, JID authorizer) {
    // Nothing is stored or delivered by that.
  }

  @Override
  public void unsubscribedToPresence(JID unsubscriber, JID recipient) {
    // Nothing is stored or delivered by that.
  }
}
