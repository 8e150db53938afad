package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.files.FileMetadata;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileItemTest {
  private static FileItem item(String name, String type, long size) {
    FileMetadata said = FileMetadata.of(FileName.clean(name), new MediaType(type));
    return FileItem.of(
        new FileMetadata(
            said.name(),
            said.type(),
            Optional.of(size),
            said.hashes(),
            said.dimensions(),
            said.length(),
            said.thumbnail()));
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg,1000,PICTURE",
    "image/webp,1000,PICTURE",
    "image/jpeg,40000000,FILE",
    "image/svg+xml,1000,FILE",
    "image/heic,1000,FILE",
    "audio/ogg,1000,VOICE",
    "audio/ogg,20000000,FILE",
    "audio/mp4,1000,FILE",
    "video/mp4,1000,FILM",
    "application/pdf,1000,FILE"
  })
  void whatIsShownHowIsSaidByKindAndSize(String type, long size, FileItem.Kind kind) {
    assertThat(item("x", type, size).kind()).isEqualTo(kind);
  }

  /** What a file is said to be changes nothing about what its name makes a system do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "holiday.jpg.exe",
        "x.SH",
        "report.docm",
        "page.html",
        "photo\u202egpj.exe",
        "photo\u200b.exe",
        "a/b/../../run.bat",
        "c:\\run.cmd",
        "invoice.exe ",
        "invoice.exe."
      })
  void whatMayRunIsKnownWhateverItsNameHides(String name) {
    FileItem item = item(name, "image/jpeg", 10);
    assertThat(item.mayRun()).isTrue();
    assertThat(item.name()).doesNotContain("/", "\\", "\u202e", "\u200b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo.jpg", "letter.pdf", "exe", "notes.txt", "archive.zip"})
  void whatIsOnlyShownIsNot(String name) {
    assertThat(item(name, "application/octet-stream", 10).mayRun()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg,LEFT_OUT",
    "a.png,LEFT_OUT",
    "a.webp,LEFT_OUT",
    "a.heic,LEFT_OUT",
    "a.mov,LEFT_OUT",
    "a.3gp,LEFT_OUT",
    "a.m4a,NONE",
    "a.gif,STAYS",
    "a.mkv,STAYS",
    "a.pdf,NONE",
    "a,NONE"
  })
  void whatIsSaidAboutPlacesIsTrue(String name, Picked.Place place) {
    assertThat(Picked.of(Path.of(name)).place()).isEqualTo(place);
  }

  @Test
  void aPictureThatIsTooLargeToGoWithAMessageDoesNot() {
    assertThat(SmallPicture.jpeg(10, 10, new byte[SmallPicture.MAX_BYTES])).isPresent();
    assertThat(SmallPicture.jpeg(10, 10, new byte[SmallPicture.MAX_BYTES + 1])).isEmpty();
    assertThat(SmallPicture.jpeg(0, 10, new byte[10])).isEmpty();
  }
}
