package im.symbolon.messenger.search;

import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Span;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Fold;
import im.symbolon.messenger.records.SearchHit;
import im.symbolon.messenger.records.SearchIndex;
import im.symbolon.messenger.search.Hit.FileHit;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.words.Query;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;

/** Finds lines by their words. Thread-safe; each search works on the thread that calls it. */
public final class Search {
  /** Longest page. */
  public static final int MAX_LIMIT = 500;

  private final Surroundings surroundings;
  private final IndexCare index;

  public Search(Surroundings surroundings, IndexCare index) {
    this.surroundings = surroundings;
    this.index = index;
  }

  /**
   * What is looked for.
   *
   * @param only in that chat alone, if there is one
   * @param after older than that alone, if there is one
   * @param limit 1 to {@value #MAX_LIMIT}
   */
  public record Question(Query query, Optional<BareJid> only, Optional<Mark> after, int limit) {
    public Question {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("limit outside of 1 to " + MAX_LIMIT);
      }
    }
  }

  /**
   * The newest lines that fit.
   *
   * @param given whether nobody wants to know any more; asked now and then
   * @return none when it was given up
   */
  public Hits find(Question question, BooleanSupplier given) throws StoreException {
    if (question.query().isEmpty()) {
      return Hits.NONE;
    }
    Walk walk = new Walk(question);
    while (!given.getAsBoolean()) {
      if (surroundings.store().<Boolean, StoreException>transaction(walk::step)) {
        return surroundings.store().transaction(rows -> hits(rows, question, walk.found()));
      }
    }
    return Hits.NONE;
  }

  /** How far the index is, in a store that is older than it. */
  public IndexProgress progress() {
    return index.progress();
  }

  private static Hits hits(Rows rows, Question question, SortedSet<SearchHit> found)
      throws StoreException {
    List<Hit> hits = new ArrayList<>();
    Optional<Mark> last = Optional.empty();
    for (SearchHit each : found) {
      if (hits.size() == question.limit()) {
        return new Hits(hits, last);
      }
      Optional<Shown> line = new Fold(rows).at(each.chat(), each.place());
      line.flatMap(there -> hit(there, question.query())).ifPresent(hits::add);
      last = Optional.of(new Mark(each.chat(), each.place()));
    }
    return new Hits(hits, found.size() <= question.limit() ? Optional.empty() : last);
  }

  /** Empty when it says something else by now. */
  private static Optional<Hit> hit(Shown line, Query query) {
    Content said = line.now();
    List<Span> inText = query.in(said.text());
    List<FileHit> files = new ArrayList<>();
    for (String each : SearchIndex.files(said)) {
      List<Span> spans = query.in(each);
      if (!spans.isEmpty()) {
        files.add(new FileHit(each, spans));
      }
    }
    return inText.isEmpty() && files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Hit(line, inText, files));
  }
}
