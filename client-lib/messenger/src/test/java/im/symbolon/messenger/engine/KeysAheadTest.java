package im.symbolon.messenger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.xmpp.DirectoryServer;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeysAheadTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final BareJid ROOM = new BareJid("room", "conference.alpha.test");

  private final Random random = new Random(1);
  private final IdentityKeyPair theirs = IdentityKeyPair.generate(random::nextBytes);
  private final RowStore store = new MemoryRowStore();
  private final DirectoryServer server = new DirectoryServer();
  private final KeyFetcher fetcher = fetcher();
  private int ids;

  private KeyFetcher fetcher() {
    server.keys = device -> bundle(device, device);
    Surroundings alice =
        new Surroundings(
            DirectoryServer.ALICE, store, random::nextBytes, Clock.fixed(NOW, ZoneOffset.UTC));
    Disco disco = new Disco(server);
    return new KeyFetcher(alice, server, new Pep(server, disco), new ServiceDiscovery(disco));
  }

  /** A key that {@code signer} signed. */
  private ClaimedBundle bundle(DeviceAddress unused, DeviceAddress signer) {
    PreKeyId id = new PreKeyId(Pool.CLAIM.first().value() + ids++);
    PreKey key = PreKeyPair.generate(random::nextBytes, id).publicKey();
    Instant expires = NOW.plus(Duration.ofDays(30));
    byte[] signed = SignedClaimKey.signedBytes(signer, id, key.key(), Pool.CLAIM, expires);
    return new ClaimedBundle(
        theirs.publicKey(),
        SignedPreKeyPair.generate(random::nextBytes, theirs, new SignedPreKeyId(1), NOW)
            .publicKey(),
        new SignedClaimKey(id, key.key(), Pool.CLAIM, expires, theirs.sign(signed)));
  }

  /** A chain lies in the outbox for two devices of each of so many accounts. */
  private List<OutboxEntry> chainFor(int accounts) throws Exception {
    List<OutboxEntry> entries = new ArrayList<>();
    ChainId chain = ChainId.parse(new byte[ChainId.LENGTH]);
    for (int i = 0; i < accounts; i++) {
      BareJid account = new BareJid("m" + i, i % 2 == 0 ? "alpha.test" : "beta.test");
      OutboxEntry entry =
          OutboxEntry.chain("e" + i, account, XmlElement.element("urn:x", "chain").build(), NOW);
      entries.add(entry);
      List<Recipient> devices = new ArrayList<>();
      for (DeviceId each : devices()) {
        devices.add(new Recipient(new DeviceAddress(account, each), theirs.publicKey()));
      }
      store.transaction(
          rows -> {
            new ChainHolders(rows, ROOM, chain).meant(account, devices, entry.id(), NOW);
            return null;
          });
    }
    return entries;
  }

  private static SortedSet<DeviceId> devices() {
    return new TreeSet<>(List.of(new DeviceId(1), new DeviceId(2)));
  }

  private Map<DeviceId, Bundle> fetch(OutboxEntry entry) throws Exception {
    fetcher.prepare(entry);
    return fetcher.fetch(entry.to(), OmemoVersion.OMEMO_2, devices());
  }

  @Test
  void aChainForManyTakesAHandfulOfQuestions() throws Exception {
    server.room = 80; // as many as 200 KiB hold
    SortedSet<PreKeyId> used = new TreeSet<>();
    for (OutboxEntry each : chainFor(500)) {
      Map<DeviceId, Bundle> found = fetch(each);
      assertThat(found.keySet()).isEqualTo(devices());
      found.values().forEach(bundle -> used.add(bundle.preKeys().get(0).id()));
    }
    assertThat(used).hasSize(1000);
    assertThat(server.claims).isEmpty();
    assertThat(server.questions).isLessThanOrEqualTo(10);
  }

  /** Rule 9 of the design: one prekey, one use. */
  @Test
  void aKeyIsGivenOutOnce() throws Exception {
    OutboxEntry first = chainFor(2).get(0);
    PreKeyId once = fetch(first).get(new DeviceId(1)).preKeys().get(0).id();
    PreKeyId again = fetch(first).get(new DeviceId(1)).preKeys().get(0).id();
    assertThat(again).isNotEqualTo(once);
    assertThat(server.claims).hasSize(1);
    assertThat(server.looks).hasSize(1);
  }

  @Test
  void aKeyThatItsDeviceDidNotSignIsNotUsed() throws Exception {
    DeviceAddress eve = new DeviceAddress(new BareJid("eve", "beta.test"), new DeviceId(9));
    List<OutboxEntry> entries = chainFor(2);
    server.keys = device -> bundle(device, eve);
    assertThat(fetch(entries.get(0))).isEmpty();
    server.keys = device -> bundle(device, device);
    assertThat(fetch(entries.get(1))).hasSize(2); // claimed anew, as those from before are no good
    assertThat(server.claims).hasSize(2);
  }

  @Test
  void whatTheDirectoryLacksIsClaimedAsBefore() throws Exception {
    List<OutboxEntry> entries = chainFor(3);
    BareJid away = entries.get(1).to();
    server.says.put(away, new Failed(away, Failed.Why.ASK_YOURSELF));
    for (OutboxEntry each : entries) {
      assertThat(fetch(each)).hasSize(2);
    }
    assertThat(server.looks).hasSize(1);
    assertThat(server.claims).extracting(each -> each.account()).containsExactly(away);
  }

  @Test
  void aChainForOneAccountAsksNoDirectory() throws Exception {
    assertThat(fetch(chainFor(1).get(0))).hasSize(2);
    assertThat(server.looks).isEmpty();
  }
}
