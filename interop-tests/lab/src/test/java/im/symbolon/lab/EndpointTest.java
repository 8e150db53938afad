package im.symbolon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.lab.LabException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private final Loopback loopback = new Loopback(new Random(1));

  @Test
  void neverListensWhereANetworkReaches() throws Exception {
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");
    assertThatThrownBy(() -> new Endpoint(everywhere, 5222, 5269))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void portInUseIsSaidInOneSentence() throws Exception {
    Endpoint endpoint = loopback.onSharedAddress();
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(endpoint.address(), endpoint.s2sPort()));
      assertThat(endpoint.isFree()).isFalse();
      assertThatThrownBy(endpoint::requireFree)
          .isInstanceOfSatisfying(
              LabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PORT_IN_USE))
          .hasMessageContaining("127.0.0.1:" + endpoint.s2sPort());
    }
    assertThat(endpoint.isFree()).isTrue();
  }

  @Test
  void listensOnlyWhenBothPortsDo() throws Exception {
    Endpoint endpoint = loopback.onSharedAddress();
    try (ServerSocket clients = new ServerSocket()) {
      clients.bind(new InetSocketAddress(endpoint.address(), endpoint.c2sPort()));
      assertThat(endpoint.isListening()).isFalse();
    }
  }

  @Test
  void serversOnOneAddressGetDifferentPorts() throws Exception {
    Endpoint endpoint = loopback.onSharedAddress();
    assertThat(endpoint.host()).isEqualTo("127.0.0.1");
    assertThat(endpoint.c2sPort()).isNotEqualTo(endpoint.s2sPort());
  }

  @Test
  void chosenPlaceIsFreeAndOnLoopback() throws Exception {
    Endpoint endpoint = loopback.choose();
    assertThat(endpoint.address().isLoopbackAddress()).isTrue();
    assertThat(endpoint.isFree()).isTrue();
  }
}
