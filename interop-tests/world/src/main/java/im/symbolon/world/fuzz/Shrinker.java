package im.symbolon.world.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of a script whatever is not needed for it to fail (Zeller's delta debugging). */
public final class Shrinker {
  private final Predicate<Script> fails;
  private int tries;

  /**
   * @param fails whether a script still does what is looked for; asked often
   * @param tries how often it may be asked
   */
  public Shrinker(Predicate<Script> fails, int tries) {
    this.fails = fails;
    this.tries = tries;
  }

  /** A script that fails with fewer events, or the same one; the first is the given one's part. */
  public Script shrink(Script failing) {
    Script smallest = failing;
    int parts = 2;
    while (tries > 0 && smallest.events().size() > 1) {
      Script smaller = withoutOne(smallest, parts);
      boolean found = smaller.events().size() < smallest.events().size();
      if (!found && parts >= smallest.events().size()) {
        return smallest;
      }
      parts = found ? Math.max(2, parts - 1) : Math.min(2 * parts, smallest.events().size());
      smallest = smaller;
    }
    return smallest;
  }

  /** Without the last of so many parts that can be left out: the end is needed least. */
  private Script withoutOne(Script script, int parts) {
    List<FuzzEvent> events = script.events();
    for (int part = parts - 1; part >= 0 && tries > 0; part--) {
      int from = (int) ((long) events.size() * part / parts);
      int to = (int) ((long) events.size() * (part + 1) / parts);
      List<FuzzEvent> fewer = new ArrayList<>(events.subList(0, from));
      fewer.addAll(events.subList(to, events.size()));
      tries--;
      if (fails.test(script.with(fewer))) {
        return script.with(fewer);
      }
    }
    return script;
  }
}
