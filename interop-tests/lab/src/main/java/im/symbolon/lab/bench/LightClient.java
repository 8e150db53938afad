package im.symbolon.lab.bench;

import im.symbolon.lab.RunningOpenfire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A stream over TLS, logged in and available; requests get their answers, messages a listener. */
public final class LightClient implements AutoCloseable {
  private static final int CONNECT_MILLIS = 60_000;
  private static final int ANSWER_SECONDS = 60;
  private static final long STACK_BYTES = 256 * 1024;
  private static final Pattern ID = Pattern.compile("\\bid=['\"]([^'\"]*)['\"]");

  private final RunningOpenfire server;
  private final String name;
  private final Consumer<String> messages;
  private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private Socket socket;
  private Stanzas stanzas;

  private LightClient(RunningOpenfire server, String name, Consumer<String> messages) {
    this.server = server;
    this.name = name;
    this.messages = messages;
  }

  /**
   * Logs in.
   *
   * @param messages gets the XML of every message, on the client's own thread
   */
  public static LightClient login(
      RunningOpenfire server, SSLContext tls, Account account, Consumer<String> messages)
      throws IOException {
    LightClient client = new LightClient(server, account.name(), messages);
    try {
      client.connect(tls);
      client.open();
      client.authenticate(account);
    } catch (IOException e) {
      client.close();
      throw e;
    }
    return client;
  }

  /** Makes an account (XEP-0077). */
  public static void register(RunningOpenfire server, SSLContext tls, Account account)
      throws IOException {
    try (LightClient client = new LightClient(server, account.name(), message -> {})) {
      client.connect(tls);
      client.open();
      client.say(
          "<iq type='set' id='new'><query xmlns='jabber:iq:register'><username>"
              + account.name()
              + "</username><password>"
              + account.password()
              + "</password></query></iq>");
      client.require("<iq");
    }
  }

  /** Who logs in, and as which of an account's devices. */
  public record Account(String name, String password, String resource) {
    public Account(String name, String password) {
      this(name, password, "bench");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  String address() {
    return name + "@" + server.domain();
  }

  private void connect(SSLContext tls) throws IOException {
    Socket plain = new Socket();
    socket = plain;
    plain.setTcpNoDelay(true);
    plain.setSoTimeout(CONNECT_MILLIS);
    plain.connect(new InetSocketAddress(server.address(), server.c2sPort()), CONNECT_MILLIS);
    open();
    say("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    require("<proceed");
    SSLSocket sealed =
        (SSLSocket)
            tls.getSocketFactory().createSocket(plain, server.domain(), server.c2sPort(), true);
    sealed.startHandshake();
    socket = sealed;
  }

  private void open() throws IOException {
    stanzas =
        new Stanzas(
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024));
    say(
        "<stream:stream to='"
            + server.domain()
            + "' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>");
    require("<stream:features");
  }

  private void authenticate(Account account) throws IOException {
    String plain = "\0" + account.name() + "\0" + account.password();
    say(
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
            + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8))
            + "</auth>");
    require("<success");
    open();
    say(
        "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
            + "<resource>"
            + account.resource()
            + "</resource></bind></iq>");
    require("<iq");
    socket.setSoTimeout(0);
    Thread reader = new Thread(null, this::read, "bench-" + name, STACK_BYTES);
    reader.setDaemon(true);
    reader.start();
    say("<presence/>");
    ask("get", server.domain(), "<ping xmlns='urn:xmpp:ping'/>"); // the presence is known then
  }

  private void require(String start) throws IOException {
    String next = stanzas.next();
    if (!next.startsWith(start) || next.contains("type=\"error\"")) {
      throw new IOException(name + " was not let in: " + next);
    }
  }

  private void read() {
    try {
      for (String next = stanzas.next(); !next.isEmpty(); next = stanzas.next()) {
        if (next.startsWith("<message")) {
          messages.accept(next);
        } else if (next.startsWith("<iq")) {
          answered(next);
        }
      }
    } catch (IOException e) {
      // The stream ended; whoever waits is told below.
    }
    asked.values().forEach(each -> each.completeExceptionally(new IOException("stream ended")));
  }

  private void answered(String iq) {
    String id = id(iq);
    CompletableFuture<String> waiting = asked.remove(id);
    if (waiting != null) {
      waiting.complete(iq);
    }
  }

  /** The id of a stanza; empty when it has none. */
  static String id(String stanza) {
    Matcher found = ID.matcher(stanza.substring(0, stanza.indexOf('>')));
    return found.find() ? found.group(1) : "";
  }

  /**
   * Sends a request and waits for its answer.
   *
   * @throws IOException when there is none in time, or an error
   */
  public String ask(String type, String to, String content) throws IOException {
    String id = "q" + ids.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    asked.put(id, answer);
    say("<iq type='" + type + "' id='" + id + "' to='" + to + "'>" + content + "</iq>");
    try {
      String iq = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (iq.substring(0, iq.indexOf('>')).contains("error")) {
        throw new IOException(name + " was refused: " + iq);
      }
      return iq;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(name + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name + " was interrupted", e);
    }
  }

  /** Sends XML as it is; returns its bytes in the stream. */
  public synchronized int say(String xml) throws IOException {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return bytes.length;
  }

  /** Hangs up. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
