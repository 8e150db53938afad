package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnSightings;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import java.util.Optional;

/** Counts for how many devices an entry was sealed, and why others were left out. */
final class Reached {
  private final OutboxEntry entry;
  private int devices;
  private int untrusted;
  private int keyless;
  private int legacy;
  private boolean theirs;
  private boolean theirsUntrusted;
  private boolean contactsOnly = true;

  Reached(OutboxEntry entry) {
    this.entry = entry;
  }

  /**
   * @param in the version that it was sealed in, if it was
   */
  void count(Gate gate, DeviceAddress recipient, Optional<OmemoVersion> in) throws StoreException {
    boolean sealed = in.isPresent();
    boolean contacts = recipient.account().equals(entry.to());
    theirs |= contacts && sealed;
    contactsOnly &= contacts || !sealed;
    theirsUntrusted |= contacts && !gate.isOpenTo(recipient);
    if (sealed) {
      devices++;
      legacy += in.get() == OmemoVersion.LEGACY ? 1 : 0;
    } else if (gate.isOpenTo(recipient)) {
      keyless++;
    } else {
      untrusted++;
    }
  }

  /** True when any device of the addressee can read it. */
  boolean anyOfTheirs() {
    return theirs;
  }

  /** Keeps the numbers with the message, if it is one; or says in the chat what it waits for. */
  void store(Gate gate, BareJid account) throws StoreException {
    if (!theirs && theirsUntrusted) {
      gate.waitsForTrust(entry);
    }
    if (theirs && (!contactsOnly || entry.to().equals(account))) {
      new OwnSightings(gate.rows()).said(gate.now());
    }
    if (theirs && entry.kind() == OutboxEntry.Kind.MESSAGE) {
      Reach reach = new Reach(devices, untrusted, keyless, legacy);
      new Messages(gate.rows()).reached(entry.to(), account, entry.id(), reach);
    }
  }
}
