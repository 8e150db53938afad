package im.symbolon.benchmarks.alternatives;

import im.symbolon.benchmarks.Duo;
import org.signal.libsignal.protocol.IdentityKeyPair;
import org.signal.libsignal.protocol.SessionBuilder;
import org.signal.libsignal.protocol.SessionCipher;
import org.signal.libsignal.protocol.SignalProtocolAddress;
import org.signal.libsignal.protocol.ecc.ECKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyPair;
import org.signal.libsignal.protocol.kem.KEMKeyType;
import org.signal.libsignal.protocol.message.CiphertextMessage;
import org.signal.libsignal.protocol.message.PreKeySignalMessage;
import org.signal.libsignal.protocol.message.SignalMessage;
import org.signal.libsignal.protocol.state.KyberPreKeyRecord;
import org.signal.libsignal.protocol.state.PreKeyBundle;
import org.signal.libsignal.protocol.state.PreKeyRecord;
import org.signal.libsignal.protocol.state.SessionRecord;
import org.signal.libsignal.protocol.state.SignalProtocolStore;
import org.signal.libsignal.protocol.state.SignedPreKeyRecord;
import org.signal.libsignal.protocol.state.impl.InMemorySignalProtocolStore;

/** Signal's native library through JNI, with its own in-memory store. */
public final class LibsignalDuo implements Duo {
  private static final int ID = 1;

  private final SignalProtocolAddress aliceAddress =
      new SignalProtocolAddress("2b1e5d1c-6f0f-4a51-9a0a-0d0a5f4f7a01", 1);
  private final SignalProtocolAddress bobAddress =
      new SignalProtocolAddress("2b1e5d1c-6f0f-4a51-9a0a-0d0a5f4f7a02", 1);
  private final IdentityKeyPair aliceIdentity = IdentityKeyPair.generate();
  private final IdentityKeyPair bobIdentity = IdentityKeyPair.generate();
  private final ECKeyPair preKey = ECKeyPair.generate();
  private final ECKeyPair signedPreKey = ECKeyPair.generate();
  private final KEMKeyPair kyberPreKey = KEMKeyPair.generate(KEMKeyType.KYBER_1024);
  private final byte[] signature =
      bobIdentity.getPrivateKey().calculateSignature(signedPreKey.getPublicKey().serialize());
  private final byte[] kyberSignature =
      bobIdentity.getPrivateKey().calculateSignature(kyberPreKey.getPublicKey().serialize());
  private final PreKeyBundle bundle =
      new PreKeyBundle(
          1,
          1,
          ID,
          preKey.getPublicKey(),
          ID,
          signedPreKey.getPublicKey(),
          signature,
          bobIdentity.getPublicKey(),
          ID,
          kyberPreKey.getPublicKey(),
          kyberSignature);
  private SignalProtocolStore atAlice;
  private SignalProtocolStore atBob;

  @Override
  public byte[] start(byte[] text) throws Exception {
    atAlice = new InMemorySignalProtocolStore(aliceIdentity, 1);
    new SessionBuilder(atAlice, bobAddress).process(bundle);
    return aliceSeals(text);
  }

  @Override
  public byte[] accept(byte[] first) throws Exception {
    atBob = new InMemorySignalProtocolStore(bobIdentity, 2);
    atBob.storePreKey(ID, new PreKeyRecord(ID, preKey));
    atBob.storeSignedPreKey(ID, new SignedPreKeyRecord(ID, 0, signedPreKey, signature));
    atBob.storeKyberPreKey(ID, new KyberPreKeyRecord(ID, 0, kyberPreKey, kyberSignature));
    return new SessionCipher(atBob, aliceAddress).decrypt(new PreKeySignalMessage(first));
  }

  @Override
  public byte[] aliceSeals(byte[] text) throws Exception {
    CiphertextMessage message = new SessionCipher(atAlice, bobAddress).encrypt(text);
    return message.serialize();
  }

  @Override
  public byte[] aliceOpens(byte[] message) throws Exception {
    return new SessionCipher(atAlice, bobAddress).decrypt(new SignalMessage(message));
  }

  @Override
  public byte[] bobSeals(byte[] text) throws Exception {
    return new SessionCipher(atBob, aliceAddress).encrypt(text).serialize();
  }

  @Override
  public byte[] bobOpens(byte[] message) throws Exception {
    return new SessionCipher(atBob, aliceAddress).decrypt(new SignalMessage(message));
  }

  @Override
  public byte[] saveBob() {
    return atBob.loadSession(aliceAddress).serialize();
  }

  @Override
  public void restoreBob(byte[] saved) throws Exception {
    atBob.storeSession(aliceAddress, new SessionRecord(saved));
  }
}
