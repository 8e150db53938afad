package im.symbolon.ratchet;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.session.Initiator;
import im.symbolon.ratchet.session.PendingSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Devices for tests: all randomness comes from a seed, so that a failure repeats. */
public final class Devices {
  private Devices() {}

  /** Repeatable, and not secure. */
  public static Entropy entropy(long seed) {
    return new Random(seed)::nextBytes;
  }

  /** One device with one prekey. */
  public record Device(IdentityKeyPair identity, SignedPreKeyPair signedPreKey, PreKeyPair preKey) {
    /** Begins a session with that device, in OMEMO 2. */
    public PendingSession startWith(Device other, Entropy entropy) throws RatchetException {
      return startWith(other, OmemoVersion.OMEMO_2, entropy);
    }

    /** Begins a session with that device. */
    public PendingSession startWith(Device other, OmemoVersion version, Entropy entropy)
        throws RatchetException {
      return Initiator.start(identity, other.bundle(version), other.preKey.publicKey(), entropy);
    }

    /** What it publishes. */
    public Bundle bundle(OmemoVersion version) {
      return new Bundle(
          version,
          identity.publicKey(),
          signedPreKey.publicKey(version, identity),
          List.of(preKey.publicKey()));
    }
  }

  /** A device made from that randomness. */
  public static Device device(Entropy entropy) {
    IdentityKeyPair identity = IdentityKeyPair.generate(entropy);
    return new Device(
        identity,
        SignedPreKeyPair.generate(entropy, identity, new SignedPreKeyId(1), Instant.EPOCH),
        PreKeyPair.generate(entropy, new PreKeyId(7)));
  }

  /** Text as ratchet content. */
  public static RatchetPlaintext text(String text) {
    return RatchetPlaintext.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ratchet content as text. */
  public static String text(RatchetPlaintext plaintext) {
    return new String(plaintext.expose(), StandardCharsets.UTF_8);
  }
}
