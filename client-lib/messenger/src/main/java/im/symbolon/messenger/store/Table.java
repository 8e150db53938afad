package im.symbolon.messenger.store;

import java.util.Objects;

/**
 * One kind of rows. The number is what stands in the file, readable, and must never be given to
 * another kind; the name is for people and error messages.
 *
 * @param number 1 to 65,535
 */
public record Table(int number, String name, Sealing sealing) {
  /** Largest table number. */
  public static final int MAX_NUMBER = 65_535;

  /** How long the key that seals a row lives. */
  public enum Sealing {
    /** Under the store's own key, as long as the store lives: messages, contacts, settings. */
    STORE,
    /**
     * Under a key that is replaced every day and wiped. A row deleted or replaced before that can
     * then not be read from an old copy of the file, even with the store's key: ratchet sessions.
     */
    EPOCH
  }

  public Table {
    if (number < 1 || number > MAX_NUMBER) {
      throw new IllegalArgumentException("table number outside of 1 to 65535");
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("table without a name");
    }
    Objects.requireNonNull(sealing);
  }

  /** A table under the store's own key. */
  public static Table lasting(int number, String name) {
    return new Table(number, name, Sealing.STORE);
  }

  /** A table under the key of the day. */
  public static Table epoch(int number, String name) {
    return new Table(number, name, Sealing.EPOCH);
  }
}
