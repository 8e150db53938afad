package im.symbolon.ratchet.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.session.Initiator;
import im.symbolon.ratchet.session.OpenedMessage;
import im.symbolon.ratchet.session.Responder;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.Session;
import im.symbolon.ratchet.session.SessionCodec;
import im.symbolon.ratchet.session.SessionSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;

/** One side of a recorded conversation, played by us. */
final class Replay {
  private final Vector keys;
  private final Dialect dialect;
  private final String role;
  private final boolean restarting;
  private final Map<String, Vector> sealed = new HashMap<>();
  private Optional<Session> session = Optional.empty();
  private int steps;

  Replay(Vector keys, String role, boolean restarting) {
    this.keys = keys;
    this.dialect = Dialect.of(version(keys));
    this.role = role;
    this.restarting = restarting;
  }

  /** Plays that side of the whole conversation in a file. */
  static DynamicTest of(String name, String role, boolean restarting) {
    return DynamicTest.dynamicTest(
        name + " as " + role,
        () -> {
          List<Vector> steps = Vectors.in(name + ".txt");
          Replay replay = new Replay(steps.get(0), role, restarting);
          for (Vector step : steps.subList(1, steps.size())) {
            replay.take(step);
          }
          replay.assertSomethingWasOpenedAndSealed();
        });
  }

  private static OmemoVersion version(Vector keys) {
    return keys.has("version") ? OmemoVersion.LEGACY : OmemoVersion.OMEMO_2;
  }

  void take(Vector step) throws Exception {
    boolean ours = step.text("by").equals(role);
    switch (step.text("step")) {
      case "start" -> {
        if (ours) {
          start(step);
        }
      }
      case "seal" -> {
        sealed.put(step.text("message"), step);
        if (ours) {
          assertThat(hex(seal(step.bytes("plaintext"))))
              .as("%s", step)
              .isEqualTo(step.text("bytes"));
        }
      }
      case "skip" -> {
        for (int i = 0; ours && i < step.number("count"); i++) {
          assertThat(seal(new byte[48])).isNotEmpty();
        }
      }
      case "open" -> {
        if (ours) {
          open(step);
        }
      }
      default -> throw new AssertionError("unknown step " + step);
    }
  }

  void assertSomethingWasOpenedAndSealed() {
    assertThat(session).isPresent();
    assertThat(steps).isGreaterThan(1);
  }

  private void start(Vector step) throws Exception {
    Script entropy = new Script(step.bytes("entropy"));
    IdentityKeyPair identity = IdentityKeyPair.restore(keys.bytes(role + ".seed"));
    session = Optional.of(Initiator.start(identity, theirBundle(), theirPreKey(), entropy));
    entropy.assertUsedUp();
    assertThat(session.get().remoteIdentity()).isEqualTo(theirs());
  }

  private byte[] seal(byte[] plaintext) throws Exception {
    SealedMessage message = session.orElseThrow().seal(RatchetPlaintext.of(plaintext));
    keep(message.next());
    message.spent().wipe();
    return message.message().encode();
  }

  private void open(Vector step) throws Exception {
    Optional<String> before = session.map(Replay::state);
    Script entropy = step.has("entropy") ? new Script(step.bytes("entropy")) : Script.empty();
    Optional<Reason> refused = Optional.empty();
    try {
      OpenedMessage opened = opened(step, entropy);
      entropy.assertUsedUp();
      assertThat(hex(opened.plaintext().expose())).as("%s", step).isEqualTo(step.text("plaintext"));
      assertThat(dialect.isEmptyContent(opened.plaintext())).isEqualTo(mayBeEmpty(opened));
      keep(opened.next());
      opened.spent().wipe();
    } catch (RatchetException e) {
      refused = Optional.of(e.reason());
      assertThat(session.map(Replay::state)).as("state after refusal").isEqualTo(before);
    }
    assertThat(refused).as("%s", step).isEqualTo(step.refusal());
  }

  private boolean mayBeEmpty(OpenedMessage opened) {
    int length = opened.plaintext().length();
    return dialect.version() == OmemoVersion.OMEMO_2 ? length == 32 : length <= 32;
  }

  private OpenedMessage opened(Vector step, Script entropy) throws RatchetException {
    Vector source = step.has("bytes") ? step : sealed.get(step.text("message"));
    byte[] bytes = source.bytes("bytes");
    if (!source.truth("kex")) {
      return session.orElseThrow().open(dialect.parseMessage(bytes), entropy);
    }
    KeyExchangeMessage exchange = dialect.parseKeyExchange(bytes);
    if (!source.has("unread")) {
      assertThat(exchange.encode()).as("written again").isEqualTo(bytes);
    }
    if (session.isPresent() && session.get().wasStartedBy(exchange)) {
      return session.get().open(exchange.message(), entropy);
    }
    IdentityKeyPair identity = IdentityKeyPair.restore(keys.bytes(role + ".seed"));
    return Responder.accept(identity, ourSigned(), ourPreKey(), exchange, entropy);
  }

  private void keep(Session next) throws RatchetException {
    steps++;
    session = Optional.of(restarting ? SessionCodec.decode(copy(next.snapshot())) : next);
  }

  private static SessionSnapshot copy(SessionSnapshot snapshot) {
    return SessionSnapshot.of(snapshot.expose().clone());
  }

  private static String state(Session session) {
    return hex(session.snapshot().expose());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private String other() {
    return role.equals("alice") ? "bob" : "alice";
  }

  private IdentityKey theirs() throws Exception {
    return IdentityKey.parse(keys.bytes(other() + ".ik"));
  }

  private Bundle theirBundle() throws Exception {
    return new Bundle(dialect.version(), theirs(), signed(other()), List.of(theirPreKey()));
  }

  private PreKey theirPreKey() throws Exception {
    return new PreKey(
        new PreKeyId(keys.number(other() + ".pk.id")),
        CurveKey.parse(keys.bytes(other() + ".pk.pub")));
  }

  private SignedPreKey signed(String who) {
    try {
      return new SignedPreKey(
          new SignedPreKeyId(keys.number(who + ".spk.id")),
          CurveKey.parse(keys.bytes(who + ".spk.pub")),
          Signature.parse(keys.bytes(who + ".spk.sig")));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private SignedPreKeyPair ourSigned() {
    CurveKeyPair pair = CurveKeyPair.restore(keys.bytes(role + ".spk.priv"));
    return new SignedPreKeyPair(signed(role), pair, Instant.EPOCH);
  }

  private PreKeyPair ourPreKey() {
    return new PreKeyPair(
        new PreKeyId(keys.number(role + ".pk.id")),
        CurveKeyPair.restore(keys.bytes(role + ".pk.priv")));
  }
}
