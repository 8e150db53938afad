package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Devices.device;
import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
  private final Entropy entropy = entropy(1);
  private final Device alice = device(entropy);
  private final Device bob = device(entropy);

  /** What the subclass is for. */
  OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  private OpenedMessage accept(KeyExchangeMessage message) throws RatchetException {
    return Responder.accept(bob.identity(), bob.signedPreKey(), bob.preKey(), message, entropy);
  }

  @Test
  void firstMessageOpensAtTheResponder() throws Exception {
    SealedMessage sealed = alice.startWith(bob, version(), entropy).seal(text("hello"));
    KeyExchangeMessage received = Dialect.of(version()).parseKeyExchange(sealed.message().encode());
    OpenedMessage opened = accept(received);
    assertThat(text(opened.plaintext())).isEqualTo("hello");
    assertThat(opened.next().remoteIdentity().isSameKeyAs(alice.identity().publicKey())).isTrue();
    assertThat(opened.next().version()).isEqualTo(version());
    assertThat(received.version()).isEqualTo(version());
  }

  @Test
  void keyExchangeIsRepeatedUntilAnswered() throws Exception {
    Session session = alice.startWith(bob, version(), entropy);
    SealedMessage first = session.seal(text("one"));
    SealedMessage second = first.next().seal(text("two"));
    OpenedMessage atBob = accept((KeyExchangeMessage) first.message());
    KeyExchangeMessage repeated = (KeyExchangeMessage) second.message();
    assertThat(atBob.next().wasStartedBy(repeated)).isTrue();
    OpenedMessage again = atBob.next().open(repeated.message(), entropy);
    assertThat(text(again.plaintext())).isEqualTo("two");

    SealedMessage reply = again.next().seal(Dialect.of(version()).emptyContent(entropy));
    OpenedMessage answered = second.next().open((RatchetMessage) reply.message(), entropy);
    assertThat(Dialect.of(version()).isEmptyContent(answered.plaintext())).isTrue();
    assertThat(answered.next().seal(text("three")).message()).isInstanceOf(RatchetMessage.class);
  }

  @Test
  void conversationSurvivesRestartsOnBothSides() throws Exception {
    SealedMessage first = alice.startWith(bob, version(), entropy).seal(text("0"));
    Session atAlice = first.next();
    Session atBob = accept((KeyExchangeMessage) first.message()).next();
    for (int i = 1; i < 40; i++) {
      boolean bobSends = i % 3 != 0;
      Session sender = restarted(bobSends ? atBob : atAlice);
      Session receiver = restarted(bobSends ? atAlice : atBob);
      SealedMessage sealed = sender.seal(text("message " + i));
      RatchetMessage message =
          sealed.message() instanceof KeyExchangeMessage kex
              ? kex.message()
              : (RatchetMessage) sealed.message();
      OpenedMessage opened =
          receiver.open(Dialect.of(version()).parseMessage(message.encode()), entropy);
      assertThat(text(opened.plaintext())).isEqualTo("message " + i);
      atAlice = bobSends ? opened.next() : sealed.next();
      atBob = bobSends ? sealed.next() : opened.next();
    }
  }

  private static Session restarted(Session session) throws RatchetException {
    try (SessionSnapshot snapshot = session.snapshot()) {
      return SessionCodec.decode(SessionSnapshot.of(snapshot.expose().clone()));
    }
  }

  @Test
  void wrongSignatureStartsNothing() {
    SignedPreKey forged =
        new SignedPreKey(
            bob.signedPreKey().id(),
            CurveKeyPair.generate(entropy).publicKey(),
            bob.signedPreKey().signatureFor(version(), bob.identity()));
    PreKey preKey = bob.preKey().publicKey();
    Bundle bundle = new Bundle(version(), bob.identity().publicKey(), forged, List.of(preKey));
    assertThatThrownBy(() -> Initiator.start(alice.identity(), bundle, preKey, entropy))
        .isInstanceOfSatisfying(
            RatchetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AUTHENTIC));
  }

  @Test
  void duplicateIsNamedAsSuch() throws Exception {
    SealedMessage first = alice.startWith(bob, version(), entropy).seal(text("one"));
    KeyExchangeMessage message = (KeyExchangeMessage) first.message();
    EstablishedSession atBob = accept(message).next();
    assertThatThrownBy(() -> atBob.open(message.message(), entropy))
        .isInstanceOfSatisfying(
            RatchetException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ALREADY_RECEIVED));
  }

  @Test
  void heartbeatIsDueOncePerRatchetKeyFromCounter53() throws Exception {
    SealedMessage first = alice.startWith(bob, version(), entropy).seal(text("0"));
    Session atAlice = first.next();
    EstablishedSession atBob = accept((KeyExchangeMessage) first.message()).next();
    for (int counter = 1; counter <= 60; counter++) {
      SealedMessage sealed = atAlice.seal(text("x"));
      OpenedMessage opened = atBob.open(((KeyExchangeMessage) sealed.message()).message(), entropy);
      assertThat(opened.heartbeatDue()).as("counter %d", counter).isEqualTo(counter == 53);
      atAlice = sealed.next();
      atBob = opened.next();
    }
  }
}
