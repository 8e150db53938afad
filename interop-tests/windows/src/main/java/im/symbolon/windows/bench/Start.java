package im.symbolon.windows.bench;

import im.symbolon.windows.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a program without any account, and looks when it has a window. */
record Start(double windowMs, double rssMb) {
  private static final int TIMES = 5;
  private static final long PATIENCE_S = 60;
  private static final long SETTLED_S = 5;
  private static final int LEAST_WIDTH = 200;
  private static final Pattern SIZE = Pattern.compile("\\s(\\d+)x(\\d+)\\+");

  /**
   * The median of some starts; empty when there is no such program, or it shows no window.
   *
   * @param home of the user that starts it
   */
  static Optional<Start> of(Screen screen, Path home, List<String> command)
      throws IOException, InterruptedException {
    boolean there = isThere(command.get(command.size() - 1)) || command.get(0).startsWith("/");
    if (!there || !isThere("xwininfo")) {
      return Optional.empty();
    }
    Start[] all = new Start[TIMES];
    for (int i = 0; i < TIMES; i++) {
      Optional<Start> one = once(screen, home, command);
      if (!one.isPresent()) {
        return Optional.empty();
      }
      all[i] = one.get();
    }
    double[] windows = Arrays.stream(all).mapToDouble(Start::windowMs).sorted().toArray();
    double[] memory = Arrays.stream(all).mapToDouble(Start::rssMb).sorted().toArray();
    return Optional.of(new Start(windows[TIMES / 2], memory[TIMES / 2]));
  }

  private static boolean isThere(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  private static Optional<Start> once(Screen screen, Path home, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DISPLAY", screen.display());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("XDG_RUNTIME_DIR", home.toString());
    builder.environment().keySet().removeIf(each -> each.equals("DBUS_SESSION_BUS_ADDRESS"));
    long begun = System.nanoTime();
    Process process = builder.start();
    try {
      while (!hasWindow(screen)) {
        if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) > PATIENCE_S) {
          return Optional.empty();
        }
        Thread.sleep(10);
      }
      double window = (System.nanoTime() - begun) / 1e6;
      Thread.sleep(TimeUnit.SECONDS.toMillis(SETTLED_S));
      return Optional.of(new Start(window, Resident.megabytes(process.toHandle())));
    } finally {
      end(process);
    }
  }

  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    started.forEach(ProcessHandle::destroy);
    if (!process.waitFor(SETTLED_S, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** One that can be seen: programs have small ones that cannot. */
  private static boolean hasWindow(Screen screen) throws IOException {
    Process asking =
        new ProcessBuilder("xwininfo", "-root", "-children", "-display", screen.display())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean found = false;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(asking.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher size = SIZE.matcher(line);
        found |= size.find() && Integer.parseInt(size.group(1)) >= LEAST_WIDTH;
      }
    }
    return found;
  }
}
