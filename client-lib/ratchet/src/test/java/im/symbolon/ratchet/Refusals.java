package im.symbolon.ratchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.symbolon.ratchet.RatchetException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says why something was refused. */
public final class Refusals {
  private Refusals() {}

  /** Asserts that it is refused with a {@link RatchetException}, and tells for what reason. */
  public static Reason refusalOf(ThrowingCallable action) {
    RatchetException refusal = catchThrowableOfType(RatchetException.class, action);
    assertThat(refusal).as("it must be refused").isNotNull();
    return refusal.reason();
  }
}
