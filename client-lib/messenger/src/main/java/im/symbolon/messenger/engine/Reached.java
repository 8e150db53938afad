package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;

/** Counts for how many devices an entry was sealed, and why others were left out. */
final class Reached {
  private int devices;
  private int untrusted;
  private int keyless;

  void count(Gate gate, DeviceAddress recipient, boolean sealed) throws StoreException {
    if (sealed) {
      devices++;
    } else if (gate.isOpenTo(recipient)) {
      keyless++;
    } else {
      untrusted++;
    }
  }

  boolean leftAnyOutByTrust() {
    return untrusted > 0;
  }

  /** With the message, if it is one. */
  void store(Rows rows, BareJid account, OutboxEntry entry) throws StoreException {
    if (entry.kind() == OutboxEntry.Kind.MESSAGE) {
      Reach reach = new Reach(devices, untrusted, keyless);
      new Messages(rows).reached(entry.to(), account, entry.id(), reach);
    }
  }
}
