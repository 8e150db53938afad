package im.symbolon.peers.server;

import static im.symbolon.suite.TransportClient.config;
import static im.symbolon.suite.TransportClient.password;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import im.symbolon.protocol.BareJid;
import im.symbolon.suite.TransportClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages from another domain to somebody who comes online at this very moment. */
@NeedsServers({Software.PROSODY, Software.EJABBERD})
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrossingWithLoginTest {
  private static final int LOGINS = 20;
  private static final BareJid BOB = bob();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<String> received = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(names = {"PROSODY", "EJABBERD"})
  void nothingIsLostOrDoubled(Software software) throws Exception {
    LabPlan plan = LabPlan.of(directory, "alpha.test").with(software, "f.test");
    try (FederationLab lab = FederationLab.start(plan);
        TransportClient alice = TransportClient.register(lab, "alice@alpha.test")) {
      TransportClient.register(lab, "bob@f.test").close();
      int late = 0;
      for (int login = 0; login < LOGINS; login++) {
        try (TransportClient bob = new TransportClient(config(lab, "bob@f.test", "one"))) {
          loginWhileShePosts(bob, alice, login);
          String last = login + "/last";
          sent.add(last);
          alice.say(last, BOB, last);
          bob.awaitText(last);
          late += sent.size() - received.size() - bob.texts().size();
          received.addAll(bob.texts());
        }
      }
      try (TransportClient bob = TransportClient.login(lab, "bob@f.test", "two")) {
        String end = "end";
        alice.say(end, BOB, end);
        bob.awaitText(end);
        bob.texts().stream().filter(text -> !text.equals(end)).forEach(received::add);
      }
      System.err.printf("%s: %d sent, %d came at a later login%n", software, sent.size(), late);
      assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
    }
  }

  private void loginWhileShePosts(TransportClient bob, TransportClient alice, int login)
      throws Exception {
    AtomicBoolean in = new AtomicBoolean();
    Thread posts = new Thread(() -> post(alice, login, in));
    posts.start();
    try {
      bob.transport.connect(password());
    } finally {
      in.set(true);
      posts.join();
    }
  }

  private void post(TransportClient alice, int login, AtomicBoolean in) {
    try {
      for (int i = 0; !in.get(); i++) {
        String text = login + "/" + i;
        sent.add(text);
        alice.say(text, BOB, text);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static BareJid bob() {
    try {
      return BareJid.parse("bob@f.test");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
