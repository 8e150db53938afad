package im.symbolon.peers.client;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** PAINS P2: OMEMO 2 of another client, on Openfire with the plugin and on Openfire as it comes. */
@NeedsClients(ClientSoftware.PYTHON_OMEMO)
@Timeout(180)
class ForeignCatchUpOnOpenfireTest {
  private static final Path PLUGIN = Path.of("../../openfire-e2ee-plugin/target/symbolon.jar");
  private static final String WITH_PLUGIN = "alpha.test";
  private static final String STOCK = "beta.test";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory.resolve("servers"), WITH_PLUGIN, STOCK)
                .withPlugin(PLUGIN, WITH_PLUGIN));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  /** Two devices of one account, and somebody who writes to it. */
  private record People(PythonPeer laptop, PythonPeer phone, PythonPeer alice)
      implements AutoCloseable {
    static People on(String domain, String maxItems) throws Exception {
      if (domain.equals(STOCK)) {
        open("bob");
        open("alice");
      }
      PythonPeer laptop = peer("bob", domain, "laptop", maxItems);
      PythonPeer phone = peer("bob", domain, "phone", maxItems);
      return new People(laptop, phone, peer("alice", domain, "laptop", maxItems));
    }

    private static void open(String name) throws Exception {
      try (PythonPeer first = peer(name, STOCK, "first", "none")) {
        open(first);
      }
    }

    /**
     * Stock Openfire 4.2 ignores what clients ask of their nodes and keeps one item in each. A
     * device that is never heard of again configures them, so that this is not what fails here.
     */
    private static void open(PythonPeer peer) throws Exception {
      for (String node : List.of(Namespaces.OMEMO_2_DEVICES, Namespaces.OMEMO_2_BUNDLES)) {
        String form =
            field("FORM_TYPE", "http://jabber.org/protocol/pubsub#node_config")
                + field("pubsub#access_model", "open")
                + field("pubsub#persist_items", "1")
                + field("pubsub#max_items", "10");
        String configure =
            "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><configure node='%s'>"
                    .formatted(node)
                + "<x xmlns='jabber:x:data' type='submit'>"
                + form
                + "</x></configure></pubsub>";
        peer.command("iq", Map.of("type", "set", "xml", configure));
      }
    }

    private static String field(String name, String value) {
      return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private static PythonPeer peer(String name, String domain, String device, String maxItems)
        throws Exception {
      return PythonPeer.start(
          PythonSetup.of(lab, new BareJid(name, domain), directory)
              .named(device)
              .speaking("omemo2")
              .asking(maxItems));
    }

    /** The phone was off meanwhile, the laptop was not. */
    List<String> writeWhileThePhoneIsOff() throws Exception {
      say("both are there");
      await().atMost(PATIENCE).until(() -> got(phone).size() == 1);
      phone.stop();
      List<String> missed = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        missed.add("missed " + i);
        say(missed.get(i));
      }
      await().atMost(PATIENCE).until(() -> got(laptop).size() == 26);
      phone.start();
      return missed;
    }

    private void say(String text) throws Exception {
      alice.say(laptop.account(), text);
    }

    List<String> got(PythonPeer device) {
      return device.texts(alice.account());
    }

    @Override
    public void close() {
      List.of(laptop, phone, alice).forEach(PythonPeer::close);
    }
  }

  @Test
  void aDeviceThatWasAwayReadsWhatItMissedWithThePlugin() throws Exception {
    try (People people = People.on(WITH_PLUGIN, "max")) {
      List<String> missed = people.writeWhileThePhoneIsOff();
      Map<String, Object> answer = people.phone().command("catchup", Map.of());
      assertThat((Long) answer.get("pages")).as("more than one page").isGreaterThan(2);
      await().atMost(PATIENCE).until(() -> people.got(people.phone()).containsAll(missed));
      assertThat(people.got(people.phone())).doesNotHaveDuplicates().containsSubsequence(missed);
      people.alice().say(people.phone().account(), "and on it goes");
      await().atMost(PATIENCE).until(() -> people.got(people.phone()).contains("and on it goes"));
    }
  }

  @Test
  void withoutThePluginTheyAreLostToIt() throws Exception {
    try (People people = People.on(STOCK, "none")) {
      people.writeWhileThePhoneIsOff();
      assertThatThrownBy(() -> people.phone().command("catchup", Map.of()))
          .isInstanceOf(IOException.class);
      people.alice().say(people.phone().account(), "too late");
      await().atMost(PATIENCE).until(() -> people.got(people.phone()).contains("too late"));
      assertThat(people.got(people.phone())).containsExactly("both are there", "too late");
    }
  }
}
