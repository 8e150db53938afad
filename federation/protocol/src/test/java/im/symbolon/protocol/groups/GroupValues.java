package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Numbers;
import java.util.Optional;
import java.util.Random;

/** Well-formed values from a seed; their signatures are noise. */
final class GroupValues {
  private final Random random;

  GroupValues(long seed) {
    this.random = new Random(seed);
  }

  byte[] bytes(int length) {
    byte[] out = new byte[length];
    random.nextBytes(out);
    return out;
  }

  BareJid jid(String local) {
    return new BareJid(local + random.nextInt(1000), "alpha.test");
  }

  DeviceId device() {
    return new DeviceId(1 + random.nextInt(Integer.MAX_VALUE));
  }

  GroupPlace place() throws ProtocolException {
    return new GroupPlace(jid("room"), EpochHash.parse(bytes(32)));
  }

  EpochName epoch() throws ProtocolException {
    long number = random.nextBoolean() ? random.nextInt(1000) : Numbers.MAX;
    return new EpochName(number, EpochHash.parse(bytes(32)));
  }

  ChainPosition position() throws ProtocolException {
    int iteration = random.nextInt(ChainPosition.MAX_MESSAGES);
    return new ChainPosition(ChainId.parse(bytes(16)), iteration);
  }

  /** Not every 32 bytes are a point, but nobody here asks. */
  IdentityKey key() throws ProtocolException {
    return IdentityKey.parse(bytes(32));
  }

  Ciphertext payload() {
    return Ciphertext.of(bytes(1 + random.nextInt(300)));
  }

  SlotContext context() throws ProtocolException {
    Optional<Ciphertext> legacy = random.nextBoolean() ? Optional.of(payload()) : Optional.empty();
    return new SlotContext(
        new ChainOwner(place(), new DeviceAddress(jid("alice"), device())),
        epoch(),
        new MessageId("id-" + random.nextInt(1000)),
        PayloadHashes.of(payload(), legacy),
        RecipientsHash.parse(bytes(32)));
  }

  SlotStatement statement() throws ProtocolException {
    SlotHeader header = new SlotHeader(context(), position(), Commitment.parse(bytes(32)));
    return new SlotStatement(header, Slot.parse(bytes(Slot.LENGTH)));
  }

  SealedElement sealed(Optional<Ciphertext> payload) throws ProtocolException {
    return SealedElement.of(statement(), Signature.parse(bytes(64)), payload);
  }

  ChainDistribution distribution() throws ProtocolException {
    return ChainDistribution.of(place(), epoch(), position(), new VerifyKey(key()), bytes(32));
  }

  NeedChain needChain() throws ProtocolException {
    return new NeedChain(place(), position());
  }
}
