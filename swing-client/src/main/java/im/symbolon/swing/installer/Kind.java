package im.symbolon.swing.installer;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What can be made, and what that needs beside a JDK. */
enum Kind {
  DEB("Debian and Ubuntu: apt install dpkg fakeroot", "png") {
    @Override
    List<String> tools() {
      return List.of("dpkg-deb", "fakeroot");
    }

    @Override
    List<String> arguments(String maintainer) {
      return List.of(
          "--linux-package-name",
          "symbolon",
          "--linux-deb-maintainer",
          maintainer,
          "--linux-app-category",
          "net",
          "--linux-package-deps",
          "libfontconfig1, fonts-dejavu-core", // it is loaded by name, which jpackage cannot see
          "--linux-shortcut");
    }
  },
  RPM("Fedora: dnf install rpm-build", "png") {
    @Override
    List<String> tools() {
      return List.of("rpmbuild");
    }

    @Override
    List<String> arguments(String maintainer) {
      return List.of(
          "--linux-package-name",
          "symbolon",
          "--linux-rpm-license-type",
          "Apache-2.0",
          "--linux-shortcut");
    }
  },
  MSI("WiX Toolset 3, with its bin folder in PATH", "ico") {
    @Override
    List<String> tools() {
      return List.of("light.exe", "candle.exe");
    }

    @Override
    List<String> arguments(String maintainer) {
      return List.of(
          "--win-menu",
          "--win-dir-chooser",
          "--win-per-user-install",
          "--win-upgrade-uuid",
          "0f6f0f0a-5a0c-4b5e-9d0e-6a3f1d9a7c21");
    }
  },
  DMG("it is part of macOS", "icns") {
    @Override
    List<String> tools() {
      return List.of("hdiutil");
    }

    @Override
    List<String> arguments(String maintainer) {
      return List.of("--mac-package-identifier", "im.symbolon.desktop");
    }
  };

  private final String source;
  private final String picture;

  Kind(String source, String picture) {
    this.source = source;
    this.picture = picture;
  }

  /** Programs that are looked for. */
  abstract List<String> tools();

  /** What jpackage is told for this kind alone. */
  abstract List<String> arguments(String maintainer);

  /** As jpackage calls it, and files of it end. */
  String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isForLinux() {
    return this == DEB || this == RPM;
  }

  /** How its picture is called. */
  String picture() {
    return "symbolon." + picture;
  }

  /** What is in that file. */
  byte[] draw() {
    Supplier<byte[]> drawn =
        switch (picture) {
          case "ico" -> Icons::ico;
          case "icns" -> Icons::icns;
          default -> Icons::png;
        };
    return drawn.get();
  }

  /**
   * @throws PackagingException when this machine lacks what it needs
   */
  void requireTools(Machine machine) throws PackagingException {
    for (String each : tools()) {
      if (!machine.has(each)) {
        throw new PackagingException(
            "A "
                + suffix()
                + " package is made with "
                + each
                + ", and there is none: install it ("
                + source
                + ").");
      }
    }
  }

  /** What is usual on a system of that name. */
  static Kind of(String system, Machine machine) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return MSI;
    } else if (name.startsWith("mac")) {
      return DMG;
    }
    return machine.has("rpmbuild") && !machine.has("dpkg-deb") ? RPM : DEB;
  }
}
