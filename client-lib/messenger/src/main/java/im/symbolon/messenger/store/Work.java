package im.symbolon.messenger.store;

/**
 * What happens inside of one transaction.
 *
 * @param <T> what it finds out; {@link Void} for nothing
 * @param <X> what else can go wrong in it; inferred as unchecked when nothing can
 */
@FunctionalInterface
public interface Work<T, X extends Exception> {
  /** Reads and writes rows; throwing undoes every write. */
  T run(Rows rows) throws X, StoreException;
}
