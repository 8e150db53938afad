package im.symbolon.windows;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.desktop.Desktop;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.protocol.BareJid;
import im.symbolon.views.voice.VoiceWriter;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Properties;
import javax.imageio.ImageIO;
import javax.naming.directory.InitialDirContext;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;

/**
 * What a package's own Java can do with the package's own libraries, each asked of the system as
 * the program asks it. Run by {@link PackageTest} in that Java.
 */
final class PackagedProbe {
  private PackagedProbe() {}

  /**
   * Fails with what is missing.
   *
   * @param args a folder, and the address of a bus
   */
  public static void main(String[] args) throws Exception {
    store(Path.of(args[0]));
    tls();
    bus(args[1]);
    new VoiceWriter(1).frame(new short[VoiceWriter.FRAME]);
    Properties names = new Properties();
    names.setProperty("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    new InitialDirContext(names).close();
    require("German", DayOfWeek.SUNDAY.getDisplayName(TextStyle.FULL, Locale.GERMAN), "Sonntag");
    require("WebP", ImageIO.getImageReadersByMIMEType("image/webp").hasNext(), true);
  }

  private static void require(String what, Object found, Object expected) {
    if (!expected.equals(found)) {
      throw new AssertionError(what + ": " + found);
    }
  }

  /** Argon2id, curves, AES and SQLite. */
  private static void store(Path folder) throws Exception {
    ConnectionConfig config = ConnectionConfig.of(new BareJid("alice", "alpha.test"), "probe");
    Path file = folder.resolve("probe.db");
    char[] passphrase = "correct horse battery".toCharArray();
    String identity;
    try (Messenger made = new Desktop().open(config, file, passphrase.clone())) {
      identity = made.identity().toString();
    }
    try (Messenger again = new Desktop().open(config, file, passphrase)) {
      require("the store", again.identity().toString(), identity);
    }
  }

  private static void tls() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    engine.beginHandshake();
    KeyPairGenerator.getInstance("X25519").generateKeyPair();
    KeyPairGenerator.getInstance("EC").generateKeyPair();
    TrustManagerFactory roots =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    roots.init((KeyStore) null);
    X509TrustManager manager = (X509TrustManager) roots.getTrustManagers()[0];
    require("authorities", manager.getAcceptedIssuers().length > 50, true);
  }

  private static void bus(String address) throws Exception {
    try (DBusConnection connection =
        DBusConnectionBuilder.forAddress(address).withShared(false).build()) {
      require("the bus", connection.isConnected(), true);
    }
  }
}
