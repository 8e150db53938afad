package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.Files;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One line of a chat.
 *
 * @param id unique together with the sender
 * @param note what stands in place of the text, or why it was not sent
 * @param fate what became of the message
 * @param quote what it answers
 * @param files what it brings
 * @param named where its text names members of the group, in order and apart from each other
 */
public record Line(
    String id,
    BareJid sender,
    boolean mine,
    String text,
    Instant time,
    DeliveryState state,
    Optional<Note> note,
    Fate fate,
    Optional<Quote> quote,
    List<FileItem> files,
    List<Named> named) {
  public Line {
    files = List.copyOf(files);
    named = List.copyOf(named);
  }

  /**
   * Where a text names somebody.
   *
   * @param start in {@code char}s of the text, like the end
   * @param me whether it is the own account
   */
  public record Named(int start, int end, BareJid who, boolean me) {}

  /**
   * What a line answers.
   *
   * @param text empty when it is not here any more
   */
  public record Quote(BareJid author, String id, boolean mine, String text) {}

  /**
   * What people think of a message.
   *
   * @param mine whether the own account is among them
   */
  public record Reaction(String emoji, int people, boolean mine) {}

  /**
   * What became of a message.
   *
   * @param read whether the other side says to have read it
   * @param leftOut how many devices it was not encrypted for
   * @param weak whether another reader of it could have changed what it says
   */
  public record Fate(
      boolean edited,
      boolean retracted,
      boolean read,
      List<Reaction> reactions,
      int leftOut,
      boolean weak) {
    /** Nothing. */
    public static final Fate NONE = new Fate(false, false, false, List.of(), 0, false);

    public Fate {
      reactions = List.copyOf(reactions);
    }
  }

  /**
   * @param readUpTo the place up to which the other side has read
   * @param account whose screen this is
   */
  static Line of(Shown shown, long readUpTo, BareJid account) {
    ChatMessage original = shown.original();
    List<Reaction> reactions = new ArrayList<>();
    shown
        .reactions()
        .forEach(
            (emoji, people) ->
                reactions.add(new Reaction(emoji, people.size(), people.contains(account))));
    Fate fate =
        new Fate(
            shown.edited(),
            shown.retracted(),
            original.outgoing() && shown.place() <= readUpTo,
            reactions,
            original.reach().map(Reach::leftOut).orElse(0),
            original.provenance().filter(Provenance::isIntegrityWeak).isPresent());
    return new Line(
        original.id(),
        original.sender(),
        original.outgoing(),
        Harmless.text(shown.now().text()),
        original.time(),
        original.state(),
        original.note(),
        fate,
        Optional.empty(),
        shown.retracted() ? List.of() : files(original),
        List.of());
  }

  private static List<FileItem> files(ChatMessage message) {
    List<FileItem> found = new ArrayList<>();
    for (int i = 0; i < message.content().attachments().size(); i++) {
      found.add(file(message, i).orElse(FileItem.UNREADABLE));
    }
    return found;
  }

  /** Empty when what is said of it cannot be read. */
  static Optional<FileItem> file(ChatMessage message, int index) {
    try {
      return Optional.of(FileItem.of(Files.file(message, index).metadata()));
    } catch (FileException e) {
      return Optional.empty();
    }
  }

  /** The same as an answer. */
  Line answering(Quote to) {
    return new Line(id, sender, mine, text, time, state, note, fate, Optional.of(to), files, named);
  }

  /** The same, whose text names these. */
  Line naming(List<Named> members) {
    return new Line(id, sender, mine, text, time, state, note, fate, quote, files, members);
  }

  /** True when it names the own account. */
  public boolean namesMe() {
    return named.stream().anyMatch(Named::me);
  }

  /** Names it in its chat. */
  public Target target() {
    return new Target(sender, id);
  }

  /** True when there is a text that can be answered, and thought something of. */
  public boolean isSaid() {
    return !isNote() && !fate.retracted();
  }

  /** True for what this person can still change, or take back. */
  public boolean isOurs() {
    return mine && isSaid();
  }

  /** What the own account thinks of it, with that one more; without it, if it was among them. */
  SortedSet<String> thinking(String emoji) {
    SortedSet<String> chosen = new TreeSet<>();
    fate.reactions().stream().filter(Reaction::mine).forEach(each -> chosen.add(each.emoji()));
    if (!chosen.remove(emoji)) {
      chosen.add(emoji);
    }
    return chosen;
  }

  /** Names one of its files. */
  public FileKey file(int index) {
    return new FileKey(target(), index);
  }

  /** True when there is no message, only a sentence in its place. */
  public boolean isNote() {
    return note.isPresent() && text.isEmpty() && files.isEmpty();
  }
}
