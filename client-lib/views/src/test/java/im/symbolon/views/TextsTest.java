package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.messenger.chats.ChatException;
import im.symbolon.messenger.contacts.Blocking;
import im.symbolon.messenger.contacts.DomainView;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.export.ExportException;
import im.symbolon.messenger.export.ExportWords;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.groups.GroupMember;
import im.symbolon.messenger.groups.Unreachable;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.ratchet.account.RecoveryException;
import im.symbolon.ratchet.backup.BackupException;
import im.symbolon.ratchet.linking.LinkingException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever can happen has a sentence, in every language. */
class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{([0-9])");

  private static List<String> placesIn(String pattern) {
    Matcher places = PLACE.matcher(pattern);
    return Stream.iterate(places, each -> each)
        .takeWhile(Matcher::find)
        .map(each -> each.group(1))
        .distinct()
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"texts_de"})
  void everyLanguageSaysEverything(String language) {
    Properties english = Texts.load("texts", new Properties());
    Properties other = Texts.load(language, new Properties());
    assertThat(other.keySet()).isEqualTo(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(placesIn(other.getProperty(key)))
          .as(key)
          .isEqualTo(placesIn(english.getProperty(key)));
    }
  }

  /** In a pattern, one of these would begin a quotation and swallow what follows. */
  @ParameterizedTest
  @ValueSource(strings = {"texts", "texts_de"})
  void noTextHasATypewritersApostrophe(String language) {
    assertThat(Texts.load(language, new Properties()).values())
        .noneMatch(text -> text.toString().contains("'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "sw"})
  void whateverHappensHasASentence(String language) {
    Texts texts = Texts.in(Locale.forLanguageTag(language));
    saysAll(texts, "note", Note.values());
    saysAll(texts, "noteaction", NoteAction.values());
    saysAll(texts, "state", DeliveryState.values());
    saysAll(texts, "problem.transport", TransportException.Reason.values());
    saysAll(texts, "problem.store", StoreException.Reason.values());
    saysAll(texts, "problem.export", ExportException.Reason.values());
    saysAll(texts, "export.page", ExportWords.Word.values());
    saysAll(texts, "problem.group", GroupException.Reason.values());
    saysAll(texts, "problem.chat", ChatException.Reason.values());
    saysAll(texts, "problem.linking", LinkingException.Reason.values());
    saysAll(texts, "problem.linkfailure", LinkFailure.values());
    saysAll(texts, "problem.grant", GrantException.Reason.values());
    saysAll(texts, "problem.backup", BackupException.Reason.values());
    saysAll(texts, "problem.recovery", RecoveryException.Reason.values());
    saysAll(texts, "problem.files", FileException.Reason.values());
    saysAll(texts, "file.kind", FileItem.Kind.values());
    saysAll(texts, "file.stage", FileState.Stage.values());
    saysAll(texts, "group.bond", GroupMember.Bond.values());
    saysAll(texts, "group.unreachable", Unreachable.Why.values());
    saysAll(texts, "safety.standing", SafetyModel.Standing.values());
    saysAll(texts, "notify.level", Notices.Level.values());
    saysAll(texts, "notify.words", Notices.Words.values());
    saysAll(texts, "settings.theme", Settings.Theme.values());
    saysAll(texts, "blocked", Blocking.Extent.values());
    saysAll(texts, "doubt", Lookalike.Doubt.values());
    saysAll(texts, "policy.standing", DomainView.Standing.values());
    saysAll(texts, "seal.trust", Trust.values());
    for (There.Kind each : There.Kind.values()) {
      if (each != There.Kind.UNKNOWN) {
        saysAll(texts, "there", each);
      }
    }
  }

  private static void saysAll(Texts texts, String prefix, Enum<?>... all) {
    for (Enum<?> each : all) {
      assertThat(texts.text(prefix, each)).as("%s %s", prefix, each).isNotBlank();
    }
  }

  @Test
  void anUnknownLanguageIsAnsweredInEnglish() {
    assertThat(Texts.in(Locale.forLanguageTag("sw")).text("chat.send")).isEqualTo("Send");
    assertThat(Texts.in(Locale.GERMANY).text("chat.send")).isEqualTo("Senden");
  }

  @Test
  void numbersChangeTheSentence() {
    Texts texts = Texts.in(Locale.ENGLISH);
    assertThat(texts.text("list.unread", 1)).isEqualTo("1 unread message");
    assertThat(texts.text("list.unread", 1200)).isEqualTo("1,200 unread messages");
  }

  /** An exception's own words may name files, keys or people. */
  @Test
  void noExceptionSpeaksForItself() {
    Texts texts = Texts.in(Locale.ENGLISH);
    for (Exception each :
        List.of(
            new IllegalStateException("secret"),
            new IllegalArgumentException("secret"),
            new java.io.IOException("secret"),
            new StoreException(StoreException.Reason.IN_USE, "secret"))) {
      assertThat(texts.of(Problem.of(each))).doesNotContain("secret").endsWith(".");
    }
  }
}
