package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Optional;

/** Puts what happened into the words of a notice. */
final class NoticeTexts {
  private static final int LONGEST = 200;
  private static final int LONGEST_NAME = 60;

  private final Texts texts;

  NoticeTexts(Texts texts) {
    this.texts = texts;
  }

  /**
   * What happened.
   *
   * @param group its name; empty for a chat with one person
   * @param text empty for a file without words
   * @param brings what the first file of it is
   */
  record News(String sender, Optional<String> group, String text, Optional<FileItem.Kind> brings) {
    /** Without what was written. */
    @Override
    public String toString() {
      return "News";
    }
  }

  static News of(Messenger messenger, ChatMessage message, boolean group) throws StoreException {
    String sender = line(new ChatItems(messenger).nameOf(message.sender()), LONGEST_NAME);
    Optional<String> name =
        group
            ? Optional.of(line(groupName(messenger, message.chat()), LONGEST_NAME))
            : Optional.empty();
    Optional<FileItem.Kind> brings =
        message.content().attachments().isEmpty()
            ? Optional.empty()
            : Optional.of(Line.file(message, 0).orElse(FileItem.UNREADABLE).kind());
    return new News(sender, name, line(message.text(), LONGEST), brings);
  }

  private static String groupName(Messenger messenger, BareJid room) throws StoreException {
    for (Groups.Entry each : messenger.groups().all()) {
      if (each.room().equals(room)) {
        return ChatItems.nameOf(messenger, each);
      }
    }
    return room.local();
  }

  /** One line of text alone: nothing that turns its direction, and nothing that controls. */
  static String line(String text, int longest) {
    StringBuilder out = new StringBuilder();
    int count = 0;
    for (int at = 0; at < text.length() && count < longest; ) {
      int each = text.codePointAt(at);
      at += Character.charCount(each);
      if (Character.isWhitespace(each) || Character.getType(each) == Character.CONTROL) {
        out.append(' ');
        count++;
      } else if (!turns(each) && Character.getType(each) != Character.SURROGATE) {
        out.appendCodePoint(each);
        count++;
      }
    }
    boolean cut = count == longest;
    String flat = out.toString().replaceAll(" +", " ").trim();
    return cut ? flat + "…" : flat;
  }

  /** Embeddings, overrides and isolates; a text of either direction shows well without them. */
  private static boolean turns(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  Notice notice(Notice.Of of, News news, int count, Notices.Words words, boolean quiet) {
    String something = texts.text("notify.messages", count);
    return switch (words) {
      case NOTHING -> new Notice(of, texts.text("app.name"), something, quiet);
      case SENDER ->
          new Notice(of, news.group().orElse(news.sender()), bySender(news, something), quiet);
      case TEXT -> new Notice(of, title(news, count), text(news), quiet);
    };
  }

  private String bySender(News news, String something) {
    return news.group().isPresent() ? texts.text("notify.by", news.sender(), something) : something;
  }

  private String title(News news, int count) {
    String name = news.group().orElse(news.sender());
    return count > 1 ? texts.text("notify.title", name, count) : name;
  }

  private String text(News news) {
    FileItem.Kind brings = news.brings().orElse(FileItem.Kind.FILE);
    String said = news.text().isEmpty() ? texts.text("file.kind", brings) : news.text();
    return news.group().isPresent() ? texts.text("notify.by", news.sender(), said) : said;
  }
}
