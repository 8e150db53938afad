package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells a listener everything on one thread, in order. What it throws stops nothing. */
final class OrderedEvents implements TransportListener {
  private static final Logger LOG = Logger.getLogger(OrderedEvents.class.getName());

  private final TransportListener listener;
  private final RoomTraffic rooms;
  private final ExecutorService thread;

  OrderedEvents(TransportListener listener, RoomTraffic rooms, ExecutorService thread) {
    this.listener = listener;
    this.rooms = rooms;
    this.thread = thread;
  }

  @Override
  public void stateChanged(ConnectionState state) {
    tell(() -> listener.stateChanged(state));
    if (state instanceof ConnectionState.Online online) {
      tell(() -> rooms.online(online.resumed()));
    }
  }

  @Override
  public void acknowledged(String id) {
    tell(() -> listener.acknowledged(id));
  }

  @Override
  public void dropped(String id) {
    tell(() -> listener.dropped(id));
  }

  @Override
  public void pepEvent(PepEvent event) {
    tell(() -> listener.pepEvent(event));
  }

  @Override
  public void subscriptionRequested(BareJid from) {
    tell(() -> listener.subscriptionRequested(from));
  }

  @Override
  public void contactPresent(BareJid contact) {
    tell(() -> listener.contactPresent(contact));
  }

  @Override
  public void otherClientPresent() {
    tell(listener::otherClientPresent);
  }

  @Override
  public void contactsChanged() {
    tell(listener::contactsChanged);
  }

  @Override
  public void presenceChanged(BareJid contact) {
    tell(() -> listener.presenceChanged(contact));
  }

  @Override
  public void vcardPicture(BareJid contact, String sha1) {
    tell(() -> listener.vcardPicture(contact, sha1));
  }

  @Override
  public void blockListChanged() {
    tell(listener::blockListChanged);
  }

  void tell(Runnable event) {
    try {
      thread.execute(() -> guarded(event));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "an event came after closing");
    }
  }

  private static void guarded(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a listener failed: {0}", e.getClass().getName());
    }
  }
}
