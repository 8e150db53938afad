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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Bytes from anywhere: messages and stored sessions parse, or are refused with a reason. */
class StoredSessionTest {
  private static final byte[] MESSAGE = message(false);
  private static final byte[] KEY_EXCHANGE = message(true);
  private static final byte[] PENDING = pending();
  private static final byte[] ESTABLISHED = established();

  @Property(tries = 2000)
  void noBytesButARealMessageParse(@ForAll @Size(max = 300) byte[] garbage) {
    assertThat(refusalOf(() -> Dialect.of(OmemoVersion.OMEMO_2).parseMessage(garbage)))
        .isEqualTo(Reason.MALFORMED);
    assertThat(refusalOf(() -> Dialect.of(OmemoVersion.OMEMO_2).parseKeyExchange(garbage)))
        .isIn(Reason.MALFORMED, Reason.NO_PREKEY);
    assertThat(refusalOf(() -> decode(garbage))).isEqualTo(Reason.MALFORMED);
  }

  @Property(tries = 2000)
  void aChangedMessageParsesOrIsMalformed(
      @ForAll @IntRange(max = 250) int at, @ForAll byte value, @ForAll boolean whole) {
    byte[] message = (whole ? KEY_EXCHANGE : MESSAGE).clone();
    message[at % message.length] = value;
    try {
      if (whole) {
        Dialect.of(OmemoVersion.OMEMO_2).parseKeyExchange(message);
      } else {
        Dialect.of(OmemoVersion.OMEMO_2).parseMessage(message);
      }
    } catch (RatchetException e) {
      assertThat(e.reason()).isIn(Reason.MALFORMED, Reason.NO_PREKEY);
    }
  }

  @Property(tries = 2000)
  void aChangedSessionIsMalformedOrIsWhatItsBytesSay(
      @ForAll boolean pending, @ForAll @IntRange(max = 2000) int at, @ForAll byte value) {
    byte[] stored = (pending ? PENDING : ESTABLISHED).clone();
    stored[at % stored.length] = value;
    try {
      assertThat(decode(stored.clone()).snapshot().expose()).isEqualTo(stored);
    } catch (RatchetException e) {
      assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
    }
  }

  @Property
  void aSessionCutOrExtendedAnywhereIsMalformed(
      @ForAll boolean pending, @ForAll @IntRange(max = 3000) int length) throws Exception {
    byte[] stored = pending ? PENDING : ESTABLISHED;
    byte[] changed = Arrays.copyOf(stored, length);
    if (length == stored.length) {
      assertThat(decode(changed).snapshot().expose()).isEqualTo(stored);
    } else {
      assertThat(refusalOf(() -> decode(changed))).isEqualTo(Reason.MALFORMED);
    }
  }

  private static Session decode(byte[] stored) throws RatchetException {
    return SessionCodec.decode(SessionSnapshot.of(stored));
  }

  private static byte[] message(boolean whole) {
    Entropy entropy = entropy(2);
    try {
      KeyExchangeMessage message =
          (KeyExchangeMessage)
              device(entropy).startWith(device(entropy), entropy).seal(text("x")).message();
      return whole ? message.encode() : message.message().encode();
    } catch (RatchetException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] pending() {
    Entropy entropy = entropy(1);
    try {
      return device(entropy).startWith(device(entropy), entropy).snapshot().expose();
    } catch (RatchetException e) {
      throw new AssertionError(e);
    }
  }

  /** With keys kept of two chains. */
  private static byte[] established() {
    Entropy entropy = entropy(1);
    Device alice = device(entropy);
    Device bob = device(entropy);
    try {
      Session atAlice = skip(alice.startWith(bob, entropy), 10);
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
