package im.symbolon.ratchet.backup;

import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.backup.BackupSealer.PIECE;
import static im.symbolon.ratchet.backup.BackupSealer.SEALED_PIECE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.backup.BackupException.Reason;
import im.symbolon.ratchet.vectors.Vector;
import im.symbolon.ratchet.vectors.Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupTest {
  private final RecoveryKey key = recoveryKey("0123456789abcdef");
  private final byte[] content = random(3 * PIECE + 1000);
  private final byte[] file = BackupFile.write(BackupSealer.begin(key, entropy(1)), content);

  private static RecoveryKey recoveryKey(String text) {
    return RecoveryKey.restore(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] random(int length) {
    byte[] out = new byte[length];
    new Random(length).nextBytes(out);
    return out;
  }

  private static void assertRefused(Reason reason, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            BackupException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void assertRefused(Reason reason, byte[] changed) {
    assertRefused(reason, () -> BackupFile.read(changed, key));
  }

  static Stream<Vector> vectors() {
    return Vectors.in("backups.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void agreesWithAnotherImplementation(Vector vector) throws Exception {
    RecoveryKey key = RecoveryKey.restore(vector.bytes("key"));
    if (!vector.succeeds()) {
      String reason = vector.text("expect").toUpperCase(Locale.ROOT).replace(' ', '_');
      assertRefused(Reason.valueOf(reason), () -> BackupFile.read(vector.bytes("file"), key));
      return;
    }
    byte[] content = counted(vector.number("length"));
    byte[] salt = vector.bytes("salt");
    byte[] file =
        BackupFile.write(
            BackupSealer.begin(key, out -> System.arraycopy(salt, 0, out, 0, out.length)), content);
    assertThat(MessageDigest.getInstance("SHA-256").digest(file)).isEqualTo(vector.bytes("sha256"));
    assertThat(BackupFile.read(vector.has("file") ? vector.bytes("file") : file, key))
        .isEqualTo(content);
  }

  private static byte[] counted(int length) throws Exception {
    ByteBuffer out = ByteBuffer.allocate(length + 32);
    for (int i = 0; out.position() < length; i++) {
      byte[] number = ByteBuffer.allocate(4).putInt(i).array();
      out.put(MessageDigest.getInstance("SHA-256").digest(number));
    }
    return Arrays.copyOf(out.array(), length);
  }

  @Test
  void givesBackWhatWentInWhateverItsLength() throws Exception {
    for (int length : List.of(0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1)) {
      byte[] in = random(length);
      byte[] file = BackupFile.write(BackupSealer.begin(key, entropy(length)), in);
      assertThat(BackupFile.read(file, key)).isEqualTo(in);
    }
  }

  @Test
  void theSameContentNeverLooksTheSame() {
    byte[] again = BackupFile.write(BackupSealer.begin(key, entropy(2)), content);
    for (int at : List.of(BackupOpener.HEAD, BackupOpener.HEAD + SEALED_PIECE)) {
      assertThat(Arrays.copyOfRange(again, at, at + 32))
          .isNotEqualTo(Arrays.copyOfRange(file, at, at + 32));
    }
    byte[] same = BackupFile.write(BackupSealer.begin(key, entropy(2)), new byte[2 * PIECE]);
    assertThat(Arrays.copyOfRange(same, BackupOpener.HEAD, BackupOpener.HEAD + 1000))
        .as("equal pieces of one backup")
        .isNotEqualTo(
            Arrays.copyOfRange(
                same, BackupOpener.HEAD + SEALED_PIECE, BackupOpener.HEAD + SEALED_PIECE + 1000));
  }

  @Test
  @DisplayName("cut short at every boundary of a piece and around it")
  void cutAtABoundary() {
    for (int piece = 0; piece <= 3; piece++) {
      int boundary = BackupOpener.HEAD + piece * SEALED_PIECE;
      for (int off = -20; off <= 40; off++) {
        assertRefused(Reason.TRUNCATED, Arrays.copyOf(file, boundary + off));
      }
    }
    for (int missing = 1; missing < 1100; missing++) {
      assertRefused(Reason.TRUNCATED, Arrays.copyOf(file, file.length - missing));
    }
  }

  @Property(tries = 300)
  void cutAnywhere(@ForAll @IntRange(min = 0, max = 3 * PIECE + 1000) int length) {
    assertRefused(Reason.TRUNCATED, Arrays.copyOf(file, length));
  }

  @Property(tries = 300)
  void damagedAnywhere(
      @ForAll @IntRange(min = 0, max = 3 * PIECE + 1000) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    damagedAt(at, flip);
  }

  @Test
  void damagedInItsHeadOrAtItsEnd() {
    for (int at = 0; at < BackupOpener.HEAD + 20; at++) {
      damagedAt(at, 1);
    }
    for (int at = file.length - 40; at < file.length; at++) {
      damagedAt(at, 0x80);
    }
  }

  private void damagedAt(int at, int flip) {
    byte[] changed = file.clone();
    changed[at] ^= (byte) flip;
    boolean newer = changed[8] != 0 || (changed[9] & 0xff) > 1;
    assertRefused(
        at < 8 ? Reason.NOT_A_BACKUP : newer ? Reason.NEWER_VERSION : Reason.DAMAGED, changed);
  }

  @Test
  void piecesAreNotExchangedRepeatedOrLeftOut() {
    byte[] first = piece(0);
    byte[] second = piece(1);
    assertRefused(Reason.DAMAGED, with(second, first, piece(2)));
    assertRefused(Reason.DAMAGED, with(first, first, second, piece(2)));
    assertRefused(Reason.DAMAGED, with(first, second, second, piece(2)));
    assertRefused(Reason.DAMAGED, with(first, piece(2)));
    assertRefused(Reason.DAMAGED, with(second, piece(2)));
  }

  @Test
  void aPieceOfAnotherBackupUnderTheSameKeyDoesNotFit() {
    byte[] other = BackupFile.write(BackupSealer.begin(key, entropy(9)), content);
    byte[] mixed = file.clone();
    System.arraycopy(other, BackupOpener.HEAD, mixed, BackupOpener.HEAD, SEALED_PIECE);
    assertRefused(Reason.DAMAGED, mixed);
  }

  @Test
  void nothingCanBeAdded() {
    byte[] end = Arrays.copyOfRange(file, file.length - 8, file.length);
    byte[] twice = Arrays.copyOf(file, file.length + 8);
    System.arraycopy(end, 0, twice, file.length, 8);
    assertRefused(Reason.DAMAGED, twice);
  }

  private byte[] piece(int number) {
    int at = BackupOpener.HEAD + number * SEALED_PIECE;
    return Arrays.copyOfRange(file, at, at + SEALED_PIECE);
  }

  /** With these full pieces between the head and the last. */
  private byte[] with(byte[]... pieces) {
    int last = BackupOpener.HEAD + 3 * SEALED_PIECE;
    ByteBuffer out =
        ByteBuffer.allocate(BackupOpener.HEAD + pieces.length * SEALED_PIECE + file.length - last);
    out.put(file, 0, BackupOpener.HEAD);
    Stream.of(pieces).forEach(out::put);
    return out.put(file, last, file.length - last).array();
  }

  @Test
  void anotherKeyIsToldFromDamage() {
    assertRefused(Reason.WRONG_KEY, () -> BackupFile.read(file, recoveryKey("0123456789abcdeg")));
    byte[] damaged = file.clone();
    damaged[30] ^= 1;
    assertRefused(Reason.DAMAGED, () -> BackupFile.read(damaged, recoveryKey("0123456789abcdeg")));
  }

  @Test
  void aSealerThatWroteTheLastPieceWritesNoMore() {
    BackupSealer sealer = BackupSealer.begin(key, entropy(1));
    sealer.last(new byte[3]);
    assertThatThrownBy(() -> sealer.last(new byte[3])).hasMessage("BackupKey was wiped");
    assertThatThrownBy(() -> sealer.piece(new byte[PIECE])).hasMessage("BackupKey was wiped");
  }

  @Test
  void piecesThatDoNotFitAreAMistake() {
    BackupSealer sealer = BackupSealer.begin(key, entropy(1));
    assertThatThrownBy(() -> sealer.piece(new byte[PIECE - 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sealer.last(new byte[PIECE + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Nothing is kept of a piece: what is alive does not grow with what went through. */
  @Test
  void thirtyTwoMegabytesGoThroughTwoSmallObjects() throws Exception {
    BackupSealer sealer = BackupSealer.begin(key, entropy(3));
    BackupOpener opener = BackupOpener.begin(sealer.head(), key);
    byte[] piece = random(PIECE);
    for (int i = 0; i < 32 * 16; i++) {
      piece[0] = (byte) i;
      assertThat(Arrays.equals(opener.piece(sealer.piece(piece)), piece)).isTrue();
    }
    assertThat(opener.last(sealer.last(new byte[0]))).isEmpty();
    for (Object each : List.of(sealer, opener)) {
      for (var field : each.getClass().getDeclaredFields()) {
        field.setAccessible(true);
        if (field.get(each) instanceof byte[] bytes) {
          assertThat(bytes.length).as(field.getName()).isLessThan(100);
        }
      }
    }
  }
}
