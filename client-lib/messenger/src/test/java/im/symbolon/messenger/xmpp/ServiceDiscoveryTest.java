package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against servers that no honest server would be. */
class ServiceDiscoveryTest {
  private final HostileWorld world = new HostileWorld();
  private final ServiceDiscovery discovery = new ServiceDiscovery(new Disco(world));

  @Test
  void theDomainItselfIsPreferred() throws Exception {
    world.offers("beta.test", Namespaces.PREKEYS);
    world.lists("beta.test", "e2ee.beta.test");
    world.offers("e2ee.beta.test", Namespaces.PREKEYS);
    assertThat(discovery.prekeyService("beta.test")).contains(domain("beta.test"));
  }

  @Test
  void elseItsServiceWhenListedAndOffering() throws Exception {
    world.offers("beta.test", "other");
    world.lists("beta.test", "conference.beta.test", "e2ee.beta.test");
    world.offers("e2ee.beta.test", Namespaces.PREKEYS);
    assertThat(discovery.prekeyService("beta.test")).contains(domain("e2ee.beta.test"));
  }

  @Test
  void namesOutsideTheDomainAreNeverAskedForKeys() throws Exception {
    world.offers("beta.test", "other");
    world.lists(
        "beta.test", "e2ee.evil.test", "e2ee.beta.test.evil.test", "x@e2ee.beta.test", "e2ee.beta");
    world.offers("e2ee.evil.test", Namespaces.PREKEYS);
    world.offers("e2ee.beta.test", Namespaces.PREKEYS);
    assertThat(discovery.prekeyService("beta.test")).isEmpty();
    assertThat(world.asked).allMatch(entity -> entity.isWithin("beta.test"));
  }

  @Test
  void refusalMeansNoneButSilenceMeansUnknown() throws Exception {
    world.fails("refusing.test", "service-unavailable");
    assertThat(discovery.prekeyService("refusing.test")).isEmpty();
    world.fails("away.test", "remote-server-timeout");
    assertThatThrownBy(() -> discovery.prekeyService("away.test"))
        .isInstanceOf(TransportException.class);
    assertThat(discovery.prekeyService("no domain")).isEmpty();
  }

  @Test
  void answersAreRememberedForTheStreamOnly() throws Exception {
    world.offers("beta.test", "other");
    world.lists("beta.test");
    assertThat(discovery.prekeyService("beta.test")).isEmpty();
    int questions = world.asked.size();
    assertThat(discovery.prekeyService("beta.test")).isEmpty();
    assertThat(world.asked).hasSize(questions);
    world.stream++;
    world.offers("beta.test", Namespaces.PREKEYS);
    assertThat(discovery.prekeyService("beta.test")).isPresent();
  }

  private static EntityAddress domain(String name) throws Exception {
    return EntityAddress.ofDomain(name);
  }

  /** Entities that say what a test makes them say. */
  private static final class HostileWorld implements IqChannel {
    final List<EntityAddress> asked = new ArrayList<>();
    long stream;
    private final Map<String, XmlElement> info = new HashMap<>();
    private final Map<String, XmlElement> items = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();

    void offers(String entity, String feature) {
      XmlElement element =
          XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", feature).build();
      info.put(entity, XmlElement.element(Namespaces.DISCO_INFO, "query").with(element).build());
    }

    void lists(String entity, String... listed) {
      XmlElement.Builder query = XmlElement.element(Namespaces.DISCO_ITEMS, "query");
      for (String each : listed) {
        query.with(XmlElement.element(Namespaces.DISCO_ITEMS, "item").with("jid", each).build());
      }
      items.put(entity, query.build());
    }

    void fails(String entity, String condition) {
      failures.put(entity, condition);
    }

    @Override
    public BareJid account() {
      return new BareJid("alice", "alpha.test");
    }

    @Override
    public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
        throws TransportException {
      asked.add(to);
      String condition = failures.get(to.toString());
      if (condition != null) {
        throw new TransportException(new StanzaError(condition, "cancel", Optional.empty()));
      }
      boolean aboutInfo = payload.namespace().equals(Namespaces.DISCO_INFO);
      return Optional.ofNullable((aboutInfo ? info : items).get(to.toString()));
    }

    @Override
    public long stream() {
      return stream;
    }
  }
}
