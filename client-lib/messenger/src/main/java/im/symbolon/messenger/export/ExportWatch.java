package im.symbolon.messenger.export;

/** Is told how far a copy is, and asked whether it is still wanted; often, so be quick. */
@FunctionalInterface
public interface ExportWatch {
  /**
   * So far it is.
   *
   * @param lines of messages that were written
   * @param total of them at most: what was done to messages counts among them
   * @return false to cancel
   */
  boolean goOn(long lines, long total);
}
