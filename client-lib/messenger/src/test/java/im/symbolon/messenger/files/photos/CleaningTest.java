package im.symbolon.messenger.files.photos;

import static im.symbolon.messenger.files.photos.Pictures.PLACE;
import static im.symbolon.messenger.files.photos.Pictures.pixels;
import static im.symbolon.messenger.files.photos.Pictures.plain;
import static im.symbolon.messenger.files.photos.Pictures.tiff;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.files.BytesSource;
import im.symbolon.messenger.files.FileSource;
import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 7: "strips location data from photos by default", without touching the picture. */
class CleaningTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void aJpegSaysNothingButWhichSideIsUp(int orientation) throws Exception {
    byte[] plain = plain("jpg");
    byte[] cleaned = cleaned(Pictures.jpeg(plain, tiff(ByteOrder.LITTLE_ENDIAN, orientation)));
    assertThat(pixels(cleaned)).isEqualTo(pixels(plain));
    String text = text(cleaned);
    assertThat(text).doesNotContain(PLACE, "Photoshop", "MPF", "xap").contains("ICC_PROFILE");
    assertThat(text.contains("Exif")).isEqualTo(orientation != 1);
    if (orientation != 1) {
      byte[] exif = Arrays.copyOfRange(cleaned, 12, 38);
      assertThat(Orientation.alone(exif)).isEqualTo(exif);
      assertThat(exif[19]).isEqualTo((byte) orientation);
    }
    assertThat(Arrays.copyOfRange(cleaned, cleaned.length - 2, cleaned.length))
        .containsExactly(0xff, 0xd9);
    assertThat(text).endsWith(text(plain).substring(2 + 18 + 2));
  }

  @Test
  void aPngSaysNothingButWhichSideIsUp() throws Exception {
    byte[] plain = plain("png");
    byte[] cleaned = cleaned(Pictures.png(plain, tiff(ByteOrder.BIG_ENDIAN, 6)));
    assertThat(pixels(cleaned)).isEqualTo(pixels(plain));
    assertThat(text(cleaned)).doesNotContain(PLACE, "tEXt", "prVt").contains("pHYs", "eXIf");
    assertThat(text(cleaned)).endsWith(text(plain).substring(33));
    byte[] upright = cleaned(Pictures.png(plain, tiff(ByteOrder.BIG_ENDIAN, 1)));
    assertThat(text(upright)).doesNotContain("eXIf");
  }

  @Test
  void aWebpSaysNothingButWhichSideIsUp() throws Exception {
    byte[] cleaned = cleaned(Pictures.webp(tiff(ByteOrder.LITTLE_ENDIAN, 8)));
    assertThat(text(cleaned)).doesNotContain(PLACE, "XMP ").contains("EXIF", "ICCP");
    assertThat(cleaned[20]).as("flags: colours and Exif").isEqualTo((byte) 0x28);
    byte[] upright = cleaned(Pictures.webp(tiff(ByteOrder.LITTLE_ENDIAN, 1)));
    assertThat(upright[20]).as("flags: colours").isEqualTo((byte) 0x20);
    assertThat(text(upright)).doesNotContain("EXIF");
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    Pictures.riff(chunks, "VP8X", new byte[] {0x20, 0, 0, 0, 60, 0, 0, 42, 0, 0});
    Pictures.riff(chunks, "ICCP", "colours".getBytes(ISO_8859_1));
    Pictures.riff(chunks, "VP8L", "the picture".getBytes(ISO_8859_1));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    Pictures.riff(whole, "RIFF", Pictures.join("WEBP".getBytes(ISO_8859_1), chunks.toByteArray()));
    assertThat(upright).isEqualTo(whole.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif"})
  void whatSaysNothingStaysAsItIs(String format) throws Exception {
    byte[] plain = plain(format);
    assertThat(cleaned(plain)).isEqualTo(plain);
    BytesSource source = BytesSource.of("x", "no picture".getBytes(ISO_8859_1));
    assertThat(Cleaning.of(source)).isSameAs(source);
    BytesSource empty = BytesSource.of("x", new byte[0]);
    assertThat(Cleaning.of(empty)).isSameAs(empty);
  }

  @Test
  void whatIsCleanStaysClean() throws Exception {
    byte[] once = cleaned(Pictures.jpeg(plain("jpg"), tiff(ByteOrder.LITTLE_ENDIAN, 6)));
    assertThat(cleaned(once)).isEqualTo(once);
    byte[] png = cleaned(Pictures.png(plain("png"), tiff(ByteOrder.BIG_ENDIAN, 6)));
    assertThat(cleaned(png)).isEqualTo(png);
    byte[] webp = cleaned(Pictures.webp(tiff(ByteOrder.LITTLE_ENDIAN, 8)));
    assertThat(cleaned(webp)).isEqualTo(webp);
  }

  @Test
  void aPictureThatIsCutShortIsNotSentUnseen() throws Exception {
    byte[] jpeg = Pictures.jpeg(plain("jpg"), tiff(ByteOrder.LITTLE_ENDIAN, 6));
    byte[] png = Pictures.png(plain("png"), tiff(ByteOrder.BIG_ENDIAN, 6));
    byte[] webp = Pictures.webp(tiff(ByteOrder.LITTLE_ENDIAN, 8));
    for (byte[] each : new byte[][] {jpeg, png, webp}) {
      byte[] cut = Arrays.copyOf(each, 80);
      assertThatThrownBy(() -> cleaned(cut)).isInstanceOf(NotCleanable.class);
    }
  }

  @Property(tries = 500)
  void aDamagedPictureIsRefusedOrIsAsLongAsItSays(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    byte[][] all = {
      Pictures.jpeg(plain("jpg"), tiff(ByteOrder.LITTLE_ENDIAN, 6)),
      Pictures.png(plain("png"), tiff(ByteOrder.BIG_ENDIAN, 6)),
      Pictures.webp(tiff(ByteOrder.LITTLE_ENDIAN, 8))
    };
    byte[] picture = all[random.nextInt(3)];
    for (int i = 0; i < 4; i++) {
      picture[12 + random.nextInt(picture.length - 12)] = (byte) random.nextInt();
    }
    try {
      FileSource source = Cleaning.of(BytesSource.of("x.jpg", picture));
      assertThat((long) BytesSource.read(source).length).isEqualTo(source.size());
    } catch (NotCleanable e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }

  private static byte[] cleaned(byte[] picture) throws Exception {
    FileSource source = Cleaning.of(BytesSource.of("photo", picture));
    byte[] out = BytesSource.read(source);
    assertThat(source.size()).isEqualTo(out.length);
    return out;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
