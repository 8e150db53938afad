package im.symbolon.swing.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aReleaseIsCalledAsItIs(Kind kind) throws PackagingException {
    assertThat(Versions.of(kind, "1.2.0")).isEqualTo("1.2.0");
  }

  @Test
  void aSnapshotComesBeforeItsReleaseWhereThereIsSuchAnOrder() throws PackagingException {
    assertThat(Versions.of(Kind.DEB, "0.1.0-SNAPSHOT")).isEqualTo("0.1.0~snapshot");
    assertThat(Versions.of(Kind.MSI, "0.1.0-SNAPSHOT")).isEqualTo("0.1.0");
  }

  @Test
  void macOsIsAskedForAnotherThanZero() {
    assertThatThrownBy(() -> Versions.of(Kind.DMG, "0.1.0"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("--app-version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "one", "1", "1.2.3.4", "1.2; rm -rf", "-1.2", "01.2", "1.2.99999", "1.2\n"})
  void whatIsNoVersionIsSaidToBeNone(String version) {
    assertThatThrownBy(() -> Versions.of(Kind.DEB, version))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("--app-version");
  }
}
