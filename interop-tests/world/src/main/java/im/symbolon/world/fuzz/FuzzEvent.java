package im.symbolon.world.fuzz;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing that happens in a run. It means the same whatever else happens: what it needs and does
 * not find makes it do nothing, so that any part of a run can be left out.
 *
 * @param number its place in the run
 * @param seat which of the six devices it is about, 0 to 5
 * @param choice what it needs beside that, 0 to 999
 * @param pause how much time passes before it
 */
public record FuzzEvent(int number, Kind kind, int seat, int choice, Duration pause) {
  static final int SEATS = 6;
  static final int CHOICES = 1000;
  private static final int LONGEST_PAUSE_MILLIS = 86_400_000;

  /** What can happen, and how often of 1,000 times. */
  public enum Kind {
    /** The device's owner writes to one of the two others. */
    WRITE(330),
    /** The next stanza to the device's owner is lost between the servers. */
    DROP(30),
    /** It takes up to some minutes. */
    DELAY(30),
    /** It comes twice. */
    DUPLICATE(30),
    /** It is overtaken by what comes within seconds. */
    REORDER(40),
    /** The device's connection breaks, and comes back. */
    CUT(60),
    /** The device loses power. */
    KILL(40),
    /** The device loses power after one of its next commits. */
    KILL_SOON(40),
    /** The device is switched on, if it is not. */
    START(200),
    /** The device is switched off for a copy of its store, and on again. */
    SAVE(12),
    /** The copy that was made is put back, once a day at most. */
    RESTORE(3),
    /** Its owner removes the device, on the other one. */
    REMOVE(2),
    /** In the place of a device that was removed comes a new one. */
    LINK(30),
    /** The server of the device's owner goes down. */
    SERVER_DOWN(8),
    /** And comes up. */
    SERVER_UP(60),
    /** The server's archive keeps nothing from now on, its mailboxes do. */
    ARCHIVE_OFF(6),
    /** The server's archive keeps everything from now on. */
    ARCHIVE_ON(6),
    /** The server of the device's owner says that there are no device lists. */
    LISTS_WITHHELD(6),
    /** It says what the device lists once were. */
    LISTS_ROLLED_BACK(6),
    /** It tells the truth again. */
    LISTS_TRUE(50);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }

    int weight() {
      return weight;
    }
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d %s %d %d %d", number, kind, seat, choice, pause.toMillis());
  }

  /**
   * An event as it was written.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static FuzzEvent parse(String line) {
    String[] parts = line.trim().split(" ", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("an event has five parts: " + line);
    }
    return new FuzzEvent(
        Integer.parseInt(parts[0]),
        Kind.valueOf(parts[1]),
        number(parts[2], SEATS - 1),
        number(parts[3], CHOICES - 1),
        Duration.ofMillis(number(parts[4], LONGEST_PAUSE_MILLIS)));
  }

  private static int number(String text, int most) {
    int number = Integer.parseInt(text);
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(text + " is not between 0 and " + most);
    }
    return number;
  }
}
