package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Finds places on loopback where a server can listen, so that several labs on one machine do not
 * meet.
 *
 * <p>Where the whole of 127.0.0.0/8 is loopback (Linux), each server gets an address of its own,
 * drawn at random from 16 million, and XMPP's standard ports 5222 and 5269. Elsewhere (macOS) all
 * share 127.0.0.1 and get free ports.
 */
public final class Loopback {
  private static final int C2S_PORT = 5222;
  private static final int S2S_PORT = 5269;

  /** Draws before giving up on own addresses: one in use is rare, so many misses mean no /8. */
  private static final int DRAWS = 5;

  private final RandomGenerator random;

  /** Draws addresses with the given generator. */
  public Loopback(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A place that was free a moment ago.
   *
   * @throws LabException PORT_IN_USE when this machine has no free port on 127.0.0.1
   */
  public Endpoint choose() throws LabException {
    Optional<Endpoint> drawn = draw();
    return drawn.isPresent() ? drawn.get() : onSharedAddress();
  }

  /**
   * A place with an address of its own and the standard ports, for servers that look for others at
   * those only.
   *
   * @throws LabException PORT_IN_USE when this machine has no such addresses
   */
  Endpoint chooseOwn() throws LabException {
    Optional<Endpoint> drawn = draw();
    if (drawn.isEmpty()) {
      throw new LabException(
          Reason.PORT_IN_USE,
          "This machine has no loopback addresses but 127.0.0.1, or the ports 5222 and 5269 are"
              + " taken on all of them; Prosody and ejabberd need an address each (Linux).");
    }
    return drawn.get();
  }

  private Optional<Endpoint> draw() {
    return Stream.generate(() -> new Endpoint(ownAddress(), C2S_PORT, S2S_PORT))
        .limit(DRAWS)
        .filter(Endpoint::isFree)
        .findFirst();
  }

  /** A place with free ports on 127.0.0.1, as on machines where that is the only address. */
  Endpoint onSharedAddress() throws LabException {
    InetAddress shared = address(0, 0, 1);
    try (ServerSocket c2s = new ServerSocket();
        ServerSocket s2s = new ServerSocket()) {
      c2s.bind(new InetSocketAddress(shared, 0));
      s2s.bind(new InetSocketAddress(shared, 0));
      return new Endpoint(shared, c2s.getLocalPort(), s2s.getLocalPort());
    } catch (IOException e) {
      throw new LabException(
          Reason.PORT_IN_USE, "No free port on 127.0.0.1; end some programs and try again.", e);
    }
  }

  private InetAddress ownAddress() {
    return address(random.nextInt(1, 255), random.nextInt(0, 256), random.nextInt(1, 255));
  }

  private static InetAddress address(int second, int third, int fourth) {
    try {
      return InetAddress.getByAddress(new byte[] {127, (byte) second, (byte) third, (byte) fourth});
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
