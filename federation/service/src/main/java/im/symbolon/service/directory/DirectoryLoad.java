package im.symbolon.service.directory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many looks are under way, of one asker and of all. Thread-safe. */
public final class DirectoryLoad {
  /** What one look may take, whatever others do; less than clients wait for an answer. */
  public static final Duration MAX_TIME = Duration.ofSeconds(8);

  /** More tasks than looks at their most have at once. */
  public static final int MAX_TASKS = 10_000;

  /** Looks of everybody together; what is held for each is about two answers. */
  static final int MAX_LOOKS = 100;

  /** Looks of one account of this domain. */
  static final int MAX_LOOKS_OF_ONE = 4;

  /** Looks of another domain, whose directory asks for many. */
  static final int MAX_LOOKS_OF_A_DOMAIN = 20;

  /** Domains that one look asks; the accounts of more have to wait for the next. */
  static final int MAX_DOMAINS = 10;

  /** Questions to the directory of one other domain, which refuses more. */
  static final int MAX_QUESTIONS_TO_ONE = MAX_LOOKS_OF_A_DOMAIN;

  private final Map<String, Integer> underWay = new HashMap<>();
  private int all;

  /**
   * True when one more may begin, which {@link #end} ends then.
   *
   * @param most looks of the same asker
   */
  synchronized boolean begin(String whose, int most) {
    int others = underWay.getOrDefault(whose, 0);
    if (others >= most || all >= MAX_LOOKS) {
      return false;
    }
    underWay.put(whose, others + 1);
    all++;
    return true;
  }

  synchronized void end(String whose) {
    underWay.computeIfPresent(whose, (same, count) -> count == 1 ? null : count - 1);
    all--;
  }
}
