package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Whose devices may speak OMEMO in a group: those of the people in the signed list, each with the
 * one key that it may have. A key is known from the list, from the owner's signature, or from the
 * owner's own server; never from the room.
 */
public final class Voices {
  private final Gate gate;
  private final People people;
  private final Collection<Member> members;

  private Voices(Gate gate, Collection<Member> members) {
    this.gate = gate;
    this.people = new People(gate.rows());
    this.members = members;
  }

  /**
   * One device, as it is known.
   *
   * @param identity what it has to show
   * @param capable whether its owner signed that it speaks by slots: then nothing else of it is
   *     read but what no person reads (REVIEW 4)
   */
  public record Voice(DeviceAddress device, IdentityKey identity, boolean capable) {}

  /** In the group of that room, if we take part in it; nobody's otherwise. */
  public static Voices of(Gate gate, IncomingStanza stanza) throws StoreException {
    Optional<GroupState> group =
        stanza.sender().isPresent()
            ? GroupState.joined(gate.rows(), stanza.sender().get())
            : Optional.empty();
    return new Voices(gate, group.map(GroupState::readers).orElse(List.of()));
  }

  /** All devices of that number: mostly one, as numbers are random. */
  public List<Voice> named(DeviceId number) throws StoreException {
    List<Voice> found = new ArrayList<>();
    for (Member each : members) {
      DeviceAddress device = new DeviceAddress(each.jid(), number);
      Optional<AcceptedList> list = people.of(each.jid()).flatMap(Person::accepted);
      Optional<Voice> voice =
          list.isPresent()
              ? signed(each, device, list.get())
              : each.keys() instanceof Member.Foreign pinned
                  ? foreign(device, pinned)
                  : Optional.empty();
      voice.ifPresent(found::add);
    }
    return Collections.unmodifiableList(found);
  }

  /** Of somebody with an account root, and be it a new one, nobody else vouches (REVIEW 3). */
  private static Optional<Voice> signed(Member member, DeviceAddress device, AcceptedList list) {
    boolean other = member.root().filter(root -> !root.equals(list.root())).isPresent();
    Optional<ListedDevice> listed = other ? Optional.empty() : list.device(device.device());
    return listed.map(each -> new Voice(device, each.identity(), each.can(Capability.GROUPS)));
  }

  private Optional<Voice> foreign(DeviceAddress device, Member.Foreign pinned)
      throws StoreException {
    Optional<IdentityKey> key = Optional.ofNullable(pinned.devices().get(device.device()));
    if (!key.isPresent()) {
      key = new PeerDevices(gate.rows()).identity(device);
    }
    return key.map(each -> new Voice(device, each, false));
  }
}
