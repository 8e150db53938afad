package im.symbolon.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * ejabberd's files, and its start without {@code ejabberdctl}: that would want a user of its own
 * and a port mapper that outlives the server.
 *
 * <p>It asks Erlang for service records and the system for addresses. Both know the lab's servers
 * only: Erlang is given a file, and the system's resolver a library that reads the same file.
 */
final class EjabberdHome extends ForeignHome {
  EjabberdHome(Site site, Map<String, Endpoint> peers) {
    super(site, peers);
  }

  @Override
  Software software() {
    return Software.EJABBERD;
  }

  @Override
  Path mainLog() {
    return logs().resolve("ejabberd.log");
  }

  @Override
  void configure() throws IOException {
    Files.writeString(configuration(), filled("ejabberd.yml"));
    Files.writeString(
        resolver(),
        "{resolv_conf, \"\"}.\n{hosts_file, \"" + hosts() + "\"}.\n{lookup, [file]}.\n");
  }

  @Override
  ProcessBuilder program() {
    ProcessBuilder program =
        new ProcessBuilder(
            "erl", "-noinput", "-mnesia", "dir", "\"" + data() + "\"", "-s", "ejabberd");
    Map<String, String> environment = program.environment();
    environment.put("ERL_LIBS", "/usr/lib/" + Software.architecture());
    environment.put("ERL_INETRC", resolver().toString());
    environment.put("ERL_CRASH_DUMP", logs().resolve("erl_crash.dump").toString());
    environment.put("EJABBERD_CONFIG_PATH", configuration().toString());
    environment.put("EJABBERD_LOG_PATH", mainLog().toString());
    environment.put("HOME", root().toString()); // Erlang keeps a secret there
    environment.put("LD_PRELOAD", "libnss_wrapper.so");
    environment.put("NSS_WRAPPER_HOSTS", hosts().toString());
    return program;
  }

  private Path configuration() {
    return root().resolve("ejabberd.yml");
  }

  private Path resolver() {
    return root().resolve("inetrc");
  }
}
