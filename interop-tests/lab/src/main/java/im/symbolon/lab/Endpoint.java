package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * Where one server listens: a loopback address, the port for clients and the port for servers. The
 * lab never listens where a network could reach it: another address is an illegal argument.
 *
 * @param address a loopback address
 * @param c2sPort the port for clients
 * @param s2sPort the port for other servers
 */
public record Endpoint(InetAddress address, int c2sPort, int s2sPort) {
  private static final int CONNECT_MILLIS = 200;

  /** Checks that nothing outside this machine can connect. */
  public Endpoint {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("the lab listens on loopback addresses only");
    }
    if (c2sPort < 1 || c2sPort > 0xffff || s2sPort < 1 || s2sPort > 0xffff) {
      throw new IllegalArgumentException("a port is between 1 and 65535");
    }
  }

  /** The address in digits, as configuration files want it. */
  public String host() {
    return address.getHostAddress();
  }

  /**
   * Checks that both ports can be listened on now.
   *
   * @throws LabException PORT_IN_USE naming the address and port
   */
  public void requireFree() throws LabException {
    for (int port : ports()) {
      try {
        tryToListen(port);
      } catch (IOException e) {
        throw new LabException(
            Reason.PORT_IN_USE,
            "Cannot listen on %s:%d (%s); end the program that uses this port, or choose another."
                .formatted(host(), port, e.getMessage()),
            e);
      }
    }
  }

  /** Whether both ports can be listened on now; not so either where the address is not known. */
  public boolean isFree() {
    try {
      requireFree();
      return true;
    } catch (LabException e) {
      return false;
    }
  }

  /** Whether both ports accept connections. */
  public boolean isListening() {
    for (int port : ports()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private void tryToListen(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the server does: connections that linger do not hinder it
      socket.bind(new InetSocketAddress(address, port));
    }
  }

  private List<Integer> ports() {
    return List.of(c2sPort, s2sPort);
  }
}
