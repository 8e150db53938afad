package im.symbolon.messenger.files.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS for connections to machines that the rule allows. The address is judged where it is connected
 * to, so that no name can be looked up differently in between.
 */
final class GuardedSockets extends SSLSocketFactory {
  private final SSLSocketFactory tls;
  private final HostLookup lookup;
  private final AddressRule rule;

  GuardedSockets(SSLSocketFactory tls, HostLookup lookup, AddressRule rule) {
    this.tls = tls;
    this.lookup = lookup;
    this.rule = rule;
  }

  /** A machine that a message must not make us connect to. */
  static final class ForbiddenAddress extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress() {
      super("not an address that a file may be at");
    }
  }

  /**
   * The JDK connects this one and has {@link #createSocket(Socket, String, int, boolean)} wrap it.
   */
  @Override
  public Socket createSocket() {
    return new Found();
  }

  /** Android connects a socket of its own. */
  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    require(host, connected.getInetAddress());
    return tls.createSocket(connected, host, port, autoClose);
  }

  private void require(String host, InetAddress address) throws IOException {
    if (address == null || !rule.allows(host.toLowerCase(Locale.ROOT), address)) {
      throw new ForbiddenAddress();
    }
  }

  /** Looks names up as it was told to. */
  private final class Found extends Socket {
    @Override
    public void connect(SocketAddress to, int millis) throws IOException {
      InetSocketAddress named = (InetSocketAddress) to;
      InetAddress address = lookup.find(named.getHostString());
      require(named.getHostString(), address);
      super.connect(new InetSocketAddress(address, named.getPort()), millis);
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unused();
  }

  private static IOException unused() {
    return new IOException("connections are made one way only");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }
}
