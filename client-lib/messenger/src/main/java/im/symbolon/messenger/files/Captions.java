package im.symbolon.messenger.files;

import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import java.util.Optional;

/**
 * Whether somebody reads a chat in legacy OMEMO alone, which carries a file's link and nothing
 * beside it (XEP-0454 §5): what is written beside the file is then a message of its own.
 */
final class Captions {
  private final Rows rows;

  Captions(Rows rows) {
    this.rows = rows;
  }

  boolean areReadApart(BareJid own, BareJid chat) throws StoreException {
    // In groups nobody knows who reads it when it leaves: members with other clients may join.
    return new Groups(rows).of(chat).isPresent() || readsLegacyAlone(chat) || readsLegacyAlone(own);
  }

  /** Of the devices that were listed when they were last looked at. */
  private boolean readsLegacyAlone(BareJid account) throws StoreException {
    Peers peers = new Peers(rows);
    Optional<DeviceList> newer = peers.list(account, OmemoVersion.OMEMO_2).map(each -> each.list());
    return peers
        .list(account, OmemoVersion.LEGACY)
        .filter(
            older ->
                older.list().devices().stream()
                    .anyMatch(device -> !newer.filter(list -> list.contains(device)).isPresent()))
        .isPresent();
  }
}
