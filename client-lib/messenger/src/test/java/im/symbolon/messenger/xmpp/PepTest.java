package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.PUBSUB;
import static im.symbolon.protocol.Namespaces.PUBSUB_OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of servers that understand different things; the real ones are asked elsewhere. */
class PepTest {
  private static final XmlElement PAYLOAD = XmlElement.element("urn:test", "bundle").build();

  private final Server server = new Server();
  private final Pep pep = new Pep(server, new Disco(server));

  @Test
  void ourOwnServiceGetsOneRequest() throws Exception {
    server.features.add(PUBSUB + "#publish-options");
    server.features.add(Namespaces.PREKEYS);
    pep.publish("node", "1", PAYLOAD, NodeOptions.OPEN_MANY);
    assertThat(server.sets).hasSize(1);
    assertThat(server.sets.get(0).toXml()).contains("publish-options", ">max<");
  }

  /**
   * ejabberd 23 refuses every number of items there, when the whole bundle has come to it already,
   * and yet says that it understands max: in the configuration it does.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void elsewhereABundleTravelsOnce(boolean understandsMax) throws Exception {
    server.features.add(PUBSUB + "#publish-options");
    if (understandsMax) {
      server.features.add(PUBSUB + "#config-node-max");
    }
    pep.publish("node", "1", PAYLOAD, NodeOptions.OPEN_MANY);
    pep.publish("node", "2", PAYLOAD, NodeOptions.OPEN_MANY);
    assertThat(server.publications()).isEqualTo(2).isEqualTo(server.withPayload());
    assertThat(server.sets.stream().filter(s -> s.namespace().equals(PUBSUB_OWNER))).hasSize(1);
    assertThat(server.sets).noneMatch(s -> s.toXml().contains("publish-options"));
    assertThat(server.sets.get(0).toXml()).contains(understandsMax ? ">max<" : ">1000<");
  }

  @Test
  void noNumberIsSentForTheOneItemThatServersKeepAnyway() throws Exception {
    server.features.add(PUBSUB + "#publish-options");
    pep.publish("node", "current", PAYLOAD, NodeOptions.OPEN_SINGLE);
    assertThat(server.sets).hasSize(1);
    assertThat(server.sets.get(0).toXml()).contains("publish-options").doesNotContain("max_items");
  }

  @Test
  void aWronglyMadeNodeIsConfiguredAndPublishedOnAgain() throws Exception {
    server.features.add(PUBSUB + "#publish-options");
    server.refusesOptions = true;
    pep.publish("node", "current", PAYLOAD, NodeOptions.OPEN_SINGLE);
    assertThat(server.sets).hasSize(3);
    assertThat(server.sets.get(1).toXml()).contains("configure", ">open<");
    assertThat(server.sets.get(2).toXml()).contains("<publish").doesNotContain("options");
  }

  /** Says what it understands, and writes down what it is told. */
  private static final class Server implements IqChannel {
    final Set<String> features = new HashSet<>();
    final List<XmlElement> sets = new ArrayList<>();
    boolean refusesOptions;

    long publications() {
      return sets.stream().filter(s -> s.child(PUBSUB, "publish").isPresent()).count();
    }

    long withPayload() {
      return sets.stream().filter(s -> s.toXml().contains("urn:test")).count();
    }

    @Override
    public BareJid account() {
      return new BareJid("alice", "alpha.test");
    }

    @Override
    public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
        throws TransportException {
      if (type == IqType.GET) {
        XmlElement.Builder query = XmlElement.element(Namespaces.DISCO_INFO, "query");
        for (String each : features) {
          query.with(
              XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", each).build());
        }
        return Optional.of(query.build());
      }
      sets.add(payload);
      if (refusesOptions && payload.child(PUBSUB, "publish-options").isPresent()) {
        throw new TransportException(new StanzaError("conflict", "cancel", Optional.empty()));
      }
      return Optional.empty();
    }

    @Override
    public long stream() {
      return 1;
    }
  }
}
