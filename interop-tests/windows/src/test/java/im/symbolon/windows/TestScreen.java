package im.symbolon.windows;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Screens for tests, where the machine can have any. */
final class TestScreen {
  private static final String MISSING =
      "*** WINDOWS NOT TESTED: there is no Xvfb on this machine; interop-tests/peers/install"
          + " installs it. ***";

  private TestScreen() {}

  /** One of that size; without Xvfb the test is skipped, or fails where windows are required. */
  static Screen orSkip(String size) throws IOException {
    Optional<Path> xvfb = Screen.program();
    if (!xvfb.isPresent() && Boolean.getBoolean("windows.required")) {
      return fail(MISSING);
    }
    return Screen.open(xvfb.orElseGet(() -> abort(MISSING)), size);
  }
}
