package im.symbolon.suite;

import im.symbolon.lab.RunningOpenfire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The HTTPS port of a server, as a client sees it that has found the server's name in the DNS: the
 * certificate must be for the domain.
 */
record FilePort(RunningOpenfire server, SSLContext tls) {
  static final int PORT = 7445;

  private static final int MILLIS = 20_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  /**
   * What was answered.
   *
   * @param head status line and headers
   * @param body as ISO 8859-1, so that each byte is a character
   */
  record Answer(int status, String head, String body) {}

  Answer put(URI url, byte[] content) throws IOException {
    return send(head("PUT", url) + "Content-Length: " + content.length + "\r\n\r\n", content);
  }

  Answer get(URI url, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(head("GET", url));
    for (String each : headers) {
      head.append(each).append("\r\n");
    }
    return send(head + "\r\n", new byte[0]);
  }

  String head(String method, URI url) {
    if (!url.getHost().equals(server.domain()) || url.getPort() != PORT) {
      throw new AssertionError("not at this server: " + url);
    }
    return method
        + " "
        + url.getRawPath()
        + " HTTP/1.1\r\nHost: "
        + url.getRawAuthority()
        + "\r\nConnection: close\r\n";
  }

  Answer send(String head, byte[] body) throws IOException {
    try (SSLSocket socket = connect()) {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.write(head.getBytes(StandardCharsets.US_ASCII));
      request.write(body);
      socket.getOutputStream().write(request.toByteArray());
      socket.getOutputStream().flush();
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  SSLSocket connect() throws IOException {
    Socket plain = new Socket();
    plain.connect(new InetSocketAddress(server.address(), PORT), MILLIS);
    plain.setSoTimeout(MILLIS);
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, server.domain(), PORT, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Answer parse(byte[] all) {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    Matcher status = STATUS.matcher(text);
    if (end < 0 || !status.lookingAt()) {
      throw new AssertionError("no answer: " + Arrays.toString(all));
    }
    return new Answer(
        Integer.parseInt(status.group(1)), text.substring(0, end), text.substring(end + 4));
  }
}
