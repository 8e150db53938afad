package im.symbolon.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and its server, and can cut or silence the connection as networks do. */
public final class CuttableRelay implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicLong towardsClient = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean refusing;

  public CuttableRelay(InetSocketAddress server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    start("relay", this::accept);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Cuts what is open; new connections pass. */
  public void cut() {
    open.forEach(CuttableRelay::close);
    open.clear();
  }

  /** Lets only so many more bytes pass to the client, then cuts. */
  public void cutAfter(long bytes) {
    towardsClient.set(bytes);
  }

  /** While set, new connections are cut at once. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        Thread.onSpinWait(); // closed, or the server is away
      }
    }
  }

  private void connect(Socket client) throws IOException {
    if (refusing) {
      client.close();
      return;
    }
    open.add(client);
    try {
      Socket up = new Socket(server.getAddress(), server.getPort());
      open.add(up);
      start("relay-up", () -> pump(client, up, new AtomicLong(Long.MAX_VALUE)));
      start("relay-down", () -> pump(up, client, towardsClient));
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  private void pump(Socket from, Socket to, AtomicLong allowed) {
    byte[] buffer = new byte[4096];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long left = allowed.getAndAdd(-n);
        out.write(buffer, 0, (int) Math.min(n, Math.max(left, 0)));
        out.flush();
        if (left <= n) {
          allowed.set(Long.MAX_VALUE);
          return;
        }
      }
    } catch (IOException e) {
      open.removeAll(List.of(from, to)); // cut, which is what it is for
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
