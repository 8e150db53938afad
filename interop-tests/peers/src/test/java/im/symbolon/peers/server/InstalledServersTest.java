package im.symbolon.peers.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.Software;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs everywhere: what is said where servers are missing. */
class InstalledServersTest {
  @Test
  void saysWhatDidNotRunAndWhatToInstall() {
    assertThat(InstalledServers.reason("A test", List.of(Software.PROSODY, Software.EJABBERD)))
        .isEqualTo(
            "NOT RUN: A test, for want of PROSODY (apt-get install prosody lua-unbound)"
                + " and EJABBERD (apt-get install ejabberd libnss-wrapper)");
  }

  @Test
  void openfireIsAlwaysThere() {
    assertThat(Software.OPENFIRE.isInstalled()).isTrue();
    assertThat(Software.OPENFIRE.packages()).isEmpty();
  }
}
