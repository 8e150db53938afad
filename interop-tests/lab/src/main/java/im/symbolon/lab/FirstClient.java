package im.symbolon.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The first client of a server that boots: asks for TLS, gets it, and leaves. Servers load much of
 * themselves only for their first client, which on a busy machine takes longer than any later
 * client waits for an answer.
 */
record FirstClient(String domain, Endpoint endpoint) {
  private static final int ANSWER_MILLIS = 5_000;

  /** Whether the server gave it TLS. */
  boolean isServed() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.connect(new InetSocketAddress(endpoint.address(), endpoint.c2sPort()), ANSWER_MILLIS);
      ask(
          socket,
          "<stream:stream to='%s' version='1.0' xmlns='jabber:client' xmlns:stream='%s'>"
              .formatted(domain, "http://etherx.jabber.org/streams"),
          answer -> answer.endsWith("</stream:features>"));
      ask(
          socket,
          "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
          answer -> answer.endsWith("/>") || answer.endsWith("</proceed>"));
      shakeHands(socket);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void ask(Socket socket, String question, Predicate<String> complete)
      throws IOException {
    socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
    InputStream in = socket.getInputStream();
    StringBuilder answer = new StringBuilder();
    while (!complete.test(answer.toString())) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server closed the stream");
      }
      answer.append((char) next);
    }
  }

  private void shakeHands(Socket socket) throws IOException {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, new TrustManager[] {new Anybody()}, null);
      SSLSocket sealed =
          (SSLSocket) tls.getSocketFactory().createSocket(socket, domain, socket.getPort(), false);
      sealed.startHandshake();
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS", e);
    }
  }

  /** Nothing is said to it but hello, and some servers of a lab are not to be trusted. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
