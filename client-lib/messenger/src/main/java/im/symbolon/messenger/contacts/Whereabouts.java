package im.symbolon.messenger.contacts;

import im.symbolon.messenger.xmpp.LastActivity;
import im.symbolon.messenger.xmpp.Presence;
import im.symbolon.messenger.xmpp.Presence.Show;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is there, and when others were there last, as their servers say it. Thread-safe. */
public final class Whereabouts {
  private static final int REMEMBERED = 1_000;

  private final XmppTransport transport;
  private final LastActivity activity;
  private final Map<BareJid, Optional<Instant>> asked =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<BareJid, Optional<Instant>> eldest) {
              return size() > REMEMBERED;
            }
          });

  public Whereabouts(XmppTransport transport, LastActivity activity) {
    this.transport = transport;
    this.activity = activity;
  }

  /** What is known now. Nobody is asked; unknown without a connection. */
  public Presence of(BareJid who) {
    Presence now = transport.state().isOnline() ? transport.presence(who) : Presence.UNKNOWN;
    if (now.show() == Show.OFFLINE && !now.since().isPresent()) {
      return new Presence(Show.OFFLINE, asked.getOrDefault(who, Optional.empty()));
    }
    return now;
  }

  /**
   * Asks the server of a contact who is not there when they were there last, once per stream.
   *
   * @return what is known then
   * @throws TransportException when it could not be asked
   */
  public Presence look(BareJid who) throws TransportException {
    Presence now = of(who);
    boolean open = now.show() == Show.OFFLINE && !now.since().isPresent();
    if (open && !asked.containsKey(who)) {
      asked.put(who, activity.of(who));
    }
    return of(who);
  }

  /** A new stream: what was heard is old. */
  public void begin() {
    asked.clear();
  }
}
