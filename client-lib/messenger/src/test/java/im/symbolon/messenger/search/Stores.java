package im.symbolon.messenger.search;

import im.symbolon.messenger.store.KeyHeader;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.SqlRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.StoreKey;
import im.symbolon.messenger.store.StoreKeySource;
import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import im.symbolon.ratchet.primitives.Entropy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** Stores in files, under a key that costs nothing. */
final class Stores {
  private static final StoreKeySource KEY =
      new StoreKeySource() {
        @Override
        public KeyHeader newHeader(Entropy entropy) {
          return KeyHeader.of(new byte[0]);
        }

        @Override
        public StoreKey key(KeyHeader header) {
          return StoreKey.of(new byte[StoreKey.LENGTH]);
        }
      };

  private Stores() {}

  static RowStore open(Path file) throws StoreException {
    SecureRandom random = new SecureRandom();
    return SqlRowStore.open(JdbcSqlDb.open(file), KEY, random::nextBytes, Clock.systemUTC());
  }
}
