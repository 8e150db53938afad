package im.symbolon.peers.matrix;

import java.time.Duration;

/**
 * Something that two people do with their clients.
 *
 * @param name as rows have it
 * @param promise what holds when it passes, in one sentence
 * @param limit how long it may take
 * @param versions whether the peer has to speak both versions of OMEMO for it, which only
 *     python-omemo does
 */
record Scenario(String name, String promise, Duration limit, boolean versions, Play play) {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** What happens. It begins with whatever state the pair is in, and asserts what it promises. */
  @FunctionalInterface
  interface Play {
    /** Ends when the promise holds; throws when it does not. */
    void run(Pair pair) throws Exception;
  }

  static Scenario of(String name, String promise, Play play) {
    return new Scenario(name, promise, LIMIT, false, play);
  }

  /** The same with more time. */
  Scenario within(Duration longer) {
    return new Scenario(name, promise, longer, versions, play);
  }

  /** The same for peers that speak both versions. */
  Scenario forBothVersions() {
    return new Scenario(name, promise, limit, true, play);
  }
}
