package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.ControlPost;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings a new list key to the account's other devices: whoever made it sends it to all members of
 * the new list (REVIEW 2); whoever missed that asks them, once an hour, and any of them answers.
 * What is wrong is answered with nothing, and changes nothing.
 */
public final class KeySuccession implements ControlHandler {
  private static final Logger LOG = Logger.getLogger(KeySuccession.class.getName());

  /** Between two questions of one device, and between two answers to it. */
  private static final Duration PAUSE = Duration.ofHours(1);

  private static final int MOST_ASKED = 20;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Map<DeviceId, Instant> answered = new HashMap<>();

  public KeySuccession(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /** The list begins with a new key, which is stored: all other members of it get the key. */
  void give(Rows rows, SignedDeviceList list, Outcome outcome) throws StoreException {
    for (ListedDevice each : list.devices()) {
      if (isOther(each)) {
        give(rows, list.certificate(), each.id(), outcome);
      }
    }
  }

  private void give(Rows rows, ListKeyCertificate certificate, DeviceId to, Outcome outcome)
      throws StoreException {
    ListKeyPair key =
        new OwnAccount(rows)
            .listKey()
            .orElseThrow(() -> new IllegalStateException("there is no list key to give"));
    try (KeyGrant grant = new KeyGrant(key, certificate)) {
      send(rows, to, grant.encode(), outcome);
    }
  }

  /** Asks for the key of the accepted list, if this device does not have it. */
  void askIfDue(Rows rows, Outcome outcome) throws StoreException {
    OwnAccount account = new OwnAccount(rows);
    Optional<SignedDeviceList> list = account.accepted();
    boolean asked = Duration.between(account.askedForKeyAt(), now()).abs().compareTo(PAUSE) < 0;
    if (!list.isPresent() || asked || canSign(rows, list.get())) {
      return;
    }
    int count = 0;
    for (ListedDevice each : list.get().devices()) {
      if (isOther(each) && count++ < MOST_ASKED) {
        send(rows, each.id(), new KeyWanted(list.get().serial()).encode(), outcome);
      }
    }
    account.askedForKeyAt(now());
  }

  private boolean canSign(Rows rows, SignedDeviceList list) throws StoreException {
    return new Pen(surroundings, self, rows).canSign(list.certificate());
  }

  private boolean isOther(ListedDevice device) {
    return device.kind() == DeviceKind.SYMBOLON && !device.id().equals(self.id());
  }

  private void send(Rows rows, DeviceId to, XmlElement content, Outcome outcome)
      throws StoreException {
    DeviceAddress device = new DeviceAddress(self.account(), to);
    new ControlPost(surroundings).add(rows, device, content, outcome);
  }

  @Override
  public boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    for (XmlElement each : envelope.content()) {
      if (each.is(Namespaces.DEVICES, KeyGrant.NAME)
          || each.is(Namespaces.DEVICES, KeyWanted.NAME)) {
        take(rows, sender, each, outcome);
        return true;
      }
    }
    return false;
  }

  private void take(Rows rows, DeviceAddress sender, XmlElement element, Outcome outcome)
      throws StoreException {
    Optional<SignedDeviceList> list = new OwnAccount(rows).accepted();
    if (!list.isPresent() || !isMember(rows, list.get(), sender)) {
      LOG.log(Level.WARNING, "{0} is no member, and speaks of list keys", sender);
      if (sender.account().equals(self.account())) {
        outcome.keysDue(); // it may be one by now, and this device asks when it lacks a key
      }
      return;
    }
    try {
      if (element.name().equals(KeyWanted.NAME)) {
        answer(rows, list.get(), sender.device(), KeyWanted.decode(element), outcome);
      } else {
        try (KeyGrant grant = KeyGrant.decode(element)) {
          take(rows, list.get(), grant, outcome);
        }
      }
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "{0} sends no list key: {1}", new Object[] {sender, e.reason()});
    }
  }

  private boolean isMember(Rows rows, SignedDeviceList list, DeviceAddress sender)
      throws StoreException {
    Optional<Fingerprint> shown = new PeerDevices(rows).identity(sender).map(Fingerprint::of);
    return sender.account().equals(self.account())
        && list.device(sender.device())
            .filter(this::isOther)
            .filter(each -> shown.equals(Optional.of(Fingerprint.of(each.identity()))))
            .isPresent();
  }

  private void answer(
      Rows rows, SignedDeviceList list, DeviceId asker, KeyWanted wanted, Outcome outcome)
      throws StoreException {
    Instant last = answered.getOrDefault(asker, Instant.EPOCH);
    boolean again = Duration.between(last, now()).abs().compareTo(PAUSE.dividedBy(2)) < 0;
    if (!again && wanted.serial() <= list.serial() && canSign(rows, list)) {
      answered.put(asker, now());
      give(rows, list.certificate(), asker, outcome);
    }
  }

  /** The list under that key may come later: what older keys signed counts no more from now on. */
  private void take(Rows rows, SignedDeviceList list, KeyGrant grant, Outcome outcome)
      throws StoreException, ProtocolException {
    ListKeyCertificate certificate = grant.certificate().verify(self.account(), Ed25519::verify);
    if (!certificate.root().equals(list.root())) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the certificate of another root");
    }
    OwnAccount account = new OwnAccount(rows);
    boolean newer =
        certificate.serial() > list.serial() && certificate.serial() >= account.grantedSerial();
    boolean missing = certificate.key().equals(list.certificate().key()) && !canSign(rows, list);
    if (newer || missing) {
      account.listKey(grant.key());
      account.grantedSerial(certificate.serial());
      outcome.keysDue();
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
