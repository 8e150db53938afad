package im.symbolon.messenger.rollback;

import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.messenger.xmpp.XmppTransport;
import java.util.concurrent.atomic.AtomicLong;

/** The way out for what is sealed: online, on a stream that was checked. Thread-safe. */
public final class OpenStream {
  private static final long NONE = Long.MIN_VALUE;

  private final XmppTransport transport;
  private final AtomicLong open = new AtomicLong(NONE);

  public OpenStream(XmppTransport transport) {
    this.transport = transport;
  }

  public boolean isOpen() {
    return transport.state().isOnline() && open.get() == transport.stream();
  }

  /**
   * Sends a message, as {@link XmppTransport#send}.
   *
   * @throws TransportException NOT_CONNECTED also when the stream is not open; then nothing was
   *     sent
   */
  public void send(OutgoingStanza stanza) throws TransportException {
    if (!isOpen()) {
      throw new TransportException(Reason.NOT_CONNECTED, "This stream is not open yet.");
    }
    transport.send(stanza);
  }

  void open(long stream) {
    open.set(stream);
  }

  /** Nothing leaves before it is opened again. */
  void shut() {
    open.set(NONE);
  }

  boolean isShut() {
    return open.get() == NONE;
  }
}
