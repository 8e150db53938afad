package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a chat.
 *
 * @param id unique together with the sender
 * @param note what stands in place of the text, or why it was not sent
 * @param fate what became of the message
 */
public record Line(
    String id,
    BareJid sender,
    boolean mine,
    String text,
    Instant time,
    DeliveryState state,
    Optional<Note> note,
    Fate fate) {
  /**
   * What became of a message.
   *
   * @param read whether the other side says to have read it
   * @param reactions emoji, each with how many people chose it where they are several
   * @param leftOut how many devices it was not encrypted for
   * @param weak whether another reader of it could have changed what it says
   */
  public record Fate(
      boolean edited,
      boolean retracted,
      boolean read,
      List<String> reactions,
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
   */
  static Line of(Shown shown, long readUpTo) {
    ChatMessage original = shown.original();
    List<String> reactions = new ArrayList<>();
    shown.reactions().forEach((emoji, people) -> reactions.add(counted(emoji, people.size())));
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
        shown.now().text(),
        original.time(),
        original.state(),
        original.note(),
        fate);
  }

  private static String counted(String emoji, int people) {
    return people > 1 ? emoji + " " + people : emoji;
  }

  /** True when there is no message, only a sentence in its place. */
  public boolean isNote() {
    return note.isPresent() && text.isEmpty();
  }
}
