package im.symbolon.messenger.xmpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;

/**
 * Speaks as much XMPP as a client needs to log in, with TLS, SCRAM and stream management, and hands
 * on whatever it is given, well-formed or not. No real server does that last thing, or says so.
 */
final class LenientServer implements AutoCloseable {
  static final String DOMAIN = "alpha.test";
  private static final String PASSWORD = "correct horse";
  private static final String STORE = "a key store";
  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\s*(?:<\\?xml[^>]*>\\s*)?(<(stream:stream)[^>]*>|</stream:stream>"
              + "|<(\\w+)(?:[^>]*/>|[^>]*>.*?</\\3>))",
          Pattern.DOTALL);

  private final KeyStore keys;
  private final SSLContext tls;
  private final ServerSocket listener;
  private final List<String> toDeliver;
  private final int cuts;
  private final List<String> sent = new ArrayList<>();
  private int received;
  private int cut;

  /** The counts of handled stanzas that the client resumed with. */
  final List<Long> resumed = new CopyOnWriteArrayList<>();

  /** How often the connection ended while it was being served. */
  final List<String> ended = new CopyOnWriteArrayList<>();

  /**
   * @param toDeliver what the client gets once it is present
   * @param cuts so many times the connection breaks in the middle of the second of them
   */
  LenientServer(Path directory, List<String> toDeliver, int cuts) throws Exception {
    this.toDeliver = toDeliver;
    this.cuts = cuts;
    this.keys = keys(directory.resolve("keys.p12"));
    this.tls = context(keys);
    this.listener = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "lenient-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  Password password() {
    return Password.of(PASSWORD.toCharArray());
  }

  private static KeyStore keys(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=" + DOMAIN,
                "-ext",
                "san=dns:" + DOMAIN,
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new IllegalStateException("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, STORE.toCharArray());
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, STORE.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Trusts this server and nobody else. */
  X509TrustManager trust() throws GeneralSecurityException {
    X509Certificate own = (X509Certificate) keys.getCertificate("server");
    return new X509TrustManager() {
      @Override
      public void checkClientTrusted(X509Certificate[] chain, String type) {}

      @Override
      public void checkServerTrusted(X509Certificate[] chain, String type)
          throws java.security.cert.CertificateException {
        if (!chain[0].equals(own)) {
          throw new java.security.cert.CertificateException("somebody else");
        }
      }

      @Override
      public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {own};
      }
    };
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        new Conversation(socket).run();
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        ended.add(String.valueOf(e.getMessage()));
      }
    }
  }

  /** One connection. */
  private final class Conversation {
    private Socket socket;
    private final StringBuilder heard = new StringBuilder();
    private boolean secure;
    private boolean authenticated;
    private boolean managed;
    private String clientFirst = "";
    private String serverFirst = "";

    Conversation(Socket socket) {
      this.socket = socket;
    }

    void run() throws IOException, GeneralSecurityException {
      byte[] buffer = new byte[8192];
      for (int n = read(buffer); n >= 0; n = read(buffer)) {
        heard.append(new String(buffer, 0, n, UTF_8));
        Matcher next = ELEMENT.matcher(heard);
        while (next.lookingAt()) {
          String element = next.group(1);
          String name = next.group(2) != null ? next.group(2) : next.group(3);
          heard.delete(0, next.end());
          if (!answer(element, name)) {
            return;
          }
          next = ELEMENT.matcher(heard);
        }
      }
    }

    private int read(byte[] buffer) throws IOException {
      return socket.getInputStream().read(buffer);
    }

    private void say(String xml) throws IOException {
      socket.getOutputStream().write(xml.getBytes(UTF_8));
      socket.getOutputStream().flush();
    }

    /** False when the connection ends. */
    private boolean answer(String element, String name)
        throws IOException, GeneralSecurityException {
      if (name == null) {
        return false;
      }
      switch (name) {
        case "stream:stream" -> greet();
        case "starttls" -> secure();
        case "auth" -> challenge(text(element));
        case "response" -> succeed(text(element));
        case "enable" -> {
          sent.clear();
          received = 0;
          managed = true;
          say("<enabled xmlns='urn:xmpp:sm:3' id='one' resume='true'/>");
        }
        case "resume" -> {
          return resume(Integer.parseInt(attribute(element, "h")));
        }
        case "r" -> say("<a xmlns='urn:xmpp:sm:3' h='" + received + "'/>");
        case "iq" -> {
          received++;
          reply(attribute(element, "id"), element);
        }
        case "presence" -> {
          received++;
          sent.addAll(toDeliver);
          for (String each : toDeliver) {
            if (!deliver(each)) {
              return false;
            }
          }
        }
        case "message" -> received++;
        default -> {}
      }
      return true;
    }

    private void greet() throws IOException {
      String features =
          !secure
              ? "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
              : authenticated
                  ? "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm xmlns='urn:xmpp:sm:3'/>"
                  : "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                      + "<mechanism>SCRAM-SHA-1</mechanism></mechanisms>";
      say(
          "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
              + " xmlns:stream='http://etherx.jabber.org/streams' id='s' from='"
              + DOMAIN
              + "' version='1.0'><stream:features>"
              + features
              + "</stream:features>");
    }

    private void secure() throws IOException {
      say("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
      SSLSocket over =
          (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      over.setUseClientMode(false);
      over.startHandshake();
      socket = over;
      secure = true;
      heard.setLength(0);
    }

    private void challenge(String first) throws IOException {
      clientFirst = new String(Base64.getDecoder().decode(first), UTF_8).substring(3);
      String nonce = clientFirst.substring(clientFirst.indexOf("r=") + 2);
      serverFirst = "r=" + nonce + "server,s=c2FsdHNhbHQ=,i=4096";
      say(sasl("challenge", serverFirst));
    }

    private void succeed(String last) throws IOException, GeneralSecurityException {
      String clientFinal = new String(Base64.getDecoder().decode(last), UTF_8);
      String withoutProof = clientFinal.substring(0, clientFinal.indexOf(",p="));
      String all = clientFirst + "," + serverFirst + "," + withoutProof;
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
              .generateSecret(
                  new PBEKeySpec(PASSWORD.toCharArray(), "saltsalt".getBytes(UTF_8), 4096, 160))
              .getEncoded();
      byte[] signature = hmac(hmac(salted, "Server Key"), all);
      say(sasl("success", "v=" + Base64.getEncoder().encodeToString(signature)));
      authenticated = true;
    }

    private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return mac.doFinal(text.getBytes(UTF_8));
    }

    private String sasl(String name, String text) {
      String content = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
      return "<"
          + name
          + " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
          + content
          + "</"
          + name
          + ">";
    }

    private boolean resume(int handled) throws IOException {
      resumed.add((long) handled);
      managed = true;
      say("<resumed xmlns='urn:xmpp:sm:3' previd='one' h='" + received + "'/>");
      for (String each : sent.subList(handled, sent.size())) {
        if (!deliver(each)) {
          return false;
        }
      }
      return true;
    }

    private boolean deliver(String stanza) throws IOException {
      if (stanza.equals(toDeliver.get(1)) && cut < cuts) {
        cut++;
        say(stanza.substring(0, stanza.length() / 2));
        return false;
      }
      say(stanza);
      return true;
    }

    private void reply(String id, String request) throws IOException {
      String payload =
          request.contains("urn:ietf:params:xml:ns:xmpp-bind")
              ? "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>alice@alpha.test/one</jid>"
                  + "</bind>"
              : "<query xmlns='jabber:iq:roster'/>";
      String answer = "<iq type='result' id='" + id + "'>" + payload + "</iq>";
      if (managed) {
        sent.add(answer);
      }
      say(answer);
    }

    private String text(String element) {
      return element.replaceAll("<[^>]*>", "");
    }

    private String attribute(String element, String name) {
      Matcher found = Pattern.compile("\\s" + name + "=['\"]([^'\"]*)").matcher(element);
      return found.find() ? found.group(1) : "";
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
