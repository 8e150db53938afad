package im.symbolon.views;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a screen shows now, and later. Watchers are told on the UI thread; of several changes before
 * they come to it, only the last. Thread-safe.
 */
public final class State<T> {
  private final UiThread ui;
  private final List<Consumer<? super T>> watchers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean told = new AtomicBoolean(true);
  private T value;

  State(UiThread ui, T first) {
    this.ui = ui;
    this.value = Objects.requireNonNull(first);
  }

  public synchronized T value() {
    return value;
  }

  /** Tells the value as it is, soon, and each later one. */
  public Watch watch(Consumer<? super T> watcher) {
    watchers.add(watcher);
    ui.run(
        () -> {
          if (watchers.contains(watcher)) {
            watcher.accept(value());
          }
        });
    return () -> watchers.remove(watcher);
  }

  void set(T next) {
    change(before -> next);
  }

  /** Computes the next value of the last one; nobody else changes it meanwhile. */
  void change(UnaryOperator<T> change) {
    synchronized (this) {
      T next = Objects.requireNonNull(change.apply(value));
      if (next.equals(value)) {
        return;
      }
      value = next;
    }
    if (told.getAndSet(false)) {
      ui.run(this::tell);
    }
  }

  private void tell() {
    told.set(true);
    T now = value();
    watchers.forEach(each -> each.accept(now));
  }
}
