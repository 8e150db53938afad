package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ArchivePosition;
import im.symbolon.messenger.records.Held;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePage;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The own account's archive. A new device begins at its present end, because nothing before was
 * sealed for it, and looks for that end before others can know this device.
 */
record OwnSource(Surroundings surroundings, IqChannel channel, Archive archive) implements Source {
  private static final Logger LOG = Logger.getLogger(OwnSource.class.getName());

  @Override
  public BareJid owner() {
    return surroundings.account();
  }

  @Override
  public long visit() {
    return channel.stream();
  }

  @Override
  public ArchivePoint begin(ArchivedPages pages) {
    ArchivePoint now = ArchivePoint.since(surroundings.clock().instant().minus(CatchUp.SKEW));
    try {
      if (archive.isOffered()) {
        ArchivePage newest = archive.newest();
        return newest.last().isPresent() ? pages.behind(now, newest) : ArchivePoint.BEGINNING;
      }
    } catch (TransportException e) {
      LOG.log(Level.FINE, "the archive''s end is not known: {0}", e.reason());
    }
    return now;
  }

  @Override
  public ArchivePosition position(Rows rows) {
    return ArchivePosition.ofAccount(rows);
  }

  @Override
  public Held held(Rows rows) {
    return Held.ofAccount(rows);
  }
}
