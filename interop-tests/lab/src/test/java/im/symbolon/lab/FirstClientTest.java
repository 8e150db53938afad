package im.symbolon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that accept connections and are not ready; the real ones are in {@code start}. */
@Timeout(30)
class FirstClientTest {
  private final Endpoint endpoint;

  FirstClientTest() throws LabException {
    endpoint = new Loopback(new Random()).onSharedAddress();
  }

  @Test
  void nobodyIsServedWhereNobodyListens() {
    assertThat(new FirstClient("alpha.test", endpoint).isServed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<stream:stream><stream:features></stream:features>",
        "<stream:stream><stream:features></stream:features><failure/>",
        "<stream:stream><stream:features></stream:features><proceed/>and no TLS"
      })
  void aServerThatListensAndGivesNoTlsIsNotReady(String answers) throws Exception {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(new InetSocketAddress(endpoint.address(), endpoint.c2sPort()));
      Thread serving = new Thread(() -> serve(server, answers));
      serving.start();
      assertThat(new FirstClient("alpha.test", endpoint).isServed()).isFalse();
      serving.join();
    }
  }

  private static void serve(ServerSocket server, String answers) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write(answers.getBytes(StandardCharsets.UTF_8));
      client.shutdownOutput();
      while (client.getInputStream().read() >= 0) {
        // Whatever it asks.
      }
    } catch (IOException e) {
      // It has gone.
    }
  }
}
