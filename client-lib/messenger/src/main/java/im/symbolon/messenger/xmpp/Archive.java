package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.DATA_FORMS;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An archive (XEP-0313), the own account's or a room's, page by page (XEP-0059). One query at a
 * time.
 *
 * <p>The messages of a page come by {@link #take} while {@link #page} waits for its end. They are
 * kept in memory only: the archive has them still, and whoever stores a page remembers how far it
 * went in the same transaction, so acknowledging them before loses nothing.
 */
public final class Archive {
  /** Its namespace and feature; earlier ones say nothing about ids and are not used. */
  public static final String NAMESPACE = "urn:xmpp:mam:2";

  /** Messages that are asked for at once. */
  public static final int PAGE = 50;

  static final String RSM = "http://jabber.org/protocol/rsm";
  private static final Logger LOG = Logger.getLogger(Archive.class.getName());
  private static final ArchiveAnswer NONE = new ArchiveAnswer("", 0);

  private final IqChannel channel;
  private final Disco disco;
  private final EntityAddress owner;
  private final Supplier<String> ids;
  private volatile ArchiveAnswer running = NONE;

  /**
   * @param ids makes query ids that nobody can guess
   */
  public Archive(IqChannel channel, Disco disco, Supplier<String> ids) {
    this(channel, disco, channel.account(), ids);
  }

  private Archive(IqChannel channel, Disco disco, BareJid owner, Supplier<String> ids) {
    this.channel = channel;
    this.disco = disco;
    this.owner = EntityAddress.of(owner);
    this.ids = ids;
  }

  /** The archive of a room. */
  public static Archive ofRoom(IqChannel channel, Disco disco, BareJid room, Supplier<String> ids) {
    return new Archive(channel, disco, room, ids);
  }

  /**
   * True when the room, or the account, or its server for all accounts, keeps an archive.
   *
   * @throws TransportException when it could not be asked
   */
  public boolean isOffered() throws TransportException {
    return offers(NAMESPACE);
  }

  /**
   * True when the ids that messages carry are the archive's own, and nobody else can write them
   * (XEP-0359 §Security).
   */
  public boolean marksMessages() throws TransportException {
    return isOffered() && offers(Namespaces.STANZA_IDS);
  }

  /** True when it erases what every device has said to have ({@code urn:symbolon:mailbox:0}). */
  public boolean takesAcknowledgements() throws TransportException {
    return isOffered() && offers(Namespaces.MAILBOX);
  }

  private boolean offers(String feature) throws TransportException {
    EntityAddress domain = new EntityAddress(Optional.empty(), owner.domain(), Optional.empty());
    boolean ours = owner.equals(EntityAddress.of(channel.account()));
    return features(owner).contains(feature) || (ours && features(domain).contains(feature));
  }

  /** A refusal is an answer, too, unless it passes: then nobody knows what is there. */
  private Set<String> features(EntityAddress entity) throws TransportException {
    try {
      return disco.features(entity);
    } catch (TransportException e) {
      if (e.stanzaError().isPresent() && !e.isPassing()) {
        return Set.of();
      }
      throw e;
    }
  }

  /**
   * What came after that point.
   *
   * @param size how many messages at most
   * @throws TransportException STANZA_ERROR, with {@code item-not-found} when the archive does not
   *     have the point's message any more; all of {@link IqChannel#iq}
   */
  public ArchivePage page(ArchivePoint after, int size) throws TransportException {
    XmlElement.Builder set = set(size);
    after.id().ifPresent(id -> set.with(XmlElement.element(RSM, "after").text(id).build()));
    boolean byTime = !after.id().isPresent() && after.since().isAfter(Instant.EPOCH);
    return ask(byTime ? Optional.of(after.since()) : Optional.empty(), set.build(), size);
  }

  /** The newest message. */
  public ArchivePage newest() throws TransportException {
    XmlElement before = XmlElement.element(RSM, "before").build();
    return ask(Optional.empty(), set(1).with(before).build(), 1);
  }

  private static XmlElement.Builder set(int size) {
    XmlElement max = XmlElement.element(RSM, "max").text(Integer.toString(size)).build();
    return XmlElement.element(RSM, "set").with(max);
  }

  private synchronized ArchivePage ask(Optional<Instant> start, XmlElement set, int size)
      throws TransportException {
    String queryId = ids.get();
    XmlElement.Builder query = XmlElement.element(NAMESPACE, "query").with("queryid", queryId);
    start.ifPresent(at -> query.with(form(at)));
    ArchiveAnswer answer = new ArchiveAnswer(queryId, size);
    running = answer;
    try {
      Optional<XmlElement> fin = channel.iq(IqType.SET, owner, query.with(set).build());
      return answer.end(
          fin.filter(end -> end.is(NAMESPACE, "fin"))
              .orElseThrow(
                  () -> new TransportException(Reason.PROTOCOL, "The archive did not answer.")));
    } finally {
      running = NONE;
    }
  }

  private static XmlElement form(Instant start) {
    return XmlElement.element(DATA_FORMS, "x")
        .with("type", "submit")
        .with(field("FORM_TYPE", NAMESPACE).with("type", "hidden").build())
        .with(field("start", start.truncatedTo(ChronoUnit.MILLIS).toString()).build())
        .build();
  }

  private static XmlElement.Builder field(String name, String value) {
    return XmlElement.element(DATA_FORMS, "field")
        .with("var", name)
        .with(XmlElement.element(DATA_FORMS, "value").text(value).build());
  }

  /** Takes a message of the running query; any other one is somebody's invention, or too late. */
  public void take(ArchiveResult result) {
    if (!running.take(result)) {
      LOG.log(Level.FINE, "left out: an archived message that nobody asked for");
    }
  }
}
