package im.symbolon.ratchet.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.PayloadHashes;
import im.symbolon.protocol.groups.RecipientsHash;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.groups.SlotContext;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One device that speaks in a group, doing what this package asks of its caller. */
final class Speaker {
  static final GroupPlace PLACE =
      new GroupPlace(new BareJid("friends", "rooms.alpha.test"), epochHash(1));
  static final EpochName EPOCH = new EpochName(3, epochHash(3));
  static final DeviceAddress ALICE =
      new DeviceAddress(new BareJid("alice", "alpha.test"), new DeviceId(27183));
  static final RecipientsHash RECIPIENTS = RecipientsHash.of(List.of());
  static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);

  private final ChainOwner owner;
  private final Entropy entropy;
  private SendingChain chain;
  private int sent;

  Speaker(DeviceAddress device, Entropy entropy) {
    this.owner = new ChainOwner(PLACE, device);
    this.entropy = entropy;
    rekey();
  }

  static EpochHash epochHash(int fill) {
    byte[] bytes = new byte[EpochHash.LENGTH];
    Arrays.fill(bytes, (byte) fill);
    try {
      return EpochHash.parse(bytes);
    } catch (im.symbolon.protocol.ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  void rekey() {
    chain = SendingChain.begin(owner, entropy);
  }

  ChainDistribution handOut() {
    return chain.distribution(EPOCH);
  }

  SendingChain chain() {
    return chain;
  }

  DeviceAddress device() {
    return owner.sender();
  }

  Payload payload(String text) {
    return OMEMO_2.sealPayload(text.getBytes(UTF_8), entropy);
  }

  SlotContext context(String id, Payload payload) {
    PayloadHashes hashes = PayloadHashes.of(Ciphertext.of(payload.ciphertext()), Optional.empty());
    return new SlotContext(owner, EPOCH, new MessageId(id), hashes, RECIPIENTS);
  }

  Letter say(String text) {
    Payload payload = payload(text);
    SealedSlot sealed = chain.seal(context("m" + sent++, payload), payload.secret());
    chain = sealed.next();
    sealed.spent().wipe();
    payload.secret().close();
    return letter(sealed, payload, text);
  }

  Letter letter(SealedSlot sealed, Payload payload, String text) {
    Ciphertext content = Ciphertext.of(payload.ciphertext());
    return new Letter(
        SealedStanza.children(sealed.element(Optional.of(content)), List.of()),
        owner.sender().account(),
        text);
  }

  void restart() throws Exception {
    chain = ChainCodec.sending(ChainSnapshot.of(chain.snapshot().expose().clone()));
  }
}
