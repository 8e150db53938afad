package im.symbolon.messenger.store;

/** One row as it lies in the file. */
final class Entry {
  private final Placement place;
  private final byte[] salt;
  private final byte[] sealed;

  /** Takes the arrays over. */
  Entry(Placement place, byte[] salt, byte[] sealed) {
    this.place = place;
    this.salt = salt;
    this.sealed = sealed;
  }

  Placement place() {
    return place;
  }

  /** Differs with every write, and decides under which key the content is sealed. */
  byte[] salt() {
    return salt;
  }

  /** Empty where only the place was asked for. */
  byte[] sealed() {
    return sealed;
  }
}
