package im.symbolon.swing.look;

import im.symbolon.views.Watch;
import java.util.ArrayList;
import java.util.List;

/** What a screen watches, until it goes. On the event thread. */
public final class Watches {
  private final List<Watch> all = new ArrayList<>();

  public void add(Watch watch) {
    all.add(watch);
  }

  public void close() {
    all.forEach(Watch::close);
    all.clear();
  }
}
