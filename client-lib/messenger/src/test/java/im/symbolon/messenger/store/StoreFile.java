package im.symbolon.messenger.store;

import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import im.symbolon.ratchet.primitives.Entropy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A store's file in a directory of its own, and the surroundings that tests hand in. */
final class StoreFile {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final PassphraseCost CHEAP = new PassphraseCost(64, 1, 1);

  private final Path path;
  private final Random random = new Random(7);
  private Instant now = START;

  StoreFile(Path directory) {
    this.path = directory.resolve("store #1?.db");
  }

  Path path() {
    return path;
  }

  void clock(Instant time) {
    now = time;
  }

  Entropy entropy() {
    return random::nextBytes;
  }

  SqlRowStore open() throws StoreException {
    return open(JdbcSqlDb.open(path));
  }

  SqlRowStore open(SqlDb db) throws StoreException {
    return open(db, fixedKey((byte) 1));
  }

  SqlRowStore open(SqlDb db, StoreKeySource keys) throws StoreException {
    return SqlRowStore.open(db, keys, entropy(), new Ticking());
  }

  SqlRowStore open(StoreKeySource keys) throws StoreException {
    return open(JdbcSqlDb.open(path), keys);
  }

  /** As a platform's key store would give it. */
  static StoreKeySource fixedKey(byte fill) {
    return new StoreKeySource() {
      @Override
      public KeyHeader newHeader(Entropy entropy) {
        return KeyHeader.of(new byte[] {fill});
      }

      @Override
      public StoreKey key(KeyHeader header) {
        byte[] key = new byte[StoreKey.LENGTH];
        java.util.Arrays.fill(key, fill);
        return StoreKey.of(key);
      }
    };
  }

  static Passphrase passphrase(String typed) {
    return Passphrase.of(typed.toCharArray(), CHEAP);
  }

  /** What a machine that lost its power now would find: the file and its log. */
  StoreFile copy(Path directory) throws IOException {
    StoreFile copy = new StoreFile(directory);
    copy.now = now;
    for (Path part : parts()) {
      Files.copy(part, directory.resolve(part.getFileName()));
    }
    return copy;
  }

  /** The file and whatever SQLite has put beside it. */
  List<Path> parts() throws IOException {
    try (Stream<Path> all = Files.list(path.getParent())) {
      return new ArrayList<>(all.toList());
    }
  }

  /** Everything that lies on the disk of this store. */
  String raw() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path part : parts()) {
      all.append(
          new String(Files.readAllBytes(part), java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }

  /** Lets an attacker at the closed file. */
  void attack(Attack attack) throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(path)) {
      attack.run(db);
    }
  }

  interface Attack {
    void run(SqlDb db) throws StoreException;
  }

  private final class Ticking extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
