package im.symbolon.messenger.xmpp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.util.stringencoder.Base64;
import org.jivesoftware.smack.xml.SmackXmlParser;

/**
 * Smack's global switches, set once and nowhere else. Stands in for smack-java8 and smack-android:
 * what they bring beyond this is a DNS resolver (a run-time dependency of each platform), a
 * host-name check (ours: {@link DomainVerifier}) and login methods that we never use.
 */
final class SmackPlatform {
  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger SMACK = Logger.getLogger("org.jivesoftware.smack");

  /**
   * What the JDK's parser finds too much ends the whole stream, and the server sends the stanza
   * again for ever. Our own limits leave one stanza out instead, so these must never be met.
   */
  private static final List<String> PARSER_LIMITS =
      List.of(
          "jdk.xml.maxXMLNameLimit", "jdk.xml.elementAttributeLimit", "jdk.xml.maxElementDepth");

  private static final Object READY = prepare();

  private SmackPlatform() {}

  /** Prepares Smack on first use. Cheap afterwards. */
  static void ensureReady() {
    if (READY == null) {
      throw new IllegalStateException("Smack is being prepared");
    }
  }

  private static Object prepare() {
    // Smack logs lost connections with stack traces and broken stanzas with content; we tell them
    // as states and reasons instead.
    SMACK.setLevel(Level.OFF);
    String version = withoutParserLimits(SmackPlatform::initialise);
    SmackConfiguration.DEBUG = false;
    Base64.setEncoder(new PlatformBase64());
    return version;
  }

  private static String initialise() {
    SmackXmlParser.getXmlPullParserFactory();
    return Smack.getVersion(); // runs its initialisation
  }

  /** Parser factories read these properties when they are made; others in the JVM keep theirs. */
  private static String withoutParserLimits(Supplier<String> work) {
    Map<String, String> before = new HashMap<>();
    for (String limit : PARSER_LIMITS) {
      before.put(limit, System.getProperty(limit));
      System.setProperty(limit, String.valueOf(Integer.MAX_VALUE));
    }
    try {
      return work.get();
    } finally {
      before.forEach(SmackPlatform::restore);
    }
  }

  private static void restore(String property, String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }
}
