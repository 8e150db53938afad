package im.symbolon.messenger.core;

import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who this device is. Its id may change once, before anybody was told of it; and another device may
 * take its place, when its store was found to be old. Thread-safe.
 */
public final class ThisDevice implements AutoCloseable {
  private final BareJid account;
  private final AtomicReference<OwnDevice.Self> self;
  private final List<OwnDevice.Self> former = new CopyOnWriteArrayList<>();

  public ThisDevice(BareJid account, OwnDevice.Self self) {
    this.account = account;
    this.self = new AtomicReference<>(self);
  }

  public BareJid account() {
    return account;
  }

  public DeviceId id() {
    return self.get().device();
  }

  public DeviceAddress address() {
    return new DeviceAddress(account, id());
  }

  public IdentityKeyPair identity() {
    return self.get().identity();
  }

  /** Takes another id, which is stored. */
  public void rename(DeviceId id) {
    self.set(new OwnDevice.Self(id, identity()));
  }

  /** Is another device from now on, which is stored. The old identity may still be in use. */
  public void become(OwnDevice.Self other) {
    former.add(self.getAndSet(other));
  }

  /** Wipes the identity, and those before. */
  @Override
  public void close() {
    self.get().close();
    former.forEach(OwnDevice.Self::close);
  }

  @Override
  public String toString() {
    return self.get().toString();
  }
}
