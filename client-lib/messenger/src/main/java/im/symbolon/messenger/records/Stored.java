package im.symbolon.messenger.records;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.StoreException.Reason;

/** Reads what this library wrote itself; if it cannot, the store is damaged. */
final class Stored {
  private Stored() {}

  /** Something that reads stored bytes or checks stored values. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws Exception;
  }

  /**
   * The value.
   *
   * @throws StoreException DAMAGED when it cannot be read
   */
  static <T> T read(Reading<T> reading) throws StoreException {
    try {
      return reading.read();
    } catch (StoreException e) {
      throw e;
    } catch (Exception e) {
      throw new StoreException(Reason.DAMAGED, "The store holds a record that cannot be read.", e);
    }
  }
}
