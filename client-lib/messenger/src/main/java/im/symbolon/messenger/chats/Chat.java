package im.symbolon.messenger.chats;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Draft;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.chats.ChatException.Reason;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.SendableText;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ChatStates;
import im.symbolon.messenger.records.Fold;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Habits;
import im.symbolon.messenger.records.Summaries;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.content.Pointer;
import im.symbolon.protocol.omemo.Mention;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One chat, with a person or in a group: the door for what a person reads and does there. What is
 * queued leaves when it can, also after a restart. Thread-safe.
 */
public final class Chat {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private final Surroundings surroundings;
  private final BareJid chat;
  private final ChatList.Cares cares;
  private final Gated gated;

  Chat(Surroundings surroundings, BareJid chat, ChatList.Cares cares, Gated gated) {
    this.surroundings = surroundings;
    this.chat = chat;
    this.cares = cares;
    this.gated = gated;
  }

  /** The person, or the group's room. */
  public BareJid with() {
    return chat;
  }

  /**
   * Queues a message, which lasts as long as is set for this chat if it does not say so itself.
   *
   * @return the message, {@link DeliveryState#QUEUED} and stored
   * @throws IllegalArgumentException when it has neither a text nor files, is an act, its text
   *     cannot be sent as in {@link SendableText}, or a mention is not within it
   * @throws ChatException NOT_A_MEMBER
   */
  public ChatMessage send(Content content) throws StoreException, ChatException {
    require(content);
    if (content.act().isPresent() || content.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to send.");
    }
    return change(
        (rows, posting) -> posting.post(chat, new ChatStates(rows).lasting(chat, content)));
  }

  /**
   * Answers a line, which need not be here any more.
   *
   * @throws IllegalArgumentException as {@link #send}
   */
  public ChatMessage reply(Target to, Content content) throws StoreException, ChatException {
    return send(content.answering(new Reply(to.author(), to.id())));
  }

  /**
   * Replaces the text of a line of ours; everybody can see that it was edited.
   *
   * @throws IllegalArgumentException as {@link #send}, and for an empty text
   * @throws ChatException NOT_YOURS or NOT_THERE
   */
  public void edit(Target line, String text, List<Mention> mentions)
      throws StoreException, ChatException {
    SendableText.require(text);
    Content edit = Content.of(new Act.Edit(line), text).mentioning(mentions);
    require(edit);
    onOwn(line, edit);
  }

  /**
   * Takes back a line of ours: here it is erased at once, elsewhere when this arrives. Nobody can
   * be made to forget what they have read.
   *
   * @throws ChatException NOT_YOURS or NOT_THERE
   */
  public void retract(Target line) throws StoreException, ChatException {
    onOwn(line, Content.of(new Act.Retract(line), ""));
  }

  private void onOwn(Target line, Content content) throws StoreException, ChatException {
    if (!line.author().equals(surroundings.account())) {
      throw new ChatException(Reason.NOT_YOURS);
    }
    change(
        (rows, posting) -> {
          there(rows, line);
          return posting.post(chat, content);
        });
  }

  /**
   * Says what we think of a line, instead of what we thought before.
   *
   * @param emoji at most {@value Pointer#MAX_EMOJI}; none to take it back
   * @throws IllegalArgumentException for what are too many, or no emoji
   * @throws ChatException NOT_THERE, NOT_A_MEMBER
   */
  public void react(Target line, SortedSet<String> emoji) throws StoreException, ChatException {
    if (emoji.size() > Pointer.MAX_EMOJI || !emoji.stream().allMatch(Pointer::isEmoji)) {
      throw new IllegalArgumentException("These are no reactions.");
    }
    Content content = Content.of(new Act.React(line, new TreeSet<>(emoji)), "");
    change(
        (rows, posting) -> {
          there(rows, line);
          return posting.post(chat, content);
        });
  }

  private void there(Rows rows, Target line) throws StoreException, ChatException {
    Optional<Shown> shown = new Fold(rows).line(chat, line);
    boolean there =
        shown
            .filter(each -> !each.retracted() && !each.original().isErased())
            .filter(each -> !each.original().note().isPresent() || each.original().outgoing())
            .isPresent();
    if (!there) {
      throw new ChatException(Reason.NOT_THERE);
    }
  }

  private static void require(Content content) {
    if (!content.text().isEmpty()) {
      SendableText.require(content.text());
    }
    content.lifetime().ifPresent(Chat::require);
    SendableText.require(content.text(), content.mentions());
  }

  private static void require(Duration lifetime) {
    if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("Messages last from a second to ten years.");
    }
  }

  /** The last lines, the last one first. */
  public List<Shown> newest(int limit) throws StoreException {
    return page(Long.MAX_VALUE, limit);
  }

  /**
   * Lines before that {@link Shown#place place}, the last one first.
   *
   * @param limit 1 to 10,000
   */
  public List<Shown> page(long before, int limit) throws StoreException {
    return surroundings.store().transaction(rows -> new Fold(rows).before(chat, before, limit));
  }

  /**
   * Lines after that {@link Shown#place place}, the first one first.
   *
   * @param limit 1 to 10,000
   */
  public List<Shown> pageAfter(long place, int limit) throws StoreException {
    return surroundings.store().transaction(rows -> new Fold(rows).after(chat, place, limit));
  }

  /** One line as it is now; empty when it is not here. */
  public Optional<Shown> line(Target target) throws StoreException {
    return surroundings.store().transaction(rows -> new Fold(rows).line(chat, target));
  }

  /** What the list of chats says about this one. */
  public ChatSummary summary() throws StoreException {
    return surroundings
        .store()
        .transaction(rows -> new Summaries(rows, surroundings.account()).of(chat));
  }

  /**
   * A person has read what is in this chat now. Our other devices learn that; others do unless that
   * is {@linkplain ChatList#silentReader switched off}.
   */
  public void markRead() throws StoreException {
    boolean tell =
        gated.call(
            gate -> {
              cares.reads().read(gate.rows(), chat, gate.outcome());
              return new Groups(gate.rows()).isJoined(chat)
                  && !new Habits(gate.rows()).isSilentReader();
            });
    if (tell) {
      cares.groups().read(chat);
    }
  }

  /**
   * A person writes here now, or stopped. May be called with every key; does nothing in groups of
   * more than 20, and when that is {@linkplain ChatList#silentWriter switched off}.
   */
  public void typing(boolean composing) throws StoreException {
    boolean group =
        gated.call(
            gate -> {
              cares.typing().typing(gate.rows(), chat, composing, gate.outcome());
              return new Groups(gate.rows()).isJoined(chat);
            });
    if (group) {
      cares.groups().typing(chat, composing);
    }
  }

  /** A person wants to come back to what is in this chat, until it is read again. */
  public void markUnread() throws StoreException {
    decided(states -> states.markUnread(chat, true));
  }

  /** Keeps what a person began to write; an empty text for nothing. */
  public void draft(Draft draft) throws StoreException {
    boolean any = !draft.text().isEmpty() || draft.reply().isPresent();
    decided(states -> states.draft(chat, any ? Optional.of(draft) : Optional.empty()));
  }

  public void pin(boolean pinned) throws StoreException {
    decided(states -> states.pin(chat, pinned));
  }

  public void archive(boolean archived) throws StoreException {
    decided(states -> states.archive(chat, archived));
  }

  /**
   * Nobody is disturbed until then.
   *
   * @param until empty for no longer, {@link Instant#MAX} for good
   */
  public void mute(Optional<Instant> until) throws StoreException {
    decided(states -> states.mute(chat, until));
  }

  /** What is written here from now on lasts so long once it was read; zero for ever. */
  public void lifetime(Duration lifetime) throws StoreException {
    if (!lifetime.isZero()) {
      require(lifetime);
    }
    decided(states -> states.lifetime(chat, lifetime));
  }

  /** Something that is only stored. */
  @FunctionalInterface
  private interface Decision {
    void in(ChatStates states) throws StoreException;
  }

  private void decided(Decision decision) throws StoreException {
    gated.run(
        gate -> {
          decision.in(new ChatStates(gate.rows()));
          gate.outcome().chatChanged(chat);
        });
  }

  /** Something that is sent. */
  @FunctionalInterface
  private interface Change {
    ChatMessage in(Rows rows, Posting posting) throws StoreException, ChatException;
  }

  private ChatMessage change(Change change) throws StoreException, ChatException {
    return gated.<ChatMessage, ChatException>call(
        gate -> change.in(gate.rows(), new Posting(surroundings, gate)));
  }
}
