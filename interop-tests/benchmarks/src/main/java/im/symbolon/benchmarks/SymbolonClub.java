package im.symbolon.benchmarks;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.PayloadHashes;
import im.symbolon.protocol.groups.RecipientsHash;
import im.symbolon.protocol.groups.SealedElement;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.groups.SlotContext;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.groups.OpenedSlot;
import im.symbolon.ratchet.groups.ReceivingChain;
import im.symbolon.ratchet.groups.SealedSlot;
import im.symbolon.ratchet.groups.SendingChain;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.primitives.Entropy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Our own sender chains, with the payload, the commitment and the element tree around them, wiping
 * what each step used up and beginning anew when a chain is worn out, as a client does.
 */
public final class SymbolonClub implements Club {
  private static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);
  private static final DeviceAddress ALICE =
      new DeviceAddress(new BareJid("alice", "alpha.test"), new DeviceId(27183));
  private static final MessageId ID = new MessageId("b3VyIG93biBtZXNz");

  private final Entropy entropy = new SecureRandom()::nextBytes;
  private final ChainOwner owner;
  private final EpochName epoch;
  private final RecipientsHash recipients = RecipientsHash.of(List.of());
  private SendingChain sending;
  private ReceivingChain receiving;

  public SymbolonClub() throws ProtocolException {
    EpochHash genesis = EpochHash.parse(entropy.bytes(EpochHash.LENGTH));
    owner =
        new ChainOwner(new GroupPlace(new BareJid("friends", "rooms.alpha.test"), genesis), ALICE);
    epoch = new EpochName(7, EpochHash.parse(entropy.bytes(EpochHash.LENGTH)));
  }

  @Override
  public void meet() {
    sending = SendingChain.begin(owner, entropy);
    try (ChainDistribution handedOut = sending.distribution(epoch)) {
      receiving = ReceivingChain.of(handedOut, ALICE);
    }
  }

  @Override
  public Object seal(byte[] text) {
    if (sending.isWornOut(Duration.ZERO)) {
      meet();
    }
    Payload payload = OMEMO_2.sealPayload(text, entropy);
    Ciphertext content = Ciphertext.of(payload.ciphertext());
    PayloadHashes hashes = PayloadHashes.of(content, Optional.empty());
    SlotContext context = new SlotContext(owner, epoch, ID, hashes, recipients);
    SealedSlot sealed = sending.seal(context, payload.secret());
    payload.secret().close();
    sending = sealed.next();
    sealed.spent().wipe();
    SealedElement element = sealed.element(Optional.of(content));
    return SealedStanza.children(element, List.of());
  }

  @Override
  @SuppressWarnings("unchecked")
  public byte[] open(Object message) throws Exception {
    SealedStanza stanza = SealedStanza.find((List<XmlElement>) message).orElseThrow();
    OpenedSlot opened =
        receiving.open(
            stanza.statement(owner.place().room(), ALICE.account()), stanza.sealed().signature());
    byte[] text = OMEMO_2.openPayload(stanza.payload().bytes(), Optional.empty(), opened.secret());
    opened.secret().close();
    receiving = opened.next();
    opened.spent().wipe();
    return text;
  }
}
