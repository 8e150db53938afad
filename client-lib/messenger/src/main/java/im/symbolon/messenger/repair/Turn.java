package im.symbolon.messenger.repair;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.store.Rows;
import java.util.Objects;

/** One transaction, and what is to be done once it was committed. */
record Turn(Rows rows, Outcome outcome) {
  Turn {
    Objects.requireNonNull(rows);
    Objects.requireNonNull(outcome);
  }
}
