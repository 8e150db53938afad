package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Table;
import im.symbolon.protocol.BareJid;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChatLevelsTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid ROOM = new BareJid("tea-time", "rooms.alpha.test");

  private final MemoryRowStore store = new MemoryRowStore();

  @Test
  void whatWasDecidedIsThereAfterARestart() throws Exception {
    ChatLevels levels = ChatLevels.in(store);
    levels.decide(ALICE, Optional.of(Notices.Level.NONE));
    levels.decide(ROOM, Optional.of(Notices.Level.MENTIONS));
    levels.decide(ROOM, Optional.of(Notices.Level.ALL));
    assertThat(ChatLevels.in(store).of(ALICE)).contains(Notices.Level.NONE);
    assertThat(ChatLevels.in(store).of(ROOM)).contains(Notices.Level.ALL);
    levels.decide(ALICE, Optional.empty());
    assertThat(ChatLevels.in(store).of(ALICE)).isEmpty();
  }

  @Property
  void whateverIsInTheStoreStopsNothing(@ForAll String kept) throws Exception {
    MemoryRowStore odd = new MemoryRowStore();
    odd.transaction(
        rows -> {
          rows.put(
              Table.epoch(1_001, "chat levels"),
              RowKey.of("levels"),
              (kept + "\nNONE alice@alpha.test\nLATER bob@beta.test")
                  .getBytes(StandardCharsets.UTF_8));
          return null;
        });
    assertThat(ChatLevels.in(odd).of(ALICE)).contains(Notices.Level.NONE);
    assertThat(ChatLevels.in(odd).of(new BareJid("bob", "beta.test"))).isEmpty();
  }
}
