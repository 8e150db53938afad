package im.symbolon.swing.demo;

import im.symbolon.swing.app.DesktopApp;
import im.symbolon.swing.app.DesktopWindow;
import im.symbolon.swing.app.Program;
import im.symbolon.swing.media.DesktopMedia;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.DesktopPlatform;
import im.symbolon.views.FirstRun;
import im.symbolon.views.Session;
import java.awt.GraphicsEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.swing.SwingUtilities;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads a {@link Role}, makes its account and says {@code made}; after one more line it opens the
 * chat with the other one and says {@code ready}. It ends when its window is closed, or when its
 * input ends: so with the program that started it, however that ends.
 */
@Command(name = "demo-window")
public final class DemoWindow implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true)
  private Path data;

  private DemoWindow() {}

  public static void main(String[] args) {
    int code = new CommandLine(new DemoWindow()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (GraphicsEnvironment.isHeadless()) {
      return failed("There is no screen to open a window on; set DISPLAY, or use xvfb-run.");
    }
    Optional<Role> role = Role.read(in);
    if (!role.isPresent()) {
      return failed("There is no role to play.");
    }
    DesktopPlatform platform = new DesktopPlatform(new DesktopMedia()).finding(role.get()::machine);
    Program program = Program.on(data, platform);
    try {
      Session session = made(program, role.get()).join();
      say("made");
      if (in.readLine() == null) {
        return 1;
      }
      DesktopWindow window = shown(program, role.get(), session);
      say("ready");
      String more = in.readLine();
      while (more != null) { // nothing more is said, until it ends
        more = in.readLine();
      }
      SwingUtilities.invokeLater(window::close);
      return 0;
    } catch (CompletionException e) {
      return failed(e.getCause().getMessage());
    }
  }

  private int failed(String why) {
    spec.commandLine().getErr().println(why);
    spec.commandLine().getErr().flush();
    return 1;
  }

  private void say(String word) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(word);
    out.flush();
  }

  /** Its recovery key is on no paper: nobody will want the account back. */
  private static CompletableFuture<Session> made(Program program, Role role) {
    CompletableFuture<Session> made = new CompletableFuture<>();
    FirstRun run = program.accounts().firstRun();
    run.state()
        .watch(
            view -> {
              if (view.step() == FirstRun.Step.RECOVERY_KEY) {
                run.later();
              }
              view.session().ifPresent(made::complete);
              view.problem()
                  .ifPresent(
                      problem ->
                          made.completeExceptionally(
                              new IllegalStateException(program.settings().texts().of(problem))));
            });
    run.begin(role.form());
    return made;
  }

  private static DesktopWindow shown(Program program, Role role, Session session) {
    program.settings().change(was -> was.withWindow(role.window()));
    ChatListModel chats = session.chats();
    chats
        .state()
        .watch(
            view ->
                view.requests().stream()
                    .map(each -> each.item().chat())
                    .filter(role.peer()::equals)
                    .forEach(chats::accept));
    DesktopWindow window = DesktopApp.open(program, () -> System.exit(0)).join();
    CompletableFuture<Void> opened = new CompletableFuture<>();
    chats.begin(
        role.peer().toString(),
        begun -> {
          window.show(session.account(), begun.person());
          window.whenPainted(() -> opened.complete(null));
        });
    opened.join();
    return window;
  }
}
