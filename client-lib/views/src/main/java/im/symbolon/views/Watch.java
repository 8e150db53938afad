package im.symbolon.views;

/** Somebody is told of something, until this is closed. */
@FunctionalInterface
public interface Watch extends AutoCloseable {
  @Override
  void close();
}
