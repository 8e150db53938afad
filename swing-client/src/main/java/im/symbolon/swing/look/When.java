package im.symbolon.swing.look;

import im.symbolon.views.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Moments, as people say them. */
public final class When {
  private final Texts texts;
  private final ZoneId zone = ZoneId.systemDefault();
  private final DateTimeFormatter time;
  private final DateTimeFormatter day;
  private final DateTimeFormatter longDay;

  public When(Texts texts) {
    this.texts = texts;
    Locale locale = texts.locale();
    time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
    day = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale);
    longDay = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
  }

  public LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** The time of day. */
  public String time(Instant at) {
    LocalTime then = at.atZone(zone).toLocalTime();
    return time.format(then);
  }

  /** Short: the time of today, else the day. */
  public String brief(Instant at) {
    ZonedDateTime then = at.atZone(zone);
    LocalDate today = LocalDate.now(zone);
    if (then.toLocalDate().equals(today)) {
      return time(at);
    }
    boolean yesterday = then.toLocalDate().equals(today.minusDays(1));
    return yesterday ? texts.text("list.yesterday") : day.format(then);
  }

  /** A day, as it stands between the messages of two of them. */
  public String heading(LocalDate which) {
    LocalDate today = LocalDate.now(zone);
    if (which.equals(today)) {
      return texts.text("chat.today");
    }
    boolean yesterday = which.equals(today.minusDays(1));
    return yesterday ? texts.text("list.yesterday") : longDay.format(which);
  }

  /** The whole moment. */
  public String full(Instant at) {
    return longDay.format(at.atZone(zone)) + ", " + time(at);
  }
}
