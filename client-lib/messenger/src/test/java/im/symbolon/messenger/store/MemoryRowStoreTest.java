package im.symbolon.messenger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryRowStoreTest extends RowStoreContract {
  @Override
  RowStore create() {
    return new MemoryRowStore();
  }

  @Override
  RowStore afterCrash() {
    return ((MemoryRowStore) store).crash();
  }

  @Test
  void workThatWasCutShortIsNotCommitted() {
    assertThatThrownBy(() -> store.transaction(rows -> afterCrash()))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CLOSED));
  }

  @Test
  void theCrashedStoreIsClosed() throws Exception {
    write(store, NOTES, KEY, "one");
    RowStore survivor = afterCrash();
    refusesEverythingOnceClosed();
    assertThat(read(survivor, NOTES, KEY)).isEqualTo("one");
  }

  @Test
  void aCopyHoldsWhatWasCommittedAndGoesOnByItself() throws Exception {
    write(store, NOTES, KEY, "one");
    MemoryRowStore copy = ((MemoryRowStore) store).copy();
    write(store, NOTES, KEY, "two");
    assertThat(read(copy, NOTES, KEY)).isEqualTo("one");
    assertThat(copy.generation()).isEqualTo(store.generation() - 1);
    write(copy, NOTES, KEY, "three");
    copy.close();
    assertThat(read(store, NOTES, KEY)).isEqualTo("two");
  }
}
