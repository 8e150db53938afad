package im.symbolon.messenger.xmpp;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.util.stringencoder.Base64;

/**
 * Smack's global switches, set once and nowhere else. Stands in for smack-java8 and smack-android:
 * what they bring beyond this is a DNS resolver (a run-time dependency of each platform), a
 * host-name check (ours: {@link DomainVerifier}) and login methods that we never use.
 */
final class SmackPlatform {
  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger SMACK = Logger.getLogger("org.jivesoftware.smack");

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
    String version = Smack.getVersion(); // runs its initialisation
    SmackConfiguration.DEBUG = false;
    Base64.setEncoder(new PlatformBase64());
    return version;
  }
}
