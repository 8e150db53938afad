package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.SmackException.NotConnectedException;
import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.sm.StreamManagementException.StreamManagementNotEnabledException;
import org.jivesoftware.smack.sm.packet.StreamManagement;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/**
 * Smack's TCP stream, with our own hands on every stanza. Smack keeps TCP, TLS, login, resource
 * binding and stream management; stanzas never become Smack objects, so none of its extension
 * parsers meets hostile input.
 *
 * <p>How "acknowledged" comes to mean "stored", as read in Smack 4.4.8: the reader thread calls
 * {@link #parseAndProcessStanza} for each stanza and raises the count of handled stanzas right
 * after it returns – or throws. Listeners would run later on other threads, when the stanza may
 * already be acknowledged; this method runs before. But the count is raised also when it throws,
 * even for a stanza that was cut off in the middle. A stream on which it threw is <em>spoilt</em>:
 * it acknowledges nothing more, and when it is resumed, {@link HandledCount} first takes back what
 * was counted without being handled. The server then delivers that stanza again.
 *
 * <p>A stanza that comes again and can never be read, because a lenient server let through what no
 * parser takes, is passed over when the stream is resumed for the third time: {@link PoisonCount}.
 */
final class SmackStream extends XMPPTCPConnection {
  private static final Logger LOG = Logger.getLogger(SmackStream.class.getName());

  private final StanzaHandler handler;

  private final HandledCount count = new HandledCount();
  private final PoisonCount poison = new PoisonCount();
  private volatile EndNoticingReader input;
  private volatile boolean reading;

  /** Held while a stanza is handled and while an acknowledgement is made outside of the reader. */
  private final Object handling = new Object();

  private volatile Thread readerThread;
  private volatile boolean spoilt;
  private long handledBefore;
  private volatile boolean closing;
  private volatile long lastReadNanos = System.nanoTime();

  SmackStream(XMPPTCPConnectionConfiguration config, boolean resuming, StanzaHandler handler) {
    super(config);
    this.handler = handler;
    setUseStreamManagement(true);
    setUseStreamManagementResumption(resuming);
    addRequestAckPredicate(stanza -> stanza instanceof RawStanza raw && raw.isMessage());
    // Being there is what keeps Smack from sending unacknowledged stanzas again on a new stream.
    addStanzaDroppedListener(stanza -> {});
    addConnectionListener(
        new ConnectionListener() {
          @Override
          public void connectionClosedOnError(Exception e) {
            unreadable(e);
          }
        });
    setParsingExceptionCallback(stanza -> LOG.log(Level.FINE, "an unreadable stanza was left out"));
  }

  /** Sends past Smack's interceptors, which only know its own stanza types. */
  void send(XmlElement stanza) throws NotConnectedException, InterruptedException {
    throwNotConnectedExceptionIfAppropriate();
    sendStanzaInternal(new RawStanza(stanza));
  }

  /** The one place between the making of the reader and the first use of it. */
  @Override
  protected void initDebugger() {
    super.initDebugger();
    input = new EndNoticingReader(reader);
    reader = input;
  }

  /** Looks whether it was the XML, and neither the network nor our own store. */
  private void unreadable(Exception e) {
    EndNoticingReader read = input; // Smack has forgotten its reader by now
    boolean brokenOff = read == null || read.hasEnded();
    boolean inside = spoilt && reading;
    boolean between = !spoilt && isAboutXml(e);
    if (!brokenOff && count.isReachable() && (inside || between)) {
      poison.failedBehind(handled());
    }
  }

  private static boolean isAboutXml(Throwable e) {
    return e != null && (e instanceof XmlPullParserException || isAboutXml(e.getCause()));
  }

  private long handled() {
    return spoilt ? handledBefore : count.get(this);
  }

  @Override
  protected void parseAndProcessStanza(XmlPullParser parser)
      throws XmlPullParserException, StreamGivenUp {
    readerThread = Thread.currentThread();
    lastReadNanos = System.nanoTime();
    synchronized (handling) {
      if (!spoilt) {
        handledBefore = count.get(this);
      }
      reading = true;
      try {
        handle(parser);
      } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
        spoilt = true;
        throw new StreamGivenUp(e);
      }
    }
  }

  private void handle(XmlPullParser parser) throws Exception {
    String name = parser.getName();
    String type = parser.getAttributeValue("", "type");
    String id = parser.getAttributeValue("", "id");
    boolean request = "get".equals(type) || "set".equals(type);
    if (name.equals("iq") && !request && !handler.expects(id)) {
      super.parseAndProcessStanza(parser); // an answer to Smack's own request, such as bind
      return;
    }
    XmlElement stanza;
    try {
      stanza = PullReader.read(parser, XmlLimits.STANZA);
    } catch (ProtocolException e) {
      LOG.log(Level.FINE, "a stanza was left out: {0}", e.reason());
      handler.unreadableAnswer(id, e);
      return;
    }
    reading = false;
    if (name.equals("message")) {
      handler.message(stanza);
    } else {
      handleOther(stanza, request);
    }
  }

  /** Nothing is stored of these, so what goes wrong with one is over. */
  private void handleOther(XmlElement stanza, boolean request) {
    try {
      if (stanza.name().equals("presence")) {
        handler.presence(stanza);
      } else if (request) {
        handler.request(stanza);
      } else {
        handler.answer(stanza);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a stanza was left out: {0}", e.getClass().getName());
    }
  }

  /** True on the thread that reads this stream, where waiting for an answer would be in vain. */
  boolean isReaderThread() {
    return Thread.currentThread() == readerThread;
  }

  long nanosSinceLastRead() {
    return System.nanoTime() - lastReadNanos;
  }

  /** A spoilt stream is only resumed when the count can be put right. */
  @Override
  public boolean isSmResumptionPossible() {
    return (!spoilt || count.isReachable()) && super.isSmResumptionPossible();
  }

  /** Where a new or resumed stream begins, what spoilt the last one is put right. */
  @Override
  public void sendNonza(Nonza nonza) throws NotConnectedException, InterruptedException {
    if (nonza instanceof StreamManagement.Resume resume && count.isReachable()) {
      super.sendNonza(new StreamManagement.Resume(takenBack(), resume.getPrevId()));
      return;
    }
    if (nonza instanceof StreamManagement.Enable) {
      spoilt = false; // a new stream counts from nought
    }
    super.sendNonza(nonza);
  }

  private long takenBack() {
    synchronized (handling) {
      long handled = handled();
      if (poison.passOver(handled)) {
        LOG.log(Level.WARNING, "a stanza that is no XML came again and again; it is passed over");
        handled++;
      }
      count.set(this, handled);
      spoilt = false;
      return handled;
    }
  }

  /** Asked by Smack before it acknowledges at shutdown: there the count must not be trusted. */
  @Override
  public boolean isSmEnabled() {
    return !spoilt && !closing && super.isSmEnabled();
  }

  /**
   * Logs out and closes, within about the given time: Openfire 4.2 does not answer a closing stream
   * tag, and Smack waits for that.
   */
  void closeWithin(long millis) {
    acknowledge();
    closing = true;
    setReplyTimeout(millis);
    disconnect();
  }

  /** Between two stanzas, so that the count is that of handled ones. */
  private void acknowledge() {
    synchronized (handling) {
      if (spoilt || !isAuthenticated()) {
        return;
      }
      try {
        sendSmAcknowledgement();
      } catch (StreamManagementNotEnabledException | NotConnectedException e) {
        LOG.log(Level.FINEST, "nothing to acknowledge");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
