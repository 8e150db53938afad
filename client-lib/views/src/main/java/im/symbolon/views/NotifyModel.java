package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides what a person is told while they look at something else, and how much of it.
 *
 * <p>Nothing is told of a chat that they look at, that is muted or put away, or of which they want
 * nothing; and what was told is taken back as soon as it was read, here or on another own device.
 * While the screen is locked nothing of what was written is told, and not by whom.
 */
public final class NotifyModel {
  private final SettingsModel settings;
  private final Bell bell;
  private final Clock clock;
  private final Map<Notice.Of, Told> told = new LinkedHashMap<>();
  private final Map<BareJid, Ear> ears = new TreeMap<>();
  private boolean locked;

  /** Shows it. Called on threads of the models'. */
  public interface Bell {
    void tell(Notice notice);

    void withdraw(Notice.Of which);
  }

  /** What was told of a chat and not read so far. */
  private record Told(NoticeTexts.News last, int count) {}

  public NotifyModel(SettingsModel settings, Bell bell, Clock clock) {
    this.settings = settings;
    this.bell = bell;
    this.clock = clock;
  }

  /** Listens there from now on; the same session again changes nothing. */
  public synchronized void listen(Session session) {
    ears.computeIfAbsent(
        session.account(),
        account -> {
          Ear ear = new Ear(session);
          session.hear(ear);
          return ear;
        });
  }

  /** That account is not here any more. */
  public synchronized void forget(BareJid account) {
    ears.remove(account);
    told.keySet().stream()
        .filter(each -> each.account().equals(account))
        .collect(Collectors.toList())
        .forEach(this::withdraw);
  }

  /** The screen was locked or unlocked. What is shown on it says less from then on. */
  public synchronized void locked(boolean now) {
    boolean before = locked;
    locked = now;
    if (now && !before) {
      told.forEach((of, each) -> bell.tell(notice(of, each, true)));
    }
  }

  private final class Ear implements Heard {
    private final Session session;

    Ear(Session session) {
      this.session = session;
    }

    @Override
    public void received(ChatMessage message) {
      if (!message.outgoing() && !message.note().isPresent() && !message.isAct()) {
        session.backstage().quickly(() -> consider(session, message), problem -> {});
      }
    }

    @Override
    public void chat(BareJid chat) {
      lookAgain(chat);
    }

    @Override
    public void attended() {
      session.backstage().quickly(() -> seen(session), problem -> {});
    }

    private void lookAgain(BareJid chat) {
      session.backstage().quickly(() -> takeBack(session, chat), problem -> {});
    }
  }

  private void consider(Session session, ChatMessage message) throws StoreException {
    BareJid chat = message.chat();
    ChatSummary summary = session.messenger().chat(chat).summary();
    if (session.isLookedAt(chat)
        || summary.unread() == 0
        || summary.state().archived()
        || summary.state().isMuted(clock.instant())
        || !isWanted(session, message, summary.group())) {
      return;
    }
    NoticeTexts.News news = NoticeTexts.of(session.messenger(), message, summary.group());
    tell(new Notice.Of(session.account(), chat), news);
  }

  private boolean isWanted(Session session, ChatMessage message, boolean group) {
    Notices notices = settings.state().value().notices();
    Optional<Notices.Level> decided = session.levels().of(message.chat());
    return switch (decided.orElse(group ? notices.groups() : notices.people())) {
      case ALL -> true;
      case MENTIONS -> isMeant(message, session.account());
      case NONE -> false;
    };
  }

  /** It names us, or answers us. */
  private static boolean isMeant(ChatMessage message, BareJid account) {
    return message.mentions().stream().anyMatch(each -> each.who().equals(account))
        || message.content().reply().filter(each -> each.author().equals(account)).isPresent();
  }

  private synchronized void tell(Notice.Of of, NoticeTexts.News news) {
    int count = told.containsKey(of) ? told.get(of).count() + 1 : 1;
    Told now = new Told(news, count);
    told.put(of, now);
    bell.tell(notice(of, now, false));
  }

  private Notice notice(Notice.Of of, Told what, boolean quiet) {
    Notices.Words words =
        locked ? Notices.Words.NOTHING : settings.state().value().notices().words();
    return new NoticeTexts(settings.texts()).notice(of, what.last(), what.count(), words, quiet);
  }

  private void takeBack(Session session, BareJid chat) throws StoreException {
    Notice.Of of = new Notice.Of(session.account(), chat);
    boolean known;
    synchronized (this) {
      known = told.containsKey(of);
    }
    if (known && session.messenger().chat(chat).summary().unread() == 0) {
      withdraw(of);
    }
  }

  private synchronized void seen(Session session) {
    told.keySet().stream()
        .filter(each -> each.account().equals(session.account()))
        .filter(each -> session.isLookedAt(each.chat()))
        .collect(Collectors.toList())
        .forEach(this::withdraw);
  }

  private synchronized void withdraw(Notice.Of of) {
    if (told.remove(of) != null) {
      bell.withdraw(of);
    }
  }
}
