package im.symbolon.views;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads again what is shown, once for however many reasons there were meanwhile. */
final class Recent {
  private final Backstage backstage;
  private final Backstage.Task read;
  private final Consumer<Problem> otherwise;
  private final AtomicBoolean due = new AtomicBoolean();

  Recent(Backstage backstage, Backstage.Task read, Consumer<Problem> otherwise) {
    this.backstage = backstage;
    this.read = read;
    this.otherwise = otherwise;
  }

  /** What was read may be old now. */
  void again() {
    if (!due.getAndSet(true)) {
      backstage.quickly(
          () -> {
            due.set(false);
            read.run();
          },
          otherwise);
    }
  }
}
