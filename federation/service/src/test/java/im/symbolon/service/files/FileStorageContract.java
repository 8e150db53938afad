package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every storage promises. */
@Timeout(120)
abstract class FileStorageContract {
  private final FileId id = FileId.fresh(new SecureRandom());

  abstract FileStorage storage();

  static FileId freshId() {
    return FileId.fresh(new SecureRandom());
  }

  static byte[] content(int size) {
    byte[] out = new byte[size];
    new Random(size).nextBytes(out);
    return out;
  }

  private void put(byte[] content) throws IOException {
    storage().put(id, new ByteArrayInputStream(content), content.length);
  }

  private byte[] read(long first, long length) throws IOException {
    try (InputStream in = storage().open(id, new ByteRange(first, length))) {
      return in.readAllBytes();
    }
  }

  private void requireNothing() {
    assertThatThrownBy(() -> read(0, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void givesBackWhatItGot() throws Exception {
    byte[] content = content(1_500_000);
    put(content);
    assertThat(read(0, content.length)).isEqualTo(content);
  }

  @Test
  void givesTheBytesOfARangeAndNoMore() throws Exception {
    byte[] content = content(100_000);
    put(content);
    assertThat(read(0, 1)).isEqualTo(Arrays.copyOf(content, 1));
    assertThat(read(777, 50_000)).isEqualTo(Arrays.copyOfRange(content, 777, 50_777));
    assertThat(read(99_999, 1)).isEqualTo(Arrays.copyOfRange(content, 99_999, 100_000));
  }

  @Test
  void aReaderMayStopInTheMiddle() throws Exception {
    put(content(1_500_000));
    try (InputStream in = storage().open(id, ByteRange.whole(1_500_000))) {
      assertThat(in.read()).isNotEqualTo(-1);
    }
    assertThat(read(0, 10)).hasSize(10);
  }

  @Test
  void contentThatFailsLeavesNothing() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(content(500_000)), new BrokenStream(() -> {}));
    assertThatThrownBy(() -> storage().put(id, broken, 1_000_000)).isInstanceOf(IOException.class);
    requireNothing();
  }

  @Test
  void contentThatIsShortLeavesNothing() {
    assertThatThrownBy(() -> storage().put(id, new ByteArrayInputStream(content(500)), 1000))
        .isInstanceOf(IOException.class);
    requireNothing();
  }

  @Test
  void erasesWhatIsThereAndWhatIsNot() throws Exception {
    storage().delete(id);
    put(content(1000));
    storage().delete(id);
    requireNothing();
    storage().delete(id);
  }
}
