package im.symbolon.lab.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.PayloadHashes;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.groups.RecipientsHash;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.groups.SealedWords;
import im.symbolon.protocol.groups.SlotContext;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.groups.OpenedSlot;
import im.symbolon.ratchet.groups.ReceivingChain;
import im.symbolon.ratchet.groups.SealedSlot;
import im.symbolon.ratchet.groups.SendingChain;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ours: one signed slot for everybody. */
final class ChainWay implements GroupWay {
  private static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);

  private final GroupCast cast;
  private final Entropy entropy;
  private final ChainOwner owner;
  private final EpochName epoch;
  private final RecipientsHash recipients;
  private final List<ReceivingChain> receiving = new ArrayList<>();
  private SendingChain sending;

  ChainWay(GroupCast cast, Entropy entropy) throws Exception {
    this.cast = cast;
    this.entropy = entropy;
    EpochHash genesis = EpochHash.parse(entropy.bytes(EpochHash.LENGTH));
    this.owner = new ChainOwner(new GroupPlace(cast.room(), genesis), cast.sender());
    this.epoch = new EpochName(7, EpochHash.parse(entropy.bytes(EpochHash.LENGTH)));
    this.recipients = recipients(cast.receivers());
    this.sending = SendingChain.begin(owner, entropy);
    for (int i = 0; i < cast.receivers().size(); i++) {
      try (ChainDistribution handedOut = sending.distribution(epoch)) {
        receiving.add(ReceivingChain.of(handedOut, cast.sender()));
      }
    }
  }

  private RecipientsHash recipients(List<DeviceAddress> devices) {
    List<Recipient> all = new ArrayList<>();
    for (DeviceAddress each : devices) {
      all.add(new Recipient(each, IdentityKeyPair.generate(entropy).publicKey()));
    }
    return RecipientsHash.of(all);
  }

  @Override
  public String name() {
    return "ours";
  }

  @Override
  public XmlElement seal(String text) {
    byte[] words = SealedWords.encode(cast.envelope(text)).toXml().getBytes(UTF_8);
    Payload payload = OMEMO_2.sealPayload(words, entropy);
    Ciphertext content = Ciphertext.of(payload.ciphertext());
    PayloadHashes hashes = PayloadHashes.of(content, Optional.empty());
    SlotContext context = new SlotContext(owner, epoch, GroupCast.ID, hashes, recipients);
    SealedSlot sealed = sending.seal(context, payload.secret());
    payload.secret().close();
    sending = sealed.next();
    sealed.spent().wipe();
    return cast.message(SealedStanza.children(sealed.element(Optional.of(content)), List.of()));
  }

  @Override
  public String open(int device, XmlElement message) throws Exception {
    SealedStanza stanza = SealedStanza.find(message.children()).orElseThrow();
    OpenedSlot opened =
        receiving
            .get(device)
            .open(
                stanza.statement(cast.room(), owner.sender().account()),
                stanza.sealed().signature());
    receiving.set(device, opened.next());
    opened.spent().wipe();
    try (var secret = opened.secret()) {
      byte[] words = OMEMO_2.openPayload(stanza.payload().bytes(), Optional.empty(), secret);
      Route route = new Route(owner.sender().account(), cast.room());
      return SealedWords.decode(SecureXml.parse(words), route, stanza.sealed().message())
          .body()
          .orElseThrow();
    }
  }
}
