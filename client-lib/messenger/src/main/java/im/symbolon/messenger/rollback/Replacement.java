package im.symbolon.messenger.rollback;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Generation;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import java.util.Optional;

/**
 * Ends what an old store must not go on with. All of it is one transaction: a crash leaves the old
 * device, which finds out again, or the new one.
 */
public final class Replacement {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final NewKeys keys;

  public Replacement(Surroundings surroundings, ThisDevice self, NewKeys keys) {
    this.surroundings = surroundings;
    this.self = self;
    this.keys = keys;
  }

  /** Makes the keys of a new device in place of the old one's, which are destroyed. */
  @FunctionalInterface
  public interface NewKeys {
    /** The new device, stored; nobody was told of it. */
    OwnDevice.Self replace(Rows rows) throws StoreException;
  }

  /**
   * A new device takes this one's place, or, within a day of the last time, only the sessions end.
   *
   * @param servers what the server knows of this device and the store does not, if that tells
   * @return true when this is another device now, which is to be announced
   */
  boolean begin(Optional<Generation> servers) throws StoreException {
    Optional<OwnDevice.Self> other = surroundings.store().transaction(rows -> begin(rows, servers));
    other.ifPresent(self::become);
    return other.isPresent();
  }

  private Optional<OwnDevice.Self> begin(Rows rows, Optional<Generation> servers)
      throws StoreException {
    new Sessions(rows).removeAll();
    new SendingChains(rows).removeAll();
    new Outbox(rows).unseal(surroundings.account());
    Generations generations = new Generations(rows);
    if (generations.mayReplace(surroundings.clock().instant())) {
      generations.replace(self.id(), surroundings.clock().instant());
      new Wanted(rows).restart(surroundings.clock().instant());
      return Optional.of(keys.replace(rows));
    }
    if (servers.isPresent()) {
      generations.taken(servers.get());
    }
    return Optional.empty();
  }
}
