package im.symbolon.messenger.repair;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.core.ControlPost;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.RepairElement;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** Queues what is said to one device; what waits for the same device goes in one envelope. */
final class Post {
  /** In one envelope; more are not read either. */
  static final int MAX_TOGETHER = 50;

  private static final int MAX_BYTES_TOGETHER = 32 * 1024;

  private final Ground ground;

  Post(Ground ground) {
    this.ground = ground;
  }

  /** True when anything may leave to that device. */
  boolean isOpenTo(Turn turn, DeviceAddress device) throws StoreException {
    return !device.equals(ground.self().address())
        && new Gate(turn.rows(), ground.now(), turn.outcome()).isOpenTo(device);
  }

  /** True when something waits for that device already: what is added goes the same way. */
  boolean isBeginning(Turn turn, DeviceAddress to) throws StoreException {
    return new Outbox(turn.rows())
        .newest(to.account())
        .filter(queued -> isUnsealed(queued.entry(), ControlPost.only(to)))
        .isPresent();
  }

  void add(Turn turn, DeviceAddress to, RepairElement element) throws StoreException {
    OutboxEntry.Only only = ControlPost.only(to);
    XmlElement xml = element.toXml();
    Outbox outbox = new Outbox(turn.rows());
    Optional<Outbox.Queued> last =
        outbox.newest(to.account()).filter(queued -> hasRoom(queued.entry(), only, xml));
    if (last.isPresent()) {
      outbox.update(last.get(), last.get().entry().and(xml));
      turn.outcome().queued(to.account());
    } else {
      new ControlPost(ground.surroundings()).add(turn.rows(), to, xml, turn.outcome());
    }
  }

  private static boolean hasRoom(OutboxEntry entry, OutboxEntry.Only only, XmlElement more) {
    return isUnsealed(entry, only)
        && entry.content().size() < MAX_TOGETHER
        && entry.content().stream().allMatch(RepairElement::isNamed)
        && entry.content().stream().mapToInt(Post::bytes).sum() + bytes(more) <= MAX_BYTES_TOGETHER;
  }

  private static boolean isUnsealed(OutboxEntry entry, OutboxEntry.Only only) {
    return entry.kind() == OutboxEntry.Kind.CONTROL
        && !entry.isSealed()
        && entry.only().equals(Optional.of(only));
  }

  private static int bytes(XmlElement element) {
    return element.toXml().getBytes(UTF_8).length;
  }
}
