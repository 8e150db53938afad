package im.symbolon.views;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import java.util.function.UnaryOperator;

/** The settings of this machine, kept in a readable file: nothing in them is about people. */
public final class SettingsModel {
  private final Path file;
  private final Backstage backstage;
  private final State<Settings> state;

  private SettingsModel(Path file, Backstage backstage, Settings first) {
    this.file = file;
    this.backstage = backstage;
    this.state = backstage.state(first);
  }

  /** Reads them, before there is any screen; the usual ones where there is no readable file. */
  public static SettingsModel load(Path directory, Backstage backstage) {
    Path file = directory.resolve("settings.properties");
    return new SettingsModel(file, backstage, read(file));
  }

  private static Settings read(Path file) {
    Properties found = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      found.load(in);
    } catch (NoSuchFileException e) {
      return Settings.USUAL;
    } catch (IOException | IllegalArgumentException e) {
      return Settings.read(found);
    }
    return Settings.read(found);
  }

  public State<Settings> state() {
    return state;
  }

  /** The person's language, in which there may be no texts. */
  public Locale locale() {
    String language = state.value().language();
    return language.isEmpty() ? Locale.getDefault() : Locale.forLanguageTag(language);
  }

  /** All texts, in that language or the nearest. */
  public Texts texts() {
    return Texts.in(locale());
  }

  /** Changes them at once, and keeps them as soon as possible. */
  public void change(UnaryOperator<Settings> how) {
    state.change(how);
    backstage.quickly(this::write, problem -> {}); // they hold while the program runs
  }

  private void write() throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("settings.new");
    try (OutputStream out = Files.newOutputStream(next)) {
      state.value().write().store(out, null);
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
