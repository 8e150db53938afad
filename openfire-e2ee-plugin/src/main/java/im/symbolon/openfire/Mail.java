package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.IqEndpoint;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.jdbc.Vacuum;
import im.symbolon.service.mailbox.AckErasure;
import im.symbolon.service.mailbox.AckRequests;
import im.symbolon.service.mailbox.ArchiveRequests;
import im.symbolon.service.mailbox.Audiences;
import im.symbolon.service.mailbox.Deliveries;
import im.symbolon.service.mailbox.Eraser;
import im.symbolon.service.mailbox.Erasure;
import im.symbolon.service.mailbox.Evictions;
import im.symbolon.service.mailbox.Mailbox;
import im.symbolon.service.mailbox.MailboxLimits;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jivesoftware.database.DbConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the mailbox: encrypted messages are kept until every device has them. Stays away from a
 * server that has an archive already, so that nobody gets a message twice.
 */
final class Mail {
  private static final int MOST_DAYS = 3650;
  private static final int MOST_MESSAGES = 10_000_000;
  private static final long LEAST_BYTES = 200L << 10;
  private static final long MOST_BYTES = 1L << 40;

  /** As many as Openfire has for its clients: so many messages wait for one commit. */
  private static final int LANES = 16;

  /** With stanzas of 200 KiB these are 200 MB at worst; usually 1 MB. */
  private static final int MOST_UNDER_WAY = 1000;

  private static final Duration ERASED = Erasure.SETTLED.plusMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

  private Mail() {}

  /**
   * Begins.
   *
   * @param audiences for messages that arrive
   * @param latest for erasing, which must not overlook a device
   */
  static void host(Hosting hosting, Audiences audiences, Audiences latest) {
    if (!Setting.MAILBOX_ON.isOn()) {
      return;
    }
    OtherArchive other = OtherArchive.watch(hosting);
    if (other.isHere()) {
      LOG.info("This server has an archive already: Symbolon keeps no messages");
      return;
    }
    MailboxLimits limits = limits();
    Mailbox mailbox =
        new Mailbox(
            hosting.database(), hosting.clock(), new SecureRandom(), limits, evictions(hosting));
    OpenfireRooms rooms = new OpenfireRooms(hosting.server());
    OpenfireAccounts accounts = new OpenfireAccounts(hosting, other);
    Deliveries deliveries = new Deliveries(mailbox, audiences, accounts, rooms, hosting.clock());
    hosting.intercept(new Postmark(deliveries, rooms));
    takeOffReaders(hosting, deliveries);
    answer(hosting, mailbox, rooms);
    forget(hosting, latest, limits);
  }

  private static void takeOffReaders(Hosting hosting, Deliveries deliveries) {
    Lanes<RemoteMail.Pair> lanes =
        new Lanes<>(Threads.pool(hosting, "symbolon-mail", LANES), MOST_UNDER_WAY);
    hosting.onClose(lanes::close);
    hosting.interceptFirst(
        new RemoteMail(
            hosting.domain(),
            deliveries::concerns,
            packet -> hosting.server().getPacketRouter().route(packet),
            lanes));
  }

  private static MailboxLimits limits() {
    return new MailboxLimits(
        Duration.ofDays(Setting.MAILBOX_DAYS.number(1, MOST_DAYS)),
        (int) Setting.MAILBOX_MESSAGES.number(1, MOST_MESSAGES),
        Setting.MAILBOX_BYTES.number(LEAST_BYTES, MOST_BYTES));
  }

  private static Evictions evictions(Hosting hosting) {
    AuditLog audit = Audits.log(hosting);
    return (owner, correspondent, messages) ->
        audit.note(
            new AuditEntry(
                AuditEntry.Event.DROPPED, correspondent, owner.toString(), "the mailbox was full"));
  }

  private static void answer(Hosting hosting, Mailbox mailbox, OpenfireRooms rooms) {
    ArchiveRequests archive =
        new ArchiveRequests(
            hosting.addresses(),
            mailbox,
            rooms,
            new StraightOutbox(hosting.server().getSessionManager(), hosting.outbox()));
    hosting.answer(archive);
    AccountFeatures.name(hosting, ArchiveRequests.FEATURES);
    IqEndpoint endpoint = new IqEndpoint(hosting.addresses(), List.of(archive));
    rooms.answer(
        new DomainHandler(archive.namespace(), endpoint, hosting.outbox()),
        ArchiveRequests.FEATURES);
    hosting.onClose(rooms::close);
  }

  /** What ends a message's stay. */
  private static void forget(Hosting hosting, Audiences audiences, MailboxLimits limits) {
    Erasure erasure = new Erasure(hosting.database(), hosting.clock(), limits);
    ScheduledExecutorService timer = Threads.timer(hosting, "symbolon-acknowledged");
    AckErasure acknowledged =
        new AckErasure(erasure, audiences, task -> Threads.soon(timer, task, ERASED));
    hosting.answer(
        new AckRequests(
            hosting.addresses(),
            acknowledged,
            audiences,
            new JdkSignatureVerifier(),
            hosting.clock()));
    hosting.feature(Namespaces.MAILBOX);
    hosting.listen(new DeletedAccounts(hosting.domain(), "mailbox", erasure::forget));
    DestroyedRooms.forget(hosting, erasure);
    Vacuum vacuum = new Vacuum(DbConnectionManager::getConnection);
    NightShift.begin(hosting, new Eraser(erasure, audiences, vacuum));
  }
}
