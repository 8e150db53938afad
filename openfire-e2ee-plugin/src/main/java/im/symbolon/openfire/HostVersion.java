package im.symbolon.openfire;

/** What follows from the host's version number. */
final class HostVersion {
  /** The first major version whose PEP keeps publish-options (seen with 5.1.1). */
  private static final int FIRST_WITH_PUBLISH_OPTIONS = 5;

  private HostVersion() {}

  /** True for "5.1.1" and later; false for what cannot be read, because a repair does no harm. */
  static boolean honoursPublishOptions(String version) {
    int dot = version.indexOf('.');
    try {
      return Integer.parseInt(version.substring(0, Math.max(dot, 0))) >= FIRST_WITH_PUBLISH_OPTIONS;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
