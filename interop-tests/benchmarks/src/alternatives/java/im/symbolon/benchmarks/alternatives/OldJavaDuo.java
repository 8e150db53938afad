package im.symbolon.benchmarks.alternatives;

import im.symbolon.benchmarks.Duo;
import org.whispersystems.libsignal.IdentityKeyPair;
import org.whispersystems.libsignal.InvalidKeyException;
import org.whispersystems.libsignal.SessionBuilder;
import org.whispersystems.libsignal.SessionCipher;
import org.whispersystems.libsignal.SignalProtocolAddress;
import org.whispersystems.libsignal.ecc.Curve;
import org.whispersystems.libsignal.ecc.ECKeyPair;
import org.whispersystems.libsignal.protocol.PreKeySignalMessage;
import org.whispersystems.libsignal.protocol.SignalMessage;
import org.whispersystems.libsignal.state.PreKeyBundle;
import org.whispersystems.libsignal.state.PreKeyRecord;
import org.whispersystems.libsignal.state.SessionRecord;
import org.whispersystems.libsignal.state.SignalProtocolStore;
import org.whispersystems.libsignal.state.SignedPreKeyRecord;
import org.whispersystems.libsignal.state.impl.InMemorySignalProtocolStore;
import org.whispersystems.libsignal.util.KeyHelper;

/** Signal's Java library of old, with its own in-memory store. */
public final class OldJavaDuo implements Duo {
  private static final int ID = 1;

  private final SignalProtocolAddress aliceAddress = new SignalProtocolAddress("alice", 1);
  private final SignalProtocolAddress bobAddress = new SignalProtocolAddress("bob", 1);
  private final IdentityKeyPair aliceIdentity = KeyHelper.generateIdentityKeyPair();
  private final IdentityKeyPair bobIdentity = KeyHelper.generateIdentityKeyPair();
  private final ECKeyPair preKey = Curve.generateKeyPair();
  private final SignedPreKeyRecord signedPreKey;
  private final PreKeyBundle bundle;
  private SignalProtocolStore atAlice;
  private SignalProtocolStore atBob;

  public OldJavaDuo() throws InvalidKeyException {
    signedPreKey = KeyHelper.generateSignedPreKey(bobIdentity, ID);
    bundle =
        new PreKeyBundle(
            1,
            1,
            ID,
            preKey.getPublicKey(),
            ID,
            signedPreKey.getKeyPair().getPublicKey(),
            signedPreKey.getSignature(),
            bobIdentity.getPublicKey());
  }

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
    atBob.storeSignedPreKey(ID, signedPreKey);
    return new SessionCipher(atBob, aliceAddress).decrypt(new PreKeySignalMessage(first));
  }

  @Override
  public byte[] aliceSeals(byte[] text) throws Exception {
    return new SessionCipher(atAlice, bobAddress).encrypt(text).serialize();
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
