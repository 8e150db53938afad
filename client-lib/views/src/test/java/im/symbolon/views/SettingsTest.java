package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path directory;

  private SettingsModel load() {
    return SettingsModel.load(
        directory, new Backstage(Runnable::run, Runnable::run, Runnable::run));
  }

  @Test
  void whatWasChosenIsThereAfterARestart() {
    load()
        .change(
            was ->
                was.with(Settings.Theme.DARK)
                    .withLanguage("de")
                    .withScale(150)
                    .withEnterSends(false)
                    .withWindow("1,2,800,600"));
    Settings found = load().state().value();
    assertThat(found)
        .isEqualTo(
            new Settings(
                Settings.Theme.DARK, "de", 150, false, "1,2,800,600", "", false, Notices.USUAL));
    assertThat(load().texts().text("chat.send")).isEqualTo("Senden");
  }

  @Test
  void whatIsToldIsThereAfterARestart() {
    Notices chosen = new Notices(Notices.Level.MENTIONS, Notices.Level.NONE, Notices.Words.SENDER);
    load().change(was -> was.with(chosen).withKeepsRunning(true).withAccount("alice@alpha.test"));
    Settings found = load().state().value();
    assertThat(found.notices()).isEqualTo(chosen);
    assertThat(found.keepsRunning()).isTrue();
    assertThat(found.account()).isEqualTo("alice@alpha.test");
  }

  @Test
  void withoutAFileAllIsAsUsual() {
    assertThat(load().state().value()).isEqualTo(Settings.USUAL);
  }

  @Test
  void aDamagedFileStopsNobody() throws Exception {
    Files.writeString(
        directory.resolve("settings.properties"), "scale=99999\ntheme=\\u12\nlanguage=de");
    assertThat(load().state().value().scale()).isBetween(100, 250);
  }

  @Property
  void whateverStandsInTheFileScalesWithinBounds(@ForAll String scale, @ForAll String theme) {
    Properties in = new Properties();
    in.setProperty("scale", scale);
    in.setProperty("theme", theme);
    in.setProperty("notify-words", theme);
    assertThat(Settings.read(in).scale()).isBetween(100, 250);
  }
}
