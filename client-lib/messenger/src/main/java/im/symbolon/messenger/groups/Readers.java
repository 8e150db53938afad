package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses for which devices a group's message is made, in the very transaction that seals it. Here,
 * and nowhere else, a device of a group is left out: who is not in the signed list or not in the
 * room, whose account root is another than the list names, and what the gate does not let through.
 */
final class Readers {
  private final Gate gate;
  private final People people;
  private final DeviceAddress self;
  private final Set<BareJid> present;
  private final SortedMap<DeviceAddress, Recipient> capable = new TreeMap<>();
  private final SortedMap<DeviceAddress, ForeignDevice> foreign = new TreeMap<>();
  private final SortedMap<BareJid, Unreachable.Why> unreachable = new TreeMap<>();
  private int shut;

  /**
   * @param present who is in the room, as its server says
   */
  Readers(Gate gate, DeviceAddress self, Set<BareJid> present) {
    this.gate = gate;
    this.people = new People(gate.rows());
    this.self = self;
    this.present = present;
  }

  /** Looks at everybody whom the signed list names. */
  Readers choose(Collection<Member> members) throws StoreException {
    for (Member each : members) {
      choose(each);
    }
    return this;
  }

  /** Devices that read by sender chains. */
  SortedMap<DeviceAddress, Recipient> capable() {
    return capable;
  }

  /** Devices that read OMEMO and nothing else; whether there are keys for them is not known yet. */
  SortedMap<DeviceAddress, ForeignDevice> foreign() {
    return foreign;
  }

  /** True when that device, with the key it had then, is still one of them. */
  boolean includes(DeviceAddress device, Fingerprint key) {
    Recipient ours = capable.get(device);
    return ours != null ? Fingerprint.of(ours.identity()).equals(key) : foreign.containsKey(device);
  }

  /** How many other devices the members have, to which nothing leaves. */
  int shut() {
    return shut;
  }

  /** Members of whom no device can be written to, and why. */
  SortedMap<BareJid, Unreachable.Why> unreachable() {
    return unreachable;
  }

  private void choose(Member member) throws StoreException {
    BareJid jid = member.jid();
    boolean own = jid.equals(self.account());
    if (!own && !present.contains(jid)) {
      unreachable.put(jid, Unreachable.Why.NOT_IN_ROOM);
    } else if (gate.isBlocked(jid)) {
      unreachable.put(jid, Unreachable.Why.IN_DOUBT);
    } else if (member.keys() instanceof Member.Foreign pinned) {
      choose(jid, pinned);
    } else {
      choose(jid, member.root().get());
    }
  }

  private void choose(BareJid jid, AccountRoot root) throws StoreException {
    AcceptedList list = people.of(jid).flatMap(Person::accepted).orElse(null);
    if (list == null) {
      unreachable.put(jid, Unreachable.Why.NO_DEVICES);
    } else if (!list.root().equals(root)) {
      unreachable.put(jid, Unreachable.Why.IN_DOUBT);
    } else {
      boolean any = jid.equals(self.account());
      for (ListedDevice each : list.devices()) {
        any |= choose(new DeviceAddress(jid, each.id()), each);
      }
      if (!any) {
        unreachable.put(jid, Unreachable.Why.NO_DEVICES);
      }
    }
  }

  private boolean choose(DeviceAddress device, ListedDevice listed) throws StoreException {
    if (device.equals(self)) {
      return false;
    }
    if (!gate.isOpenTo(device)) {
      shut++;
      return false;
    }
    if (listed.can(Capability.GROUPS)) {
      capable.put(device, new Recipient(device, listed.identity()));
    } else {
      foreign.put(device, new ForeignDevice(device, Optional.of(listed.identity())));
    }
    return true;
  }

  /**
   * The devices that the list pins and, as in chats of two, others that the account publishes and
   * that may be written to: of somebody of whom anything was ever verified, only what a person
   * decided about.
   */
  private void choose(BareJid jid, Member.Foreign pinned) throws StoreException {
    Published published = Published.by(gate.rows(), jid);
    boolean reached = false;
    boolean any = false;
    for (DeviceId each : published.of(pinned)) {
      DeviceAddress device = new DeviceAddress(jid, each);
      if (gate.isOpenTo(device)) {
        IdentityKey key = pinned.devices().get(each);
        foreign.put(device, new ForeignDevice(device, Optional.ofNullable(key)));
        reached |= new Sessions(gate.rows()).any(device);
        any = true;
      } else {
        shut++;
      }
    }
    if (!reached) {
      unreachable.put(jid, any ? Unreachable.Why.NO_KEYS_YET : Unreachable.Why.NO_DEVICES);
    }
  }
}
