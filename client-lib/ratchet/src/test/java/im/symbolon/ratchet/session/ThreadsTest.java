package im.symbolon.ratchet.session;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.Devices;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.Party;
import im.symbolon.ratchet.Party.Packet;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Hmac;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Provider objects are reused per thread; nobody must notice. */
class ThreadsTest {
  @Test
  void conversationsOnManyThreadsDoNotMix() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> conversations = new ArrayList<>();
      for (long seed = 0; seed < 16; seed++) {
        Entropy entropy = Devices.entropy(seed);
        OmemoVersion version = OmemoVersion.values()[(int) (seed % 2)];
        conversations.add(() -> converse(version, entropy));
      }
      for (Future<Integer> each : threads.invokeAll(conversations)) {
        assertThat(each.get()).isEqualTo(100);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void randomnessMayBeMadeWithTheSamePrimitives() throws Exception {
    assertThat(converse(OmemoVersion.OMEMO_2, new HmacEntropy())).isEqualTo(100);
  }

  private static int converse(OmemoVersion version, Entropy entropy) throws Exception {
    Device ofAlice = Devices.device(entropy);
    Device ofBob = Devices.device(entropy);
    Party alice = new Party(ofAlice, ofBob, version, entropy);
    Party bob = new Party(ofBob, ofAlice, version, entropy);
    int opened = 0;
    for (int i = 0; i < 50; i++) {
      Packet question = alice.send("question " + i);
      opened += bob.receive(question).equals(question.text()) ? 1 : 0;
      Packet answer = bob.send("answer " + i);
      opened += alice.receive(answer).equals(answer.text()) ? 1 : 0;
    }
    return opened;
  }

  /** Uses this thread's HMAC in the middle of whatever asked for bytes. */
  private static final class HmacEntropy implements Entropy {
    private byte[] state = new byte[Hmac.LENGTH];

    @Override
    public void fill(byte[] out) {
      for (int i = 0; i < out.length; i++) {
        state = Hmac.tag(state, new byte[] {1});
        out[i] = state[0];
      }
    }
  }
}
