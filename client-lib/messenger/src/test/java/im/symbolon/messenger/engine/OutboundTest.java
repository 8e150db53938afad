package im.symbolon.messenger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.core.Sealed;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.Beside;
import im.symbolon.messenger.groups.GroupPost;
import im.symbolon.messenger.people.PeopleCare;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.OwnPreKeys;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundleCodec;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.session.Responder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboundTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final DeviceId PHONE = new DeviceId(7);

  private final RowStore store = new MemoryRowStore();
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private final Surroundings alice =
      new Surroundings(ALICE, store, new Random(1)::nextBytes, clock);
  private final Surroundings bob =
      new Surroundings(BOB, new MemoryRowStore(), new Random(2)::nextBytes, clock);

  @Test
  void sealsWhatJoinedTheEntryWhileKeysWereFetched() throws Exception {
    OwnDevice.Self phone = new OwnKeys(bob).ensure();
    Bundle bundle =
        new OwnBundles(bob, new ThisDevice(BOB, phone), new OwnKeys(bob)).of(OmemoVersion.OMEMO_2);
    OutboxEntry first =
        OutboxEntry.of(
            OutboxEntry.Kind.RECEIPT, "r", BOB, List.of(receipt("one")), clock.instant());
    store.transaction(
        rows -> {
          new Peers(rows)
              .list(BOB, OmemoVersion.OMEMO_2, DeviceList.of(List.of(PHONE)), clock.instant());
          new Outbox(rows).add(first);
          return null;
        });
    Outbox.Queued looked = store.transaction(rows -> new Outbox(rows).waiting(BOB, 1)).get(0);
    Outbound outbound = outbound(new Answers(bundle, () -> join(looked, receipt("two"))));

    OutboxEntry sealed = ((Sealed.Ready) outbound.seal(looked)).entry();

    assertThat(opened(sealed, phone, bundle)).containsExactly(receipt("one"), receipt("two"));
    Outbox.Queued stored = store.transaction(rows -> new Outbox(rows).get("r")).orElseThrow();
    assertThat(stored.entry().sealed()).isEqualTo(sealed.sealed());
  }

  private void join(Outbox.Queued queued, XmlElement receipt) {
    try {
      store.transaction(
          rows -> {
            new Outbox(rows).update(queued, queued.entry().and(receipt));
            return null;
          });
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private Outbound outbound(IqChannel channel) throws StoreException {
    Disco disco = new Disco(channel);
    Pep pep = new Pep(channel, disco);
    ThisDevice self = new ThisDevice(ALICE, new OwnKeys(alice).ensure());
    PeopleCare people = new PeopleCare(alice, pep, outcome -> {});
    return new Outbound(
        alice,
        self,
        new Recipients(self, new Directory(alice, pep), people, entry -> List.of(), () -> {}),
        new KeyFetcher(alice, channel, pep, new ServiceDiscovery(disco)),
        new GroupPost(alice, self, room -> {}, Beside.none(), outcome -> {}),
        outcome -> {});
  }

  /** What Bob's phone finds inside, receipts only. */
  private List<XmlElement> opened(OutboxEntry sealed, OwnDevice.Self phone, Bundle bundle)
      throws Exception {
    var element = (EncryptedElement) OmemoStanza.find(sealed.sealed()).get(0);
    var entry = element.keys().get(BOB).get(0);
    KeyExchangeMessage message =
        Dialect.of(OmemoVersion.OMEMO_2).parseKeyExchange(entry.data().bytes());
    SignedPreKeyPair signed = bob.store().transaction(rows -> new OwnPreKeys(rows).signed()).get(0);
    assertThat(signed.publicKey()).isEqualTo(bundle.signedPreKey());
    PreKeyPair preKey =
        bob.store()
            .transaction(rows -> new OwnPreKeys(rows).get(message.preKey()))
            .orElseThrow()
            .pair();
    var opened = Responder.accept(phone.identity(), signed, preKey, message, bob.entropy());
    byte[] envelope =
        Dialect.of(OmemoVersion.OMEMO_2)
            .openPayload(
                element.payload().orElseThrow().bytes(), Optional.empty(), opened.plaintext());
    List<XmlElement> receipts = new ArrayList<>();
    for (XmlElement each : EnvelopeCodec.decode(SecureXml.parse(envelope)).content()) {
      if (each.is(Namespaces.RECEIPTS, "received")) {
        receipts.add(each);
      }
    }
    return receipts;
  }

  private static XmlElement receipt(String id) {
    return XmlElement.element(Namespaces.RECEIPTS, "received").with("id", id).build();
  }

  /** Beta's server: a bundle, and nothing else. */
  private record Answers(Bundle bundle, Runnable meanwhile) implements IqChannel {
    @Override
    public BareJid account() {
      return ALICE;
    }

    @Override
    public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
        throws TransportException {
      boolean bundles =
          payload
              .child("items")
              .flatMap(items -> items.attribute("node"))
              .filter(Namespaces.OMEMO_2_BUNDLES::equals)
              .isPresent();
      if (!bundles) {
        throw new TransportException(
            new StanzaError("service-unavailable", "cancel", Optional.empty()));
      }
      meanwhile.run();
      XmlElement item =
          XmlElement.element(Namespaces.PUBSUB, "item")
              .with("id", PHONE.toString())
              .with(BundleCodec.encode(bundle))
              .build();
      XmlElement items =
          XmlElement.element(Namespaces.PUBSUB, "items")
              .with("node", Namespaces.OMEMO_2_BUNDLES)
              .with(item)
              .build();
      return Optional.of(XmlElement.element(Namespaces.PUBSUB, "pubsub").with(items).build());
    }

    @Override
    public long stream() {
      return 1;
    }
  }
}
