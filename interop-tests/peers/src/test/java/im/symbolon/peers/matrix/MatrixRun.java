package im.symbolon.peers.matrix;

import im.symbolon.lab.LabException;
import im.symbolon.lab.Patience;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.peers.matrix.Place.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the rows of all places, several places at the same time and each place's scenarios one after
 * another. What a scenario left behind is used by the next one, unless it failed: then the people
 * leave and new ones come.
 */
final class MatrixRun implements AutoCloseable {
  /** Most of the time everybody waits for somebody else. */
  private static final int AT_ONCE = 6;

  /** What fails on purpose need not be waited for longer. */
  private static final Duration EXPECTED_FAILURE = Duration.ofSeconds(15);

  /** Commands of foreign clients have limits of their own, which come on top. */
  private static final Duration GRACE = Patience.USUAL.plusSeconds(10);

  private final World world;
  private final Map<Row, CompletableFuture<Outcome>> rows = new LinkedHashMap<>();
  private final ExecutorService places = Executors.newFixedThreadPool(AT_ONCE);
  private final ExecutorService plays = Executors.newCachedThreadPool();

  MatrixRun(World world) {
    this.world = world;
  }

  /** Has these scenarios run at that place; returns at once. */
  void plan(Place place, List<Scenario> scenarios) {
    List<Scenario> possible =
        scenarios.stream()
            .filter(each -> !each.versions() || place.client() != Place.Client.PROFANITY)
            .toList();
    possible.forEach(each -> rows.put(place.row(each), new CompletableFuture<>()));
    String missing = place.missing();
    if (possible.isEmpty()) {
      return;
    }
    if (missing.isEmpty()) {
      places.execute(() -> run(place, possible));
    } else {
      Outcome notRun = Outcome.notRun("not installed: " + missing);
      possible.forEach(each -> rows.get(place.row(each)).complete(notRun));
    }
  }

  /** Every row, in the order of the plan, with what will have come of it. */
  Map<Row, CompletableFuture<Outcome>> rows() {
    return rows;
  }

  private void run(Place place, List<Scenario> scenarios) {
    Cast cast = new Cast(world, place);
    try (cast) {
      for (Scenario each : scenarios) {
        Outcome outcome = run(cast, each);
        System.err.printf("%s %s (%.1f s)%n", outcome.result(), place.row(each), outcome.seconds());
        rows.get(place.row(each)).complete(outcome);
      }
    } catch (RuntimeException | Error e) {
      scenarios.forEach(each -> rows.get(place.row(each)).completeExceptionally(e));
    }
  }

  private Outcome run(Cast cast, Scenario scenario) {
    Expectation expected = Expectation.of(cast.place(), scenario);
    Duration limit = expected.result() == Result.FAIL ? EXPECTED_FAILURE : scenario.limit();
    long start = System.nanoTime();
    Throwable broken = null;
    Pair pair = null;
    try {
      pair = cast.pair();
      play(pair, scenario, limit);
    } catch (Exception | Error e) {
      broken = e;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (broken == null) {
      return expected.judge(Outcome.pass(seconds), pair);
    }
    Outcome outcome = expected.judge(failed(pair, broken, seconds), pair);
    cast.dismiss();
    return outcome;
  }

  private void play(Pair pair, Scenario scenario, Duration limit) throws Exception {
    pair.begin(limit);
    Future<?> play =
        plays.submit(
            () -> {
              scenario.play().run(pair);
              return null;
            });
    try {
      play.get(limit.plus(GRACE).toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    } catch (TimeoutException e) {
      play.cancel(true);
      throw new AssertionError("did not end within " + limit.plus(GRACE).toSeconds() + " s", e);
    }
  }

  private static Outcome failed(Pair pair, Throwable broken, double seconds) {
    String message = broken.getMessage() == null ? "" : broken.getMessage();
    String reason =
        broken instanceof AssertionError
            ? message
            : broken.getClass().getSimpleName() + ": " + message;
    List<Stanza> ours = pair == null ? List.of() : pair.ourTape();
    List<Stanza> theirs = pair == null ? List.of() : pair.peerTape();
    return new Outcome(Result.FAIL, Result.PASS, seconds, reason, ours, theirs);
  }

  /** What is to come of a row. */
  private record Expectation(Result result) {
    /**
     * Openfire as it comes shows a list of devices to nobody but contacts, whatever the client asks
     * for when it publishes; so strangers cannot write to a foreign client that lives there.
     */
    static Expectation of(Place place, Scenario scenario) {
      boolean unreachable =
          place.peerServer() == Server.OPENFIRE_STOCK
              && !scenario.equals(Scenarios.FIRST_FROM_PEER);
      return new Expectation(unreachable ? Result.FAIL : Result.PASS);
    }

    /** A failure counts as expected for the right reason alone. */
    Outcome judge(Outcome outcome, Pair pair) {
      if (result == Result.PASS || outcome.result() == Result.PASS || pair == null) {
        return outcome.expecting(result);
      }
      String answer = pair.us().answerAboutDevices(pair.peer().account());
      boolean right = answer.contains("not-authorized") || answer.contains("forbidden");
      String why = "asked for the peer's devices, its server says: " + answer;
      return outcome
          .because(outcome.reason() + "\n" + why)
          .expecting(right ? Result.FAIL : Result.PASS);
    }
  }

  /** The people at a place, who are replaced when something went wrong with them. */
  private static final class Cast implements AutoCloseable {
    private final World world;
    private final Place place;
    private Pair pair;

    Cast(World world, Place place) {
      this.world = world;
      this.place = place;
    }

    Place place() {
      return place;
    }

    Pair pair() throws Exception {
      if (pair == null) {
        pair = joined();
      }
      return pair;
    }

    /** To join is no row; ejabberd 23.01 refuses a publication now and then when many publish. */
    private Pair joined() throws Exception {
      try {
        return Pair.join(world, place);
      } catch (IOException | TransportException | LabException e) {
        System.err.println("*** joining once more at " + place + ": " + e.getMessage());
        return Pair.join(world, place);
      }
    }

    void dismiss() {
      if (pair != null) {
        pair.close();
        pair = null;
      }
    }

    @Override
    public void close() {
      dismiss();
    }
  }

  @Override
  public void close() {
    places.shutdownNow();
    plays.shutdownNow();
  }
}
