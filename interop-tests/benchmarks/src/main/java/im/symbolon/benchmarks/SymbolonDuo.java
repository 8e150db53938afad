package im.symbolon.benchmarks;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.session.Initiator;
import im.symbolon.ratchet.session.OpenedMessage;
import im.symbolon.ratchet.session.Responder;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.Session;
import im.symbolon.ratchet.session.SessionCodec;
import im.symbolon.ratchet.session.SessionSnapshot;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Our own ratchet, wiping what each step used up as a client does. */
public final class SymbolonDuo implements Duo {
  private static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);

  private final Entropy entropy = new SecureRandom()::nextBytes;
  private final IdentityKeyPair alice = IdentityKeyPair.generate(entropy);
  private final IdentityKeyPair bob = IdentityKeyPair.generate(entropy);
  private final SignedPreKeyPair signedPreKey =
      SignedPreKeyPair.generate(entropy, bob, new SignedPreKeyId(1), Instant.EPOCH);
  private final PreKeyPair preKey = PreKeyPair.generate(entropy, new PreKeyId(1));
  private Session atAlice;
  private Session atBob;

  @Override
  public byte[] start(byte[] text) throws Exception {
    atAlice =
        Initiator.start(
            alice,
            new Bundle(
                OMEMO_2.version(),
                bob.publicKey(),
                signedPreKey.publicKey(),
                List.of(preKey.publicKey())),
            preKey.publicKey(),
            entropy);
    return aliceSeals(text);
  }

  @Override
  public byte[] accept(byte[] first) throws Exception {
    OpenedMessage opened =
        Responder.accept(bob, signedPreKey, preKey, OMEMO_2.parseKeyExchange(first), entropy);
    atBob = opened.next();
    return opened.plaintext().expose();
  }

  @Override
  public byte[] aliceSeals(byte[] text) {
    SealedMessage sealed = atAlice.seal(RatchetPlaintext.of(text));
    atAlice = sealed.next();
    sealed.spent().wipe();
    return sealed.message().encode();
  }

  @Override
  public byte[] aliceOpens(byte[] message) throws Exception {
    OpenedMessage opened = atAlice.open(OMEMO_2.parseMessage(message), entropy);
    atAlice = opened.next();
    opened.spent().wipe();
    return opened.plaintext().expose();
  }

  @Override
  public byte[] bobSeals(byte[] text) {
    SealedMessage sealed = atBob.seal(RatchetPlaintext.of(text));
    atBob = sealed.next();
    sealed.spent().wipe();
    return sealed.message().encode();
  }

  @Override
  public byte[] bobOpens(byte[] message) throws Exception {
    OpenedMessage opened = atBob.open(OMEMO_2.parseMessage(message), entropy);
    atBob = opened.next();
    opened.spent().wipe();
    return opened.plaintext().expose();
  }

  @Override
  public byte[] saveBob() {
    return atBob.snapshot().expose().clone();
  }

  @Override
  public void restoreBob(byte[] saved) throws Exception {
    atBob = SessionCodec.decode(SessionSnapshot.of(saved.clone()));
  }
}
