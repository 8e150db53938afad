package im.symbolon.messenger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.LegacyElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WithheldTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final DeviceId VERIFIED = new DeviceId(1);
  private static final DeviceId FORGOTTEN = new DeviceId(2);
  private static final Ciphertext BYTES = Ciphertext.of(new byte[LegacyElement.IV_BYTES]);

  private final MemoryRowStore store = new MemoryRowStore();

  private void verify(BareJid person, DeviceId device) throws Exception {
    Decision decision = Decision.ofPerson(Trust.TRUSTED, NOW);
    Fingerprint key = new Fingerprint("ab".repeat(32));
    store.transaction(
        rows -> {
          new TrustBook(rows).decide(new DeviceAddress(person, device), key, decision);
          return null;
        });
  }

  /** Those whose keys are left in what Alice sealed for two devices of Bob's. */
  private List<DeviceId> left() throws Exception {
    List<KeyEntry> keys =
        List.of(new KeyEntry(VERIFIED, false, BYTES), new KeyEntry(FORGOTTEN, false, BYTES));
    LegacyElement element =
        new LegacyElement(new DeviceId(9), keys, Optional.of(BYTES), Optional.of(BYTES));
    OutboxEntry entry =
        OutboxEntry.of(OutboxEntry.Kind.MESSAGE, "id", BOB, List.of(), NOW)
            .sealed(OmemoStanza.children(List.of(element)));
    Optional<OutboxEntry> kept =
        store.transaction(
            rows -> new Withheld(new Gate(rows, NOW, new Outcome()), ALICE).from(entry));
    LegacyElement open =
        (LegacyElement) OmemoStanza.find(kept.orElseThrow().sealed()).iterator().next();
    return open.keys().stream().map(KeyEntry::recipient).toList();
  }

  @Test
  void aKeyOfWhomNobodyKnowsDoesNotLeaveAfterAVerificationOfEitherPerson() throws Exception {
    store.transaction(
        rows -> {
          Fingerprint key = new Fingerprint("ab".repeat(32));
          return new TrustBook(rows).seen(new DeviceAddress(BOB, VERIFIED), key, NOW);
        });
    assertThat(left()).as("trust is blind").containsExactly(VERIFIED, FORGOTTEN);
    verify(ALICE, new DeviceId(3));
    assertThat(left()).as("it may be a device of ours").containsExactly(VERIFIED);
    verify(BOB, VERIFIED);
    assertThat(left()).containsExactly(VERIFIED);
  }

  @Test
  void aKeyOfWhomNobodyKnowsDoesNotLeaveAfterTheContactWasVerified() throws Exception {
    verify(BOB, VERIFIED);
    assertThat(left()).containsExactly(VERIFIED);
  }
}
