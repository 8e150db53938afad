package im.symbolon.world.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.Table;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.world.Phone;
import im.symbolon.world.World;
import im.symbolon.world.fuzz.FuzzResult.Promise;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs can be repeated, and the oracle finds whatever is wrong. */
class FuzzRunTest {
  private static final Script SCRIPT = Script.of(11, 250);

  @Test
  void theSameScriptAlwaysHasTheSameResult() {
    assertThat(FuzzRun.of(SCRIPT)).isEqualTo(FuzzRun.of(SCRIPT));
    assertThat(FuzzRun.of(Script.of(12, 250)).digest()).isNotEqualTo(FuzzRun.of(SCRIPT).digest());
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    FuzzResult result = FuzzRun.of(SCRIPT);
    assertThat(result.findings()).isEmpty();
    assertThat(result.written()).isGreaterThan(40);
    assertThat(result.expected()).isGreaterThan(3L * result.written());
  }
}
