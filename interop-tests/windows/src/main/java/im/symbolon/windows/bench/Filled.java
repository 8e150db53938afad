package im.symbolon.windows.bench;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.SearchProgress;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.media.DesktopMedia;
import im.symbolon.views.DesktopPlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;

/** The folder of an account with many messages in one chat, and a few in others. */
final class Filled {
  static final String PASSPHRASE = "a long passphrase";
  static final BareJid LONG_CHAT = new BareJid("bob", "beta.test");

  private static final BareJid ACCOUNT = new BareJid("alice", "alpha.test");
  private static final int OTHERS = 40;
  private static final int AT_ONCE = 1_000;
  private static final int VOCABULARY = 20_000;

  private final Random random = new Random(1);
  private final List<String> vocabulary = new ArrayList<>();

  private Filled() {
    for (int i = 0; i < VOCABULARY; i++) {
      StringBuilder word = new StringBuilder();
      for (int k = 0; k < 2 + random.nextInt(8); k++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      vocabulary.add(word.toString());
    }
  }

  /** A word that one message has, and no other. */
  static String needle(int number) {
    return "needle" + number + "x";
  }

  /**
   * Makes it below that folder.
   *
   * @param needles so many of the messages have a {@link #needle}
   */
  static void make(Path data, int messages, int needles) throws IOException, StoreException {
    Path folder = Files.createDirectories(data.resolve("accounts").resolve(ACCOUNT.toString()));
    Filled filled = new Filled();
    try (RowStore store =
        new DesktopPlatform(new DesktopMedia())
            .store(folder.resolve("messages.db"), PASSPHRASE.toCharArray())) {
      for (int i = 0; i < messages; i += AT_ONCE) {
        int first = i;
        int end = Math.min(messages, i + AT_ONCE);
        store.transaction(
            rows -> {
              for (int k = first; k < end; k++) {
                new Messages(rows).add(filled.message(k, messages, needles));
              }
              return null;
            });
      }
      store.transaction(
          rows -> {
            // As in a store that had an index from its first message on.
            new SearchProgress(rows)
                .put(new SearchProgress.At(Optional.empty(), 0, messages, messages, true));
            return null;
          });
    }
    Properties about = new Properties();
    about.setProperty("account", ACCOUNT.toString());
    about.setProperty("server", "");
    about.setProperty("authority", "");
    try (OutputStream out = Files.newOutputStream(folder.resolve("account.properties"))) {
      about.store(out, null);
    }
  }

  private ChatMessage message(int number, int messages, int needles) {
    boolean other = number % 100 == 0;
    BareJid chat = other ? new BareJid("c" + number / 100 % OTHERS, "gamma.test") : LONG_CHAT;
    boolean ours = random.nextBoolean();
    StringBuilder text = new StringBuilder();
    int words = 1 + random.nextInt(18);
    for (int i = 0; i < words; i++) {
      text.append(vocabulary.get((int) (VOCABULARY * Math.pow(random.nextDouble(), 4))))
          .append(' ');
    }
    int each = Math.max(1, messages / needles);
    if (number % each == 1) {
      text.append(needle(number / each));
    }
    return new ChatMessage(
        "id" + number,
        chat,
        ours ? ACCOUNT : chat,
        Optional.empty(),
        ours,
        text.toString().trim(),
        Instant.parse("2024-01-01T00:00:00Z").plusSeconds(300L * number),
        ours ? DeliveryState.DELIVERED : DeliveryState.RECEIVED,
        Optional.empty());
  }
}
