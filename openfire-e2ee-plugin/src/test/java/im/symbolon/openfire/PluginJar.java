package im.symbolon.openfire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The finished plugin, as a server gets it. */
final class PluginJar {
  private final Map<String, byte[]> files;
  private final Map<String, byte[]> classes = new TreeMap<>();

  private PluginJar(Map<String, byte[]> files) throws IOException {
    this.files = files;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".jar")) {
        classes.putAll(unzip(new ByteArrayInputStream(file.getValue())));
      }
    }
  }

  static PluginJar read() throws IOException {
    String path = System.getProperty("symbolon.plugin.jar", "target/symbolon.jar");
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      return new PluginJar(unzip(in));
    }
  }

  /** Its own entries. */
  Map<String, byte[]> files() {
    return files;
  }

  /** The entries of the jars in it. */
  Map<String, byte[]> libraryFiles() {
    return classes;
  }

  private static Map<String, byte[]> unzip(InputStream in) throws IOException {
    Map<String, byte[]> out = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          out.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return out;
  }
}
