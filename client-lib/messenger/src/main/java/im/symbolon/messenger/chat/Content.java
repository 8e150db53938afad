package im.symbolon.messenger.chat;

import im.symbolon.protocol.omemo.Mention;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an entry of a chat says.
 *
 * @param text empty where there are only files, or an act that needs none
 * @param mentions where the text names somebody
 * @param lifetime how long it may be kept: by its readers from when they read it, by its author
 *     from when it was sent
 */
public record Content(
    String text,
    List<Mention> mentions,
    Optional<Reply> reply,
    List<Attachment> attachments,
    Optional<Act> act,
    Optional<Duration> lifetime) {

  /** Of what says nothing, or nothing any more. */
  public static final Content NONE = of("");

  public Content {
    Objects.requireNonNull(text);
    mentions = List.copyOf(mentions);
    Objects.requireNonNull(reply);
    attachments = List.copyOf(attachments);
    Objects.requireNonNull(act);
    Objects.requireNonNull(lifetime);
  }

  /** A text and nothing else. */
  public static Content of(String text) {
    return new Content(
        text, List.of(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
  }

  /** An act; {@code text} for an edit. */
  public static Content of(Act act, String text) {
    return of(text).with(Optional.of(act));
  }

  private Content with(Optional<Act> done) {
    return new Content(text, mentions, reply, attachments, done, lifetime);
  }

  /** The same, doing that. */
  public Content doing(Act done) {
    return with(Optional.of(done));
  }

  /** The same, whose text names these. */
  public Content mentioning(List<Mention> named) {
    return new Content(text, named, reply, attachments, act, lifetime);
  }

  /** The same as an answer to that. */
  public Content answering(Reply to) {
    return new Content(text, mentions, Optional.of(to), attachments, act, lifetime);
  }

  /** The same with these files. */
  public Content bringing(List<Attachment> files) {
    return new Content(text, mentions, reply, files, act, lifetime);
  }

  /** The same, to be kept for so long only. */
  public Content lasting(Duration kept) {
    return new Content(text, mentions, reply, attachments, act, Optional.of(kept));
  }

  /** The same with the text of an edit. */
  public Content instead(Content edit) {
    return new Content(edit.text(), edit.mentions(), reply, attachments, act, lifetime);
  }

  /** An edit without its text, which is gone; anything else without all that it said. */
  public Content erased() {
    return act.isPresent() ? of(act.get(), "") : NONE;
  }

  /** True when there is nothing in it to be read or done. */
  public boolean isEmpty() {
    boolean acts = act.isPresent() && !(act.get() instanceof Act.Edit);
    return text.isEmpty() && attachments.isEmpty() && !acts;
  }

  /** True for a text that any client can carry as it is. */
  public boolean isTextAlone() {
    return equals(of(text));
  }

  /** Without what it says: that does not belong into logs. */
  @Override
  public String toString() {
    return act.isPresent() ? act.get().getClass().getSimpleName() : "Content";
  }
}
