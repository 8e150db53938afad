package im.symbolon.service.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Digests are in databases: what came before an upgrade must be known after it. */
class StanzaTextTest {
  private static final String SEALED = "<encrypted xmlns='urn:xmpp:omemo:2'>";
  private static final String DELAY =
      "<delay xmlns='urn:xmpp:delay' stamp='2026-11-22T10:00:00Z'/>";

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void theDigestIsOfAllButTheAddresseeAndDelays() throws Exception {
    StanzaText text =
        StanzaText.ofAccount(
                Stanzas.of(
                    "<message xmlns='jabber:client' from='a@b' to='c@d/e' id='ü&amp;1'>"
                        + DELAY
                        + SEALED
                        + "<to to='x'/>a&lt;b&#10;"
                        + DELAY
                        + "</encrypted><x xmlns='jabber:x:delay'/>end</message>"))
            .orElseThrow();
    String inside =
        SEALED
            + "<to to='x'></to>a&lt;b&#10;<delay xmlns='urn:xmpp:delay'"
            + " stamp='2026-11-22T10:00:00Z'></delay></encrypted>";
    String same =
        "<message xmlns='jabber:client' from='a@b' id='ü&amp;1'>" + inside + "end</message>";
    assertThat(text.digest()).isEqualTo(sha256(same));
    assertThat(text.text())
        .isEqualTo(
            "<message xmlns='jabber:client' from='a@b' to='c@d/e' id='ü&amp;1'>"
                + "<delay xmlns='urn:xmpp:delay' stamp='2026-11-22T10:00:00Z'></delay>"
                + inside
                + "<x xmlns='jabber:x:delay'></x>end</message>");
    assertThat(text.bytes()).isEqualTo(text.text().getBytes(StandardCharsets.UTF_8).length);
  }
}
