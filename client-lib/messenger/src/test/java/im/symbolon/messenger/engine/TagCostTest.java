package im.symbolon.messenger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.ratchet.omemo.Payload;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** REVIEW 23: what it costs on the wire that every message says which device lists it used. */
class TagCostTest {
  private static final Logger LOG = Logger.getLogger(TagCostTest.class.getName());
  private static final BareJid ALICE = new BareJid("alice", "one.example");
  private static final BareJid BOB = new BareJid("bob", "two.example");
  private static final int MESSAGES = 20_000;

  private final Random random = new Random(7);
  private final Surroundings alice =
      new Surroundings(ALICE, new MemoryRowStore(), random::nextBytes, Clock.systemUTC());

  /** The target is 40 bytes; lengths are padded at random, so it holds on average. */
  @Test
  void isAtMostFortyBytesAMessage() throws Exception {
    EnvelopeContents contents =
        new EnvelopeContents(alice, new ThisDevice(ALICE, new OwnKeys(alice).ensure()));
    double without = average(contents, Optional.empty());
    double few = average(contents, Optional.of(ListTags.parse("12.7.q83vEjRWeJA")));
    double many = average(contents, Optional.of(ListTags.parse("1234.5678.q83vEjRWeJA")));
    LOG.info(String.format("list tags cost %.1f to %.1f bytes", few - without, many - without));
    assertThat(few - without).isBetween(15.0, 35.0);
    assertThat(many - without).isBetween(20.0, 40.0);
  }

  private double average(EnvelopeContents contents, Optional<ListTags> tags) throws Exception {
    long bytes = 0;
    for (int i = 0; i < MESSAGES; i++) {
      OutboxEntry entry =
          OutboxEntry.of(
              OutboxEntry.Kind.MESSAGE,
              String.format("%032x", i),
              BOB,
              List.of(Envelope.bodyOf("x".repeat(i % 512 + 1))),
              Instant.ofEpochMilli(1_790_000_000_123L + i));
      byte[] plaintext = contents.plaintext(entry, tags);
      Payload payload = contents.dialect().sealPayload(plaintext, alice.entropy());
      bytes += (payload.ciphertext().length + 2) / 3 * 4L; // as base64
      payload.secret().close();
    }
    return (double) bytes / MESSAGES;
  }
}
