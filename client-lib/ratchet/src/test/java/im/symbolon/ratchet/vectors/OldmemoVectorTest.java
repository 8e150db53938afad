package im.symbolon.ratchet.vectors;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole conversations of two python-oldmemo devices, in legacy OMEMO. We take the place of each of
 * them in turn, and must open what it opened, refuse what it refused, and write what it wrote, to
 * the byte.
 */
class OldmemoVectorTest {
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
          "forged");

  @TestFactory
  Stream<DynamicTest> takesThePlaceOfBob() {
    return CONVERSATIONS.stream().flatMap(name -> replays(name, "bob"));
  }

  @TestFactory
  Stream<DynamicTest> takesThePlaceOfAlice() {
    return CONVERSATIONS.stream().flatMap(name -> replays(name, "alice"));
  }

  /** Most clients have a Curve25519 identity, whose Ed25519 form may have either sign. */
  @TestFactory
  Stream<DynamicTest> answersClientsWithACurve25519Identity() {
    return Stream.of("curve25519-alice-0", "curve25519-alice-1")
        .flatMap(name -> replays(name, "bob"));
  }

  @TestFactory
  Stream<DynamicTest> writesFirstToClientsWithACurve25519Identity() {
    return Stream.of("curve25519-bob-0", "curve25519-bob-1")
        .flatMap(name -> replays(name, "alice"));
  }

  private static Stream<DynamicTest> replays(String name, String role) {
    String file = "legacy-conversation-" + name;
    return Stream.of(Replay.of(file, role, false), Replay.of(file, role, true));
  }
}
