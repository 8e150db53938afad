package im.symbolon.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StanzasTest {
  @Test
  void cutsAStreamIntoWhatIsBelowItsRoot() throws Exception {
    String features = "<f><a x='>'/><b>text</b></f>";
    String message = "<message id=\"'<1'\"><body>a &lt; b</body></message>";
    Stanzas stream =
        new Stanzas(
            new StringReader(
                "<?xml version='1.0'?> <s:s a='b'>" + features + " <r/>" + message + "</s:s>"));
    List<String> all = new ArrayList<>();
    for (String next = stream.next(); !next.isEmpty(); next = stream.next()) {
      all.add(next);
    }
    assertThat(all).containsExactly(features, "<r/>", message);
  }

  @Test
  void aStreamThatBreaksOffEnds() throws Exception {
    Stanzas stream = new Stanzas(new StringReader("<s><message>half"));
    assertThat(stream.next()).isEmpty();
  }
}
