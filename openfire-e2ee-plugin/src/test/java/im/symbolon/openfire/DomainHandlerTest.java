package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.service.IqEndpoint;
import im.symbolon.service.ServiceAddresses;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DomainHandlerTest {
  /** 5.1.1 asks by this name, and leaves other domains without an answer when it is not there. */
  @Test
  void requestsForAccountsThatAreNotThereAreLeftToTheServiceSinceVersion5() throws Exception {
    IqEndpoint endpoint =
        new IqEndpoint(new ServiceAddresses("beta.test", Set.of("beta.test")), List.of());
    DomainHandler handler = new DomainHandler("urn:xmpp:mam:2", endpoint, packet -> {});
    Object asked = handler.getClass().getMethod("performNoSuchUserCheck").invoke(handler);
    assertThat(asked).isEqualTo(false);
  }
}
