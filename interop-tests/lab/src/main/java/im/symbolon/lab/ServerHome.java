package im.symbolon.lab;

import im.symbolon.host.OpenfireLauncher;
import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of one server: what the lab puts there before the first boot, and where things are. */
final class ServerHome {
  private static final String EMBEDDED =
      "<connectionProvider><className>org.jivesoftware.database.EmbeddedConnectionProvider"
          + "</className></connectionProvider>";

  private final Path root;

  ServerHome(Path root) {
    this.root = root;
  }

  /** The home directory. */
  Path root() {
    return root;
  }

  /** Where the server writes its logs. */
  Path logs() {
    return root.resolve("logs");
  }

  /** The log of everything; {@code warn.log} beside it holds warnings only. */
  Path mainLog() {
    return logs().resolve("all.log");
  }

  /** What the process itself printed, such as a crash at boot. */
  Path console() {
    return logs().resolve("console.log");
  }

  /** Where routed stanzas are recorded, if they are. */
  Path stanzas() {
    return root.resolve("stanzas");
  }

  /**
   * Removes the database's lock of a killed server, which the next one would wait 10 s for. Only to
   * be called when the home's process is known to have ended.
   */
  void forgetLock() throws LabException {
    try {
      Files.deleteIfExists(root.resolve("embedded-db/openfire.lck"));
    } catch (IOException e) {
      throw new LabException(Reason.SETUP_FAILED, "Could not unlock the database in " + root, e);
    }
  }

  /**
   * Writes everything that a first boot needs; on later boots changes nothing.
   *
   * @throws LabException SETUP_FAILED naming the directory or the plugin that could not be written
   */
  void prepare(OpenfireDomain domain, Map<String, Endpoint> peers) throws LabException {
    if (Files.exists(root.resolve("conf/openfire.xml"))) {
      return;
    }
    try {
      for (String directory : List.of("conf", "lib", "logs", "plugins", "stanzas")) {
        Files.createDirectories(root.resolve(directory));
      }
      domain.certificate().writeStores(root.resolve("resources/security"), domain.trusted());
      Path scripts = Files.createDirectories(root.resolve("resources/database"));
      String tables = resource("openfire_hsqldb.sql");
      String settings = inserts(ServerSettings.of(domain, peers, stanzas()));
      Files.writeString(scripts.resolve("openfire_hsqldb.sql"), tables + settings);
      Files.writeString(
          scripts.resolve("openfire_postgresql.sql"), forPostgresql(tables) + settings);
      Files.writeString(root.resolve("conf/security.xml"), "<security/>\n");
      writeConsole(root.resolve("plugins/admin"));
      for (Path plugin : domain.plugins()) {
        Files.copy(plugin, root.resolve("plugins").resolve(plugin.getFileName()));
      }
      // Last: its presence says that the home is complete.
      Files.writeString(root.resolve("conf/openfire.xml"), openfireXml(domain));
    } catch (IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED,
          "Could not prepare the server's home " + root + ": " + e.getMessage(),
          e);
    }
  }

  /** The server waits for a plugin of this name; the console in it stays closed, having no port. */
  private static void writeConsole(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("webapp/WEB-INF"));
    Files.writeString(
        directory.resolve("plugin.xml"),
        """
        <plugin>
          <class>org.jivesoftware.openfire.container.AdminConsolePlugin</class>
          <name>Admin Console</name>
          <version>4.2.0</version>
        </plugin>
        """);
  }

  private static String forPostgresql(String script) {
    return script.replace("SET FILES WRITE DELAY FALSE;", "").replace("LONGVARCHAR", "TEXT");
  }

  private static String openfireXml(OpenfireDomain domain) {
    return """
           <?xml version="1.0" encoding="UTF-8"?>
           <jive>
             <setup>true</setup>
             <locale>en</locale>
             <network><interface>%1$s</interface></network>
             <adminConsole>
               <interface>%1$s</interface>
               <port>-1</port>
               <securePort>-1</securePort>
             </adminConsole>
           %2$s
           </jive>
           """
        .formatted(
            domain.endpoint().host(),
            domain.database().map(ServerHome::postgresql).orElse(EMBEDDED));
  }

  private static String postgresql(ServerDatabase database) {
    return """
           <connectionProvider>
             <className>org.jivesoftware.database.DefaultConnectionProvider</className>
           </connectionProvider>
           <database>
             <defaultProvider>
               <driver>org.postgresql.Driver</driver>
               <serverURL>%s</serverURL>
               <username>%s</username>
               <password>%s</password>
               <testSQL>select 1</testSQL>
               <testBeforeUse>%s</testBeforeUse>
               <testAfterUse>false</testAfterUse>
               <minConnections>5</minConnections>
               <maxConnections>25</maxConnections>
               <connectionTimeout>1.0</connectionTimeout>
             </defaultProvider>
           </database>
           """
        .formatted(
            database.url().replace("&", "&amp;"),
            database.user(),
            database.password(),
            database.testsConnections());
  }

  private static String inserts(Map<String, String> properties) {
    StringBuilder sql = new StringBuilder("\n");
    properties.forEach(
        (name, value) ->
            sql.append("INSERT INTO ofProperty (name, propValue) VALUES (")
                .append(literal(name))
                .append(", ")
                .append(literal(value))
                .append(");\n"));
    return sql.toString();
  }

  private static String literal(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a property is one line of text");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = OpenfireLauncher.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the openfire-host module");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
