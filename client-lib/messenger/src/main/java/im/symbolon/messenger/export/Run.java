package im.symbolon.messenger.export;

import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.export.ExportException.Reason;
import im.symbolon.messenger.files.Files;
import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.Fold;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.FileName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One copying. */
final class Run {
  private static final int LINES_AT_ONCE = 100;
  private static final long FIRST = -1;

  private final Surroundings surroundings;
  private final Optional<Files> files;
  private final ExportOrder order;
  private final Place place;
  private final Tally tally;
  private final Contents contents = new Contents();
  private int chats;

  /**
   * @param files of the messenger, where they are wanted
   */
  Run(
      Surroundings surroundings,
      Optional<Files> files,
      ExportOrder order,
      Place place,
      ExportWatch watch)
      throws StoreException {
    this.surroundings = surroundings;
    this.files = files;
    this.order = order;
    this.place = place;
    long total = surroundings.store().transaction(this::total);
    this.tally = new Tally(watch, total);
  }

  private Collection<BareJid> chats(Rows rows) throws StoreException {
    return order.chat().isPresent() ? Set.of(order.chat().get()) : new Chats(rows).all();
  }

  private long total(Rows rows) throws StoreException {
    long total = 0;
    for (BareJid each : chats(rows)) {
      total += new Messages(rows).count(each);
    }
    return total;
  }

  Exported write() throws IOException, StoreException, ExportException {
    place.begin();
    place.asking(tally);
    place.folder("chats");
    for (BareJid each : surroundings.store().transaction(this::chats)) {
      chat(each);
    }
    if (tally.messages() == 0) {
      throw new ExportException(Reason.NOTHING);
    }
    Instant now = surroundings.clock().instant();
    contents.page(place, order.words(), surroundings.account(), now);
    contents.json(place, surroundings.account(), now, tally);
    place.finish(order.packed());
    return tally.at(place.target());
  }

  /** A line, and what it answers, where that is here and may be shown. */
  private record Answering(Shown line, Optional<Shown> answered) {}

  /** Of a chat, what comes next. */
  private record Step(List<Answering> lines, long last, boolean more) {}

  private void chat(BareJid chat) throws IOException, StoreException {
    Step step = after(chat, FIRST);
    if (step.lines().isEmpty() && !step.more()) {
      return;
    }
    String number = String.format(Locale.ROOT, "%03d", ++chats);
    String name = number + "-" + FileName.clean(chat.toString()).value();
    long before = tally.messages();
    Copies copies = new Copies(files, place, number, tally);
    try (Pages pages = new Pages(place, order.words(), chat, name);
        Lines lines = new Lines(place.open("chats/" + name + ".jsonl"))) {
      write(step, pages, lines, copies);
      while (step.more()) {
        step = after(chat, step.last());
        write(step, pages, lines, copies);
      }
    }
    contents.add(chat, name, tally.messages() - before);
  }

  private void write(Step step, Pages pages, Lines lines, Copies copies) throws IOException {
    tally.goOn();
    for (Answering each : step.lines()) {
      List<Copied> copied = copies.of(each.line().original());
      pages.write(each.line(), each.answered(), copied);
      lines.write(each.line(), copied);
      tally.message();
    }
  }

  private Step after(BareJid chat, long place) throws StoreException {
    return surroundings.store().transaction(rows -> after(rows, chat, place));
  }

  private Step after(Rows rows, BareJid chat, long from) throws StoreException {
    Fold fold = new Fold(rows);
    List<Answering> found = new ArrayList<>();
    List<Shown> some = fold.after(chat, from, LINES_AT_ONCE);
    for (Shown each : some) {
      if (lasts(each)) {
        found.add(new Answering(each, answered(fold, chat, each)));
      } else if (!each.retracted()) {
        tally.leaveOut();
      }
    }
    long last = some.isEmpty() ? from : some.get(some.size() - 1).place();
    return new Step(Collections.unmodifiableList(found), last, some.size() == LINES_AT_ONCE);
  }

  /** What was written to disappear, or was taken back, is not for a copy. */
  private static boolean lasts(Shown line) {
    return !line.retracted() && !line.original().content().lifetime().isPresent();
  }

  private static Optional<Shown> answered(Fold fold, BareJid chat, Shown line)
      throws StoreException {
    Optional<Reply> reply = line.now().reply();
    return reply.isPresent()
        ? fold.line(chat, reply.get().target()).filter(Run::lasts)
        : Optional.empty();
  }
}
