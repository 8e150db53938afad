package im.symbolon.views;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/**
 * Every text that a person reads, in one language: English, or what else there is a file for. What
 * a language does not have is said in English.
 */
public final class Texts {
  private final Locale locale;
  private final Properties texts;

  private Texts(Locale locale, Properties texts) {
    this.locale = locale;
    this.texts = texts;
  }

  /** In the language nearest to that one. */
  public static Texts in(Locale locale) {
    Properties english = load("texts", new Properties());
    String other = "texts_" + locale.getLanguage();
    boolean known = Texts.class.getResource(other + ".properties") != null;
    Locale spoken = known ? locale : new Locale("en", locale.getCountry());
    return new Texts(spoken, known ? load(other, english) : english);
  }

  static Properties load(String name, Properties otherwise) {
    Properties found = new Properties(otherwise);
    try (InputStream in = Texts.class.getResourceAsStream(name + ".properties")) {
      found.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  public Locale locale() {
    return locale;
  }

  /** That text, with these in it, as {@link MessageFormat} writes them. */
  public String text(String key, Object... args) {
    String pattern = texts.getProperty(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no text for " + key);
    }
    return new MessageFormat(pattern, locale).format(args);
  }

  /** One of several, by a name of the program's. */
  public String text(String prefix, Enum<?> which) {
    return text(prefix + "." + Problem.lower(which));
  }

  /** The sentence of a problem. */
  public String of(Problem problem) {
    return text(problem.key(), problem.args().toArray());
  }
}
