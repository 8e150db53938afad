package im.symbolon.messenger.files.photos;

import static im.symbolon.messenger.files.photos.Films.SEEN;
import static im.symbolon.messenger.files.photos.Films.TYPE;
import static im.symbolon.messenger.files.photos.Films.all;
import static im.symbolon.messenger.files.photos.Films.box;
import static im.symbolon.messenger.files.photos.Films.film;
import static im.symbolon.messenger.files.photos.Films.heic;
import static im.symbolon.messenger.files.photos.Films.table;
import static im.symbolon.messenger.files.photos.Films.text;
import static im.symbolon.messenger.files.photos.Films.track;
import static im.symbolon.messenger.files.photos.Films.u32;
import static im.symbolon.messenger.files.photos.Films.u64;
import static im.symbolon.messenger.files.photos.Pictures.PLACE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.files.BytesSource;
import im.symbolon.messenger.files.FileSource;
import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 7: "strips location data from photos by default", of films and pictures in boxes. */
class FilmCleaningTest {
  private static final byte[] VIDEO = track(1, "vide", table(false, new int[] {36}, 1));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFilmSaysNothingAndItsSamplesStayWhereTheyAre(boolean far) throws Exception {
    byte[] film = film(far, box("uuid", text("sixteen letters."), text(PLACE)));
    byte[] cleaned = cleaned(film);
    assertThat(cleaned).hasSameSizeAs(film);
    assertThat(string(cleaned)).doesNotContain(PLACE, "udta", "uuid", "loci", "xyz");
    assertThat(string(cleaned)).doesNotContain(string(u32(Films.TIME)));
    int seen = TYPE.length + 8 + SEEN.length();
    assertThat(Arrays.copyOf(cleaned, seen)).isEqualTo(Arrays.copyOf(film, seen));
    assertThat(string(cleaned)).containsOnlyOnce("trak").containsOnlyOnce("vide");
    assertThat(string(cleaned)).contains(string(table(far, new int[] {TYPE.length + 8}, 22)));
    assertThat(cleaned(cleaned)).isEqualTo(cleaned);
  }

  @Test
  void aPictureInBoxesSaysNothingAndStaysTurned() throws Exception {
    byte[] cleaned = cleaned(heic());
    assertThat(cleaned).hasSameSizeAs(heic());
    assertThat(string(cleaned)).doesNotContain(PLACE, "udes", "xml ").contains(SEEN, "irot");
    byte[] exif = Arrays.copyOfRange(cleaned, string(cleaned).indexOf(SEEN) + 22, cleaned.length);
    assertThat(Arrays.copyOf(exif, 8)).containsExactly(0, 0, 0, 0, 'M', 'M', 0, 42);
    assertThat(Arrays.copyOfRange(exif, 12, exif.length)).containsOnly(0);
    assertThat(cleaned(cleaned)).isEqualTo(cleaned);
  }

  @Test
  void whatStandsBesideAFilmOrBehindItGoes() throws Exception {
    byte[] hidden = all(box("free", text(PLACE)), box("mpvd", text(PLACE)));
    byte[] described = box("meta", u32(0), box("hdlr", u32(0, 0), text("mdta"), text(PLACE)));
    byte[] film = all(TYPE, hidden, described, box("moov", VIDEO), box("mdat", text(SEEN)));
    assertThat(string(cleaned(film))).doesNotContain(PLACE).contains(SEEN).hasSize(film.length);
    byte[] longer = all(film, u32(3), text("no box " + PLACE));
    assertThat(cleaned(longer)).isEqualTo(cleaned(film));
    assertThat(cleaned(all(film, text("end")))).isEqualTo(cleaned(film));
  }

  @Test
  void aFilmWhoseLastBoxReachesToTheEndIsTakenWhole() throws Exception {
    byte[] open = all(u32(0), text("mdat"), text(SEEN));
    byte[] large = all(u32(1), text("mdat"), u64(16 + SEEN.length()), text(SEEN));
    for (byte[] each : new byte[][] {open, large}) {
      byte[] film = all(TYPE, box("moov", VIDEO), each);
      assertThat(string(cleaned(film))).endsWith(SEEN).hasSize(film.length);
    }
    byte[] last = all(u32(0), text("moov"), VIDEO, box("udta", text(PLACE)));
    assertThat(string(cleaned(all(TYPE, last)))).doesNotContain(PLACE);
  }

  @Test
  void whatCannotBeSaidToBeCleanIsNotSentUnseen() {
    refused(TYPE);
    refused(all(TYPE, box("mdat", text(SEEN))));
    refused(Arrays.copyOf(film(false), 200));
    refused(all(TYPE, box("moov", box("cmov", text("compressed")))));
    refused(all(TYPE, box("moov", u32(7), text("trak"))));
    refused(all(TYPE, box("moov", box("trak", box("tkhd", u32(0))))));
    refused(all(TYPE, box("moov", VIDEO, u32(500), text("udta"))));
    refused(all(TYPE, u32(Integer.MAX_VALUE), text("moov"), VIDEO));
    byte[] beyond = track(2, "meta", table(false, new int[] {1 << 20}, 9));
    refused(all(TYPE, box("moov", VIDEO, beyond)));
    byte[] wide = track(2, "meta", table(true, new int[] {-1}, 9));
    refused(all(TYPE, box("moov", VIDEO, wide)));
  }

  @Test
  void aFilmInPiecesWithPlacesInEachIsRefused() throws Exception {
    byte[] places = track(2, "meta", table(false, new int[0], 0));
    byte[] piece = box("moof", box("mfhd", u32(0, 1)), box("traf", box("tfhd", u32(0, 2))));
    byte[] other = box("moof", box("mfhd", u32(0, 1)), box("traf", box("tfhd", u32(0, 1))));
    byte[] head = box("moov", VIDEO, places);
    refused(all(TYPE, head, piece, box("mdat", text(PLACE))));
    byte[] film = all(TYPE, head, other, box("mdat", text(SEEN)));
    assertThat(string(cleaned(film))).contains(SEEN, "moof");
  }

  @Test
  void whatIsOnlyHeardKeepsItsNames() throws Exception {
    byte[] type = box("ftyp", text("M4A "), u32(0), text("M4A isom"));
    byte[] song = all(type, box("moov", VIDEO, box("udta", text("a song"))), box("mdat"));
    assertThat(cleaned(song)).isEqualTo(song);
  }

  @Test
  void aTextIsNoFilm() throws Exception {
    for (String each : new String[] {"the mdat is data", "12 ftyp 34 567 8", "moov moov moov m"}) {
      BytesSource source = BytesSource.of("x.txt", text(each));
      assertThat(Cleaning.of(source)).isSameAs(source);
    }
  }

  @Property(tries = 1000)
  void aDamagedFilmIsRefusedOrIsAsLongAsItSays(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    byte[] film = random.nextBoolean() ? heic() : film(random.nextBoolean());
    for (int i = 0; i < 3; i++) {
      film[8 + random.nextInt(film.length - 8)] = (byte) random.nextInt();
    }
    try {
      FileSource source = Cleaning.of(BytesSource.of("x.mp4", film));
      assertThat((long) BytesSource.read(source).length).isEqualTo(source.size());
    } catch (NotCleanable e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }

  private static void refused(byte[] film) {
    assertThatThrownBy(() -> cleaned(film)).isInstanceOf(NotCleanable.class);
  }

  private static byte[] cleaned(byte[] film) throws Exception {
    FileSource source = Cleaning.of(BytesSource.of("film", film));
    byte[] out = BytesSource.read(source);
    assertThat(source.size()).isEqualTo(out.length);
    return out;
  }

  private static String string(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
