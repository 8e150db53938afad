package im.symbolon.ratchet;

import static im.symbolon.ratchet.Devices.text;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.session.ExchangeId;
import im.symbolon.ratchet.session.OpenedMessage;
import im.symbolon.ratchet.session.Responder;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.Session;
import im.symbolon.ratchet.session.SessionCodec;
import im.symbolon.ratchet.session.SessionSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One end of a conversation, doing what this module asks of its caller: new sessions stand beside
 * old ones, the one that last received sends, accepted exchanges are remembered, and what a step
 * used up is wiped once the step is stored.
 */
public final class Party {
  private final Device device;
  private final Device peer;
  private final Dialect dialect;
  private final Entropy entropy;
  private final List<Session> sessions = new ArrayList<>();
  private final Set<ExchangeId> accepted = new HashSet<>();

  public Party(Device device, Device peer, OmemoVersion version, Entropy entropy) {
    this.dialect = Dialect.of(version);
    this.device = device;
    this.peer = peer;
    this.entropy = entropy;
  }

  /** What travels; the bytes are never changed. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Packet(byte[] bytes, boolean keyExchange, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Seals, beginning a session when there is none. */
  public Packet send(String text) throws RatchetException {
    if (sessions.isEmpty()) {
      sessions.add(device.startWith(peer, dialect.version(), entropy));
    }
    SealedMessage sealed = current().seal(text(text));
    sessions.set(0, sealed.next());
    sealed.spent().wipe();
    boolean keyExchange = sealed.message() instanceof KeyExchangeMessage;
    return new Packet(sealed.message().encode(), keyExchange, text);
  }

  /** Opens; what is refused changes nothing here. */
  public String receive(Packet packet) throws RatchetException {
    if (!packet.keyExchange()) {
      return openWithAny(dialect.parseMessage(packet.bytes()));
    }
    KeyExchangeMessage exchange = dialect.parseKeyExchange(packet.bytes());
    for (Session each : sessions) {
      if (each.wasStartedBy(exchange)) {
        return openWith(each, exchange.message());
      }
    }
    if (accepted.contains(ExchangeId.of(exchange))) {
      throw new RatchetException(Reason.ALREADY_RECEIVED, "this exchange was accepted before");
    }
    OpenedMessage opened =
        Responder.accept(
            device.identity(), device.signedPreKey(), device.preKey(), exchange, entropy);
    accepted.add(ExchangeId.of(exchange));
    return commit(null, opened);
  }

  private String openWithAny(RatchetMessage message) throws RatchetException {
    RatchetException refusal = new RatchetException(Reason.NO_SESSION, "no session");
    for (Session each : List.copyOf(sessions)) {
      try {
        return openWith(each, message);
      } catch (RatchetException e) {
        refusal =
            e.reason() == Reason.ALREADY_RECEIVED || refusal.reason() == Reason.NO_SESSION
                ? e
                : refusal;
      }
    }
    throw refusal;
  }

  private String openWith(Session session, RatchetMessage message) throws RatchetException {
    return commit(session, session.open(message, entropy));
  }

  private String commit(Session before, OpenedMessage opened) {
    sessions.remove(before);
    sessions.add(0, opened.next());
    Spent spent = opened.spent();
    spent.wipe();
    return text(opened.plaintext());
  }

  /** The session that sends. */
  public Session current() {
    return sessions.get(0);
  }

  /** Everything stored. */
  public List<byte[]> stored() {
    List<byte[]> out = new ArrayList<>();
    for (Session each : sessions) {
      out.add(each.snapshot().expose());
    }
    return out;
  }

  /** Forgets everything but what was stored. */
  public void restart() throws RatchetException {
    List<byte[]> stored = stored();
    sessions.clear();
    for (byte[] each : stored) {
      sessions.add(SessionCodec.decode(SessionSnapshot.of(each)));
    }
  }
}
