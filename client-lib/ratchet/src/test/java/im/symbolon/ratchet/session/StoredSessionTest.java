package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Devices.device;
import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bytes from anywhere: messages and stored sessions parse, or are refused with a reason. */
class StoredSessionTest {
  private static final Map<String, byte[]> SAMPLES = new HashMap<>();

  static {
    for (OmemoVersion each : OmemoVersion.values()) {
      SAMPLES.put("message " + each, message(each, false));
      SAMPLES.put("key exchange " + each, message(each, true));
      SAMPLES.put("pending " + each, pending(each));
      SAMPLES.put("established " + each, established(each));
    }
  }

  private static byte[] sample(String kind, OmemoVersion version) {
    return SAMPLES.get(kind + " " + version).clone();
  }

  @Property(tries = 4000)
  void noBytesButARealMessageParse(
      @ForAll OmemoVersion version,
      @ForAll boolean versioned,
      @ForAll @Size(min = 1, max = 300) byte[] garbage) {
    Dialect dialect = Dialect.of(version);
    garbage[0] = versioned ? 0x33 : garbage[0];
    assertThat(refusalOf(() -> dialect.parseMessage(garbage))).isEqualTo(Reason.MALFORMED);
    assertThat(refusalOf(() -> dialect.parseKeyExchange(garbage)))
        .isIn(Reason.MALFORMED, Reason.NO_PREKEY);
    assertThat(refusalOf(() -> decode(garbage))).isEqualTo(Reason.MALFORMED);
  }

  @Property(tries = 4000)
  void aChangedMessageParsesOrIsMalformed(
      @ForAll OmemoVersion version,
      @ForAll @IntRange(max = 250) int at,
      @ForAll byte value,
      @ForAll boolean whole) {
    byte[] message = sample(whole ? "key exchange" : "message", version);
    message[at % message.length] = value;
    try {
      if (whole) {
        Dialect.of(version).parseKeyExchange(message);
      } else {
        Dialect.of(version).parseMessage(message);
      }
    } catch (RatchetException e) {
      assertThat(e.reason()).isIn(Reason.MALFORMED, Reason.NO_PREKEY);
    }
  }

  @Property(tries = 4000)
  void aChangedSessionIsMalformedOrIsWhatItsBytesSay(
      @ForAll OmemoVersion version,
      @ForAll boolean pending,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll byte value) {
    byte[] stored = sample(pending ? "pending" : "established", version);
    stored[at % stored.length] = value;
    try {
      assertThat(decode(stored.clone()).snapshot().expose()).isEqualTo(stored);
    } catch (RatchetException e) {
      assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
    }
  }

  @Property
  void aSessionCutOrExtendedAnywhereIsMalformed(
      @ForAll OmemoVersion version,
      @ForAll boolean pending,
      @ForAll @IntRange(max = 3000) int length)
      throws Exception {
    byte[] stored = sample(pending ? "pending" : "established", version);
    byte[] changed = Arrays.copyOf(stored, length);
    if (length == stored.length) {
      assertThat(decode(changed).snapshot().expose()).isEqualTo(stored);
    } else {
      assertThat(refusalOf(() -> decode(changed))).isEqualTo(Reason.MALFORMED);
    }
  }

  /** Those of OMEMO 2 as they were before there was another version. */
  @Example
  void aStoredSessionKeepsItsVersion() throws Exception {
    for (OmemoVersion each : OmemoVersion.values()) {
      assertThat(decode(sample("pending", each)).version()).isEqualTo(each);
      assertThat(decode(sample("established", each)).version()).isEqualTo(each);
    }
    assertThat(sample("established", OmemoVersion.OMEMO_2)[0]).isEqualTo((byte) 1);
  }

  private static Session decode(byte[] stored) throws RatchetException {
    return SessionCodec.decode(SessionSnapshot.of(stored));
  }

  private static byte[] message(OmemoVersion version, boolean whole) {
    Entropy entropy = entropy(2);
    try {
      KeyExchangeMessage message =
          (KeyExchangeMessage)
              device(entropy)
                  .startWith(device(entropy), version, entropy)
                  .seal(text("x"))
                  .message();
      return whole ? message.encode() : message.message().encode();
    } catch (RatchetException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] pending(OmemoVersion version) {
    Entropy entropy = entropy(1);
    try {
      return device(entropy).startWith(device(entropy), version, entropy).snapshot().expose();
    } catch (RatchetException e) {
      throw new AssertionError(e);
    }
  }

  /** With keys kept of two chains. */
  private static byte[] established(OmemoVersion version) {
    Entropy entropy = entropy(1);
    Device alice = device(entropy);
    Device bob = device(entropy);
    try {
      Session atAlice = skip(alice.startWith(bob, version, entropy), 10);
      SealedMessage first = atAlice.seal(text("first"));
      OpenedMessage opened =
          Responder.accept(
              bob.identity(),
              bob.signedPreKey(),
              bob.preKey(),
              (KeyExchangeMessage) first.message(),
              entropy);
      SealedMessage answer = opened.next().seal(text("answer"));
      Session answered = first.next().open((RatchetMessage) answer.message(), entropy).next();
      SealedMessage second = skip(answered, 10).seal(text("second"));
      return answer
          .next()
          .open((RatchetMessage) second.message(), entropy)
          .next()
          .snapshot()
          .expose();
    } catch (RatchetException e) {
      throw new AssertionError(e);
    }
  }

  private static Session skip(Session session, int count) {
    Session next = session;
    for (int i = 0; i < count; i++) {
      next = next.seal(text("lost")).next();
    }
    return next;
  }
}
