package im.symbolon.lab.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.session.Initiator;
import im.symbolon.ratchet.session.OpenedMessage;
import im.symbolon.ratchet.session.Responder;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OMEMO 2 as everybody does it in rooms: a key for every device. No key exchange is left. */
final class PairwiseWay implements GroupWay {
  private static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);

  private final GroupCast cast;
  private final Entropy entropy;
  private final EnvelopeCodec codec;
  private final List<Session> sending = new ArrayList<>();
  private final List<Session> receiving = new ArrayList<>();

  PairwiseWay(GroupCast cast, Entropy entropy) throws Exception {
    this.cast = cast;
    this.entropy = entropy;
    this.codec = new EnvelopeCodec(entropy::bytes);
    IdentityKeyPair sender = IdentityKeyPair.generate(entropy);
    for (int i = 0; i < cast.receivers().size(); i++) {
      meet(sender);
    }
  }

  private void meet(IdentityKeyPair sender) throws Exception {
    IdentityKeyPair theirs = IdentityKeyPair.generate(entropy);
    SignedPreKeyPair signed =
        SignedPreKeyPair.generate(entropy, theirs, new SignedPreKeyId(1), Instant.EPOCH);
    PreKeyPair preKey = PreKeyPair.generate(entropy, new PreKeyId(1));
    Bundle bundle =
        new Bundle(
            OMEMO_2.version(), theirs.publicKey(), signed.publicKey(), List.of(preKey.publicKey()));
    RatchetPlaintext nothing = OMEMO_2.emptyContent(entropy);
    SealedMessage first =
        Initiator.start(sender, bundle, preKey.publicKey(), entropy).seal(nothing);
    KeyExchangeMessage exchange = (KeyExchangeMessage) first.message();
    SealedMessage answer =
        Responder.accept(theirs, signed, preKey, exchange, entropy).next().seal(nothing);
    sending.add(first.next().open((RatchetMessage) answer.message(), entropy).next());
    receiving.add(answer.next());
  }

  @Override
  public String name() {
    return "pairwise";
  }

  @Override
  public XmlElement seal(String text) {
    XmlElement envelope = codec.encode(cast.envelope(text));
    Payload payload = OMEMO_2.sealPayload(envelope.toXml().getBytes(UTF_8), entropy);
    Map<BareJid, List<KeyEntry>> keys = new HashMap<>();
    for (int i = 0; i < sending.size(); i++) {
      SealedMessage sealed = sending.get(i).seal(payload.secret());
      sending.set(i, sealed.next());
      sealed.spent().wipe();
      DeviceAddress to = cast.receivers().get(i);
      Ciphertext key = Ciphertext.of(sealed.message().encode());
      keys.computeIfAbsent(to.account(), account -> new ArrayList<>())
          .add(new KeyEntry(to.device(), false, key));
    }
    payload.secret().close();
    Optional<Ciphertext> content = Optional.of(Ciphertext.of(payload.ciphertext()));
    return cast.message(
        OmemoStanza.children(List.of(new EncryptedElement(cast.sender().device(), keys, content))));
  }

  @Override
  public String open(int device, XmlElement message) throws Exception {
    OmemoElement element = OmemoStanza.find(message.children()).get(0);
    KeyEntry entry = element.entriesFor(cast.receivers().get(device)).get(0);
    OpenedMessage opened =
        receiving.get(device).open(OMEMO_2.parseMessage(entry.data().bytes()), entropy);
    receiving.set(device, opened.next());
    opened.spent().wipe();
    try (RatchetPlaintext secret = opened.plaintext()) {
      byte[] content = element.content().orElseThrow().ciphertext().bytes();
      byte[] envelope = OMEMO_2.openPayload(content, Optional.empty(), secret);
      return EnvelopeCodec.decode(SecureXml.parse(envelope)).body().orElseThrow();
    }
  }
}
