package im.symbolon.world.fuzz;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.protocol.BareJid;
import im.symbolon.world.Phone;
import im.symbolon.world.VirtualTime;
import im.symbolon.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;

/**
 * One run: a script happens to three people with six devices; then the networks and servers become
 * honest, everything is switched on, time passes, and every message must be readable, exactly once,
 * on every device that was listed when it was written and still exists.
 */
public final class FuzzRun {
  /** Sessions are renewed at most some times a day, so that what is broken needs days to heal. */
  private static final int LAST_DAYS = 3;

  private static final Duration A_WHILE = Duration.ofMinutes(20);
  private static final int WHILES_A_DAY = 72;

  private final Script script;
  private final World world;
  private final Listed listed;
  private final Ledger ledger = new Ledger();
  private final Weather weather;
  private final Cast cast;

  private FuzzRun(Script script) {
    this.script = script;
    this.world = new World(script.seed());
    this.weather = new Weather(world, new Random(~script.seed()));
    this.listed = new Listed(world);
    this.cast = new Cast(world, listed, ledger);
  }

  /** What a test spoils, to see whether that is found. */
  interface Fault {
    /** Before anything happens. */
    default void begins(Cast cast, World world) {}

    /** When everything is over. */
    default void ends(Cast cast) {}
  }

  /** Runs it. */
  public static FuzzResult of(Script script) {
    return of(script, new Fault() {});
  }

  /** Runs it with something spoilt. */
  static FuzzResult of(Script script, Fault fault) {
    FuzzRun run = new FuzzRun(script);
    fault.begins(run.cast, run.world);
    run.happens();
    run.ends();
    fault.ends(run.cast);
    return run.result();
  }

  private void happens() {
    weather.breakUp();
    for (FuzzEvent each : script.events()) {
      world.time.pass(each.pause());
      try {
        happens(each);
      } catch (VirtualTime.PowerCut e) {
        // The device is off; what it was asked to do is stored or is not.
      }
    }
  }

  private void happens(FuzzEvent event) {
    switch (event.kind()) {
      case WRITE -> cast.write(event);
      case DROP -> weather.drop(event);
      case DELAY -> weather.delay(event);
      case DUPLICATE -> weather.duplicate(event);
      case REORDER -> weather.reorder(event);
      case CUT -> cast.cut(event);
      case KILL -> cast.kill(event);
      case KILL_SOON -> cast.killSoon(event);
      case START -> cast.start(event);
      case SAVE -> cast.save(event);
      case RESTORE -> cast.restore(event);
      case REMOVE -> cast.remove(event);
      case LINK -> cast.link(event);
      case SERVER_DOWN -> weather.serverDown(event);
      case SERVER_UP -> weather.serverUp(event);
      case ARCHIVE_OFF -> weather.archiveOff(event);
      case ARCHIVE_ON -> weather.archiveOn(event);
      case LISTS_WITHHELD -> weather.withholdLists(event);
      case LISTS_ROLLED_BACK -> weather.rollListsBack(event);
      case LISTS_TRUE -> weather.tellTheTruth(event);
    }
  }

  private void ends() {
    weather.clearUp();
    cast.allOn();
    for (int day = 0; day < LAST_DAYS; day++) {
      cast.allReconnect();
      for (int i = 0; i < WHILES_A_DAY; i++) {
        world.time.pass(A_WHILE);
      }
    }
  }

  private FuzzResult result() {
    Oracle oracle = new Oracle(ledger, listed);
    cast.seats().forEach(oracle::judge);
    return new FuzzResult(
        script.seed(),
        script.events().size(),
        ledger.all().size(),
        ledger.gone(),
        oracle.expected(),
        oracle.findings(),
        digest());
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Seat seat : cast.seats()) {
        Phone phone = seat.phone();
        digest.update(bytes(phone.messenger.identity() + " " + seat.address()));
        for (BareJid chat : Cast.PEOPLE) {
          for (ChatMessage each : phone.history(chat)) {
            digest.update(bytes(each + each.text() + each.time() + each.note()));
          }
        }
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
