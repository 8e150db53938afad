package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.ControlPost;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends epochs end to end, so that no room's server can hold them back (REVIEW 10): each new one to
 * every member, and to a device what it does not know. The same thing goes to one device once in a
 * while only. Thread-safe.
 */
final class EpochPost {
  private static final Duration ONCE_IN = Duration.ofMinutes(10);
  private static final int REMEMBERED = 2_000;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Map<String, Instant> lately =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  EpochPost(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /**
   * To everybody who is in it, our own other devices among them, and to whom it removes; and into
   * the room, where those find it who could not be written to.
   */
  void tellAll(Gate gate, Epoch epoch) throws StoreException {
    tellMembers(gate, epoch);
    BareJid room = epoch.place().room();
    XmlElement xml = EpochCodec.encode(epoch);
    gate.queue(OutboxEntry.shown(surroundings.newId(), room, xml, gate.now()));
  }

  /** The same, without the room. */
  void tellMembers(Gate gate, Epoch epoch) throws StoreException {
    Set<BareJid> all = new TreeSet<>();
    epoch.members().stream().filter(each -> !each.isForeign()).forEach(each -> all.add(each.jid()));
    epoch.removed().stream()
        .filter(each -> !each.by().isPresent())
        .forEach(each -> all.add(each.jid()));
    XmlElement xml = EpochCodec.encode(epoch);
    for (BareJid each : all) {
      gate.queue(OutboxEntry.epoch(surroundings.newId(), each, xml, gate.now()));
    }
  }

  /** To our own other devices: what this one takes part in, they do, too. */
  void tellOwn(Gate gate, List<Epoch> heads) throws StoreException {
    for (Epoch each : heads) {
      XmlElement xml = EpochCodec.encode(each);
      gate.queue(OutboxEntry.epoch(surroundings.newId(), self.account(), xml, gate.now()));
    }
  }

  /** To one device of a member, what it does not seem to know. */
  void tell(Gate gate, DeviceAddress device, List<Epoch> epochs) throws StoreException {
    for (Epoch each : epochs) {
      if (isFirst(device + " " + each.hash(), gate.now())) {
        send(gate, device, EpochCodec.encode(each));
      }
    }
  }

  /** Asks a device for an epoch that it named. */
  void ask(Gate gate, DeviceAddress device, GroupPlace place, EpochHash missing)
      throws StoreException {
    if (isFirst(device + " ? " + missing, gate.now())) {
      send(gate, device, new NeedEpoch(place, missing).toXml());
    }
  }

  private void send(Gate gate, DeviceAddress device, XmlElement content) throws StoreException {
    if (device.equals(self.address()) || !gate.isOpenTo(device)) {
      return;
    }
    new ControlPost(surroundings).add(gate.rows(), device, content, gate.outcome());
  }

  private synchronized boolean isFirst(String what, Instant now) {
    Instant last = lately.get(what);
    if (last != null && last.plus(ONCE_IN).isAfter(now)) {
      return false;
    }
    lately.put(what, now);
    return true;
  }
}
