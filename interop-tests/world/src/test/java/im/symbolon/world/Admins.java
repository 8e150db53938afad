package im.symbolon.world;

import im.symbolon.messenger.membership.DraftException;
import im.symbolon.messenger.membership.Drafting;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.records.GroupMemberships;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.ratchet.account.ListKeyPair;
import java.time.Instant;
import java.util.List;

/** What people sign with the keys of their devices, past the doors of this library. */
final class Admins {
  private Admins() {}

  /** What is to be signed. */
  interface Change {
    EpochDraft of(Drafting drafting, Membership group) throws DraftException;
  }

  /** As that phone's person signs it, with what that phone knows. */
  static Epoch signed(Phone phone, BareJid room, Instant now, Change change) {
    return phone.read(rows -> signed(rows, phone.account(), room, now, change));
  }

  private static Epoch signed(Rows rows, BareJid account, BareJid room, Instant now, Change change)
      throws StoreException {
    OwnAccount own = new OwnAccount(rows);
    try (ListKeyPair pair = own.listKey().orElseThrow()) {
      Drafting drafting = new Drafting(account, own.accepted().orElseThrow().certificate(), now);
      return pair.sign(change.of(drafting, membership(rows, room)));
    } catch (DraftException e) {
      throw new AssertionError(e);
    }
  }

  private static Membership membership(Rows rows, BareJid room) throws StoreException {
    return new GroupMemberships(rows)
        .of(new Groups(rows).of(room).orElseThrow().place())
        .orElseThrow();
  }

  /** As a room shows it. */
  static OutgoingStanza shown(Epoch epoch) {
    return new OutgoingStanza(
        "shown " + epoch.number(),
        epoch.place().room(),
        OutgoingStanza.Type.GROUPCHAT,
        List.of(EpochCodec.encode(epoch)));
  }
}
