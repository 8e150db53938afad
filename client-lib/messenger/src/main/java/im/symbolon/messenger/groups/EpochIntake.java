package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.GroupEpochs;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Ed25519;

/** Takes epochs, from the room and from devices. */
public final class EpochIntake {
  private final Surroundings surroundings;

  public EpochIntake(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  static boolean isNamed(XmlElement element) {
    return element.is(im.symbolon.protocol.Namespaces.GROUPS, EpochCodec.NAME);
  }

  void take(Gate gate, DeviceAddress sender, XmlElement element)
      throws StoreException, ProtocolException {
    Epoch epoch = EpochCodec.decode(element).verify(Ed25519::verify);
    boolean known = new Groups(gate.rows()).of(epoch.place().room()).isPresent();
    if (!known && epoch.member(surroundings.account()).isPresent()) {
      new Groups(gate.rows())
          .put(
              new Groups.Entry(
                  epoch.place(), Groups.Standing.INVITED, "", "", gate.now()));
    }
    new GroupEpochs(gate.rows()).put(epoch, gate.now());
  }
}
