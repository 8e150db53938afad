package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.export.ExportWords;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What exported pages say, in the person's language, with the names that the screens show. */
final class Phrases implements ExportWords {
  private final Texts texts;
  private final BareJid account;
  private final ChatItems items;
  private final Map<BareJid, String> groups = new HashMap<>();
  private final ZoneId zone;
  private final DateTimeFormatter days;
  private final DateTimeFormatter times;

  /** Reads whom one knows. */
  Phrases(Messenger messenger, Texts texts, Clock clock) throws StoreException {
    this.texts = texts;
    this.account = messenger.account();
    this.items = new ChatItems(messenger);
    for (Groups.Entry each : messenger.groups().all()) {
      groups.put(each.room(), ChatItems.nameOf(messenger, each));
    }
    this.zone = clock.getZone();
    Locale locale = texts.locale();
    this.days = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
    this.times = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
  }

  @Override
  public String language() {
    return texts.locale().toLanguageTag();
  }

  @Override
  public String name(BareJid who) {
    if (who.equals(account)) {
      return texts.text("common.you");
    }
    String group = groups.get(who);
    return group != null ? group : items.nameOf(who);
  }

  @Override
  public String word(Word word, Object... args) {
    return texts.text("export.page." + Problem.lower(word), args);
  }

  @Override
  public String note(Note note) {
    return texts.text("note", note);
  }

  @Override
  public String day(Instant time) {
    return days.format(time.atZone(zone));
  }

  @Override
  public String time(Instant time) {
    return times.format(time.atZone(zone));
  }
}
