package im.symbolon.ratchet.vectors;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole conversations of two python-twomemo devices. We take the place of each of them in turn, and
 * must open what it opened, refuse what it refused, and write what it wrote, to the byte.
 */
class TwomemoVectorTest {
  private static final List<String> CONVERSATIONS =
      List.of(
          "in-order-00",
          "in-order-01",
          "in-order-10",
          "in-order-11",
          "out-of-order",
          "first-message-lost",
          "empty-messages",
          "skip-limit",
          "heavy-loss",
          "forged",
          "curve25519-identity");

  @TestFactory
  Stream<DynamicTest> takesThePlaceOfBob() {
    return CONVERSATIONS.stream().map(name -> replay(name, "bob", false));
  }

  @TestFactory
  Stream<DynamicTest> takesThePlaceOfBobWhoIsRestartedAfterEveryStep() {
    return CONVERSATIONS.stream().map(name -> replay(name, "bob", true));
  }

  /** Not where alice holds her identity as a Curve25519 key, which we never do. */
  @TestFactory
  Stream<DynamicTest> takesThePlaceOfAlice() {
    return CONVERSATIONS.stream()
        .filter(name -> !name.equals("curve25519-identity"))
        .flatMap(name -> Stream.of(replay(name, "alice", false), replay(name, "alice", true)));
  }

  private static DynamicTest replay(String name, String role, boolean restarting) {
    return Replay.of("conversation-" + name, role, restarting);
  }
}
