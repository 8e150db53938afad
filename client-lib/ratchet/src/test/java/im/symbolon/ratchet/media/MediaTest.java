package im.symbolon.ratchet.media;

import static im.symbolon.ratchet.media.Media.claims;
import static im.symbolon.ratchet.media.Media.content;
import static im.symbolon.ratchet.media.Media.key;
import static im.symbolon.ratchet.media.Media.open;
import static im.symbolon.ratchet.media.Media.reference;
import static im.symbolon.ratchet.media.Media.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.files.FileHash;
import im.symbolon.protocol.files.FileKey;
import im.symbolon.protocol.files.HashAlgorithm;
import im.symbolon.ratchet.media.MediaException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are sealed as everybody else does it, and shown only when they are what was said. */
class MediaTest {
  private static final int CHUNK = ChunkSums.CHUNK;

  /** Blocks until the counter of that key and IV wraps. */
  private static final int WRAP = 2581;

  @Property(tries = 60)
  void anyPortionsGiveWhatOneCallGives(@ForAll @IntRange(max = 100_000) int size, @ForAll long seed)
      throws Exception {
    byte[] plain = content(size, seed);
    FileKey told = key(12, seed);
    try (MediaKey key = MediaKey.of(told)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SealedMedia sealed = MediaSealer.seal(Media.dripping(plain, seed), out, key);
      byte[] expected = reference(told, plain);
      assertThat(out.toByteArray()).isEqualTo(expected);
      assertThat(sealed).isEqualTo(new SealedMedia(size, sha256(plain), sha256(expected)));
      assertThat(sealed.sealedSize()).isEqualTo(expected.length);
    }
  }

  @DisplayName("PAINS P18, OMEMO-FACTS 4d: IVs of 12 and of 16 bytes are read")
  @ParameterizedTest
  @CsvSource({"12,0", "12,1", "12,50000", "16,0", "16,15", "16,16", "16,17", "16,50000"})
  void bothLengthsOfIvsAreRead(int ivLength, int size) throws Exception {
    byte[] plain = content(size, 1);
    FileKey key = key(ivLength, 2);
    byte[] sealed = reference(key, plain);
    assertThat(open(key, MediaClaims.NONE, sealed)).isEqualTo(plain);
    assertThat(open(key, claims(plain, sealed), sealed)).isEqualTo(plain);
  }

  /** SP 800-38D §6.2: only the last 32 bits are counted. */
  @ParameterizedTest
  @ValueSource(ints = {-17, -16, -1, 0, 1, 16, 40_000})
  void aCounterThatWrapsDoesNotCarry(int beyond) throws Exception {
    FileKey key =
        FileKey.of(new byte[32], HexFormat.of().parseHex("49802ec9fce0919d990f0fea057b1c3b"));
    byte[] plain = content(16 * WRAP + beyond, 3);
    assertThat(open(key, MediaClaims.NONE, reference(key, plain))).isEqualTo(plain);
  }

  @Test
  void whatWeSealHasAnIvOfTwelveBytesAndAKeyOfItsOwn() {
    byte[] next = {0};
    FileKey first = MediaKey.generate(out -> Arrays.fill(out, ++next[0])).told();
    assertThat(first.iv()).hasSize(12).isNotEqualTo(Arrays.copyOf(first.key(), 12));
    assertThat(first.key()).hasSize(32);
  }

  @Property(tries = 100)
  void aFlippedBitIsRefused(@ForAll @IntRange(max = 8 * 40_016 - 1) int bit) throws Exception {
    byte[] plain = content(40_000, 4);
    FileKey key = key(12, 5);
    byte[] sealed = reference(key, plain);
    byte[] changed = sealed.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    assertRefused(Reason.NOT_AUTHENTIC, key, MediaClaims.NONE, changed);
    assertRefused(Reason.NOT_AUTHENTIC, key, claims(plain, sealed), changed);
  }

  @Property(tries = 50)
  void aCutFileIsRefused(@ForAll @IntRange(max = 40_015) int length) throws Exception {
    byte[] plain = content(40_000, 6);
    FileKey key = key(12, 7);
    byte[] sealed = reference(key, plain);
    byte[] cut = Arrays.copyOf(sealed, length);
    assertThatThrownBy(() -> open(key, MediaClaims.NONE, cut)).isInstanceOf(MediaException.class);
    if (length == plain.length) { // could be one without a tag, but is not the sealed one
      assertRefused(Reason.NOT_AUTHENTIC, key, claims(plain, sealed), cut);
    } else {
      assertRefused(Reason.TOO_SHORT, key, claims(plain, sealed), cut);
    }
  }

  @Property(tries = 50)
  void aFileThatWasMadeLongerIsRefused(@ForAll @IntRange(min = 1, max = 5_000) int more)
      throws Exception {
    byte[] plain = content(40_000, 8);
    FileKey key = key(12, 9);
    byte[] sealed = reference(key, plain);
    byte[] longer = Arrays.copyOf(sealed, sealed.length + more);
    assertRefused(Reason.NOT_AUTHENTIC, key, MediaClaims.NONE, longer);
    assertRefused(Reason.NOT_AUTHENTIC, key, claims(plain, sealed), longer);
  }

  @Test
  void aStreamOfAnotherLengthThanItWasSaidToHaveIsRefused() throws Exception {
    byte[] plain = content(100, 10);
    FileKey told = key(12, 11);
    byte[] sealed = reference(told, plain);
    try (MediaKey key = MediaKey.of(told)) {
      MediaOpener opener = new MediaOpener(key, claims(plain, sealed));
      assertThatThrownBy(() -> opener.verify(new ByteArrayInputStream(sealed, 0, 90), 116))
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_SHORT));
      byte[] more = Arrays.copyOf(sealed, 117);
      assertThatThrownBy(() -> opener.verify(new ByteArrayInputStream(more), 116))
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LONG));
    }
  }

  @DisplayName("PAINS S4: a tag alone commits to no content; the file's own hash does")
  @Test
  void anotherHashOfTheFileThanWasToldIsRefusedThoughTheTagIsRight() throws Exception {
    byte[] plain = content(1000, 12);
    FileKey key = key(12, 13);
    byte[] sealed = reference(key, plain);
    FileHash other = sha256(content(1000, 14));
    OptionalLong size = OptionalLong.of(1000);
    assertRefused(
        Reason.NOT_AUTHENTIC, key, new MediaClaims(size, List.of(other), List.of()), sealed);
    assertRefused(
        Reason.NOT_AUTHENTIC, key, new MediaClaims(size, List.of(), List.of(other)), sealed);
  }

  /** XEP-0448 §4: "It is RECOMMENDED to append the tag"; "not needed" as the hash is told. */
  @Test
  void aFileWithoutTagIsTakenOnTheHashOfTheSealedFile() throws Exception {
    byte[] plain = content(1000, 15);
    FileKey key = key(12, 16);
    byte[] bare = Arrays.copyOf(reference(key, plain), 1000);
    OptionalLong size = OptionalLong.of(1000);
    assertThat(open(key, new MediaClaims(size, List.of(), List.of(sha256(bare))), bare))
        .isEqualTo(plain);
    assertRefused(
        Reason.TOO_SHORT, key, new MediaClaims(size, List.of(sha256(plain)), List.of()), bare);
  }

  /** XEP-0448 §3.2: "the additional bytes are cut off". */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 16_384, 16_385, CHUNK + 5})
  void paddingIsCutOff(int padding) throws Exception {
    byte[] plain = content(20_000, 17);
    FileKey key = key(12, 18);
    byte[] sealed = reference(key, Arrays.copyOf(plain, 20_000 + padding));
    assertThat(open(key, claims(plain, sealed), sealed)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA_512,SHA-512",
    "SHA3_256,SHA3-256",
    "SHA3_512,SHA3-512",
  })
  void everyKnownHashIsJudged(HashAlgorithm algorithm, String name) throws Exception {
    byte[] plain = content(70_000, 19);
    FileKey key = key(12, 20);
    byte[] sealed = reference(key, plain);
    byte[] value = MessageDigest.getInstance(name).digest(plain);
    MediaClaims right =
        new MediaClaims(OptionalLong.empty(), List.of(FileHash.of(algorithm, value)), List.of());
    assertThat(open(key, right, sealed)).isEqualTo(plain);
    value[3] ^= 1;
    MediaClaims wrong =
        new MediaClaims(OptionalLong.empty(), List.of(FileHash.of(algorithm, value)), List.of());
    assertRefused(Reason.NOT_AUTHENTIC, key, wrong, sealed);
  }

  /** RFC 7693 appendix A, and the same function with 32 bytes. */
  @ParameterizedTest
  @CsvSource({
    "BLAKE2B_512,ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
    "BLAKE2B_256,bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
  })
  void blake2bIsJudged(HashAlgorithm algorithm, String hex) throws Exception {
    byte[] plain = {'a', 'b', 'c'};
    FileKey key = key(12, 21);
    FileHash hash = FileHash.of(algorithm, HexFormat.of().parseHex(hex));
    MediaClaims claims = new MediaClaims(OptionalLong.of(3), List.of(hash), List.of());
    assertThat(open(key, claims, reference(key, plain))).isEqualTo(plain);
  }

  @Test
  void whatIsChangedAfterItWasVerifiedIsNotShown() throws Exception {
    byte[] plain = content(3 * CHUNK + 100, 22);
    FileKey told = key(12, 23);
    byte[] sealed = reference(told, plain);
    try (MediaKey key = MediaKey.of(told)) {
      VerifiedMedia verified =
          new MediaOpener(key, MediaClaims.NONE)
              .verify(new ByteArrayInputStream(sealed), sealed.length);
      sealed[CHUNK + 7] ^= 1;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(() -> verified.writeTo(out, new ByteArrayInputStream(sealed)))
          .isInstanceOf(MediaException.class);
      assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(plain, CHUNK));
    }
  }

  @Test
  void aClosedKeyOpensNothing() throws Exception {
    byte[] sealed = reference(key(12, 24), content(10, 24));
    MediaKey key = MediaKey.of(key(12, 24));
    key.close();
    assertThatThrownBy(
            () ->
                new MediaOpener(key, MediaClaims.NONE)
                    .verify(new ByteArrayInputStream(sealed), sealed.length))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("MediaKey was wiped");
  }

  private static void assertRefused(Reason reason, FileKey key, MediaClaims claims, byte[] sealed) {
    assertThatThrownBy(() -> open(key, claims, sealed))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
