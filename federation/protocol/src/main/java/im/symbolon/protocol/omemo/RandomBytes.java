package im.symbolon.protocol.omemo;

/** Where unpredictable bytes come from; clients pass their one entropy source. */
@FunctionalInterface
public interface RandomBytes {
  /** A new array of exactly {@code length} unpredictable bytes. */
  byte[] next(int length);
}
