package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.ServiceAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Compares what encrypted messages were sealed for with the devices that their addressees announce,
 * and tells senders that understand it. Thread-safe.
 */
public final class Coverage {
  /** What devices can do changes seldom, and is on other servers. */
  private static final Duration UNDERSTANDING_KEPT = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(Coverage.class);

  private final ServiceAddresses addresses;
  private final Host host;
  private final Devices announced;
  private final Lookups<Set<DeviceId>> understanding;
  private final HintLimit limit;

  /** Knows which devices the accounts of this domain announce: {@link AccountLists#announced}. */
  @FunctionalInterface
  public interface Devices {
    /** Calls back once, on any thread, or never. */
    void announced(BareJid account, Consumer<Set<DeviceId>> then);
  }

  public Coverage(ServiceAddresses addresses, Host host, Clock clock, Devices announced) {
    this.addresses = addresses;
    this.host =
        new Host(
            host.outbox(), host.questions(), task -> host.worker().execute(() -> guarded(task)));
    this.announced = announced;
    this.understanding =
        new Lookups<>(
            new Understanding(new PepItems(addresses, this.host)), UNDERSTANDING_KEPT, clock);
    this.limit = new HintLimit(clock);
  }

  /**
   * Looks at a message that was routed. Returns at once, throws nothing, and leaves the message as
   * it is; a hint may follow later, from the domain to where the message came from.
   */
  public void routed(Message message) {
    try {
      Optional<Header> header = Header.of(message, addresses);
      header.ifPresent(h -> host.worker().execute(() -> compare(h)));
    } catch (RuntimeException e) {
      LOG.warn("Whom message {} misses was not found out", message.getID(), e);
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("A hint may be missing", e);
    }
  }

  private void compare(Header header) {
    if (limit.isNew(header)) {
      announced.announced(
          header.to(), devices -> host.worker().execute(() -> compare(header, devices)));
    }
  }

  private void compare(Header header, Set<DeviceId> devices) {
    SortedSet<DeviceId> missed = new TreeSet<>(devices);
    missed.removeAll(header.named());
    if (!missed.isEmpty()) {
      understanding.ask(
          header.sender().account(),
          able -> {
            if (able.contains(header.sender().device()) && limit.take(header)) {
              tell(header.from(), new MissedHint(header.id(), header.to(), first(missed)));
            }
          });
    }
  }

  private static SortedSet<DeviceId> first(SortedSet<DeviceId> devices) {
    SortedSet<DeviceId> some = new TreeSet<>(devices);
    while (some.size() > MissedHint.MAX_DEVICES) {
      some.remove(some.last());
    }
    return some;
  }

  private void tell(JID sender, MissedHint hint) {
    Message message = new Message();
    message.setType(Message.Type.headline);
    message.setFrom(addresses.domain());
    message.setTo(sender);
    message.getElement().add(Dom4jXml.write(hint.toXml()));
    host.outbox().send(message);
  }
}
