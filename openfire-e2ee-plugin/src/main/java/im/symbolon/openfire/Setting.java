package im.symbolon.openfire;

import java.util.Optional;
import org.jivesoftware.util.JiveGlobals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an administrator can set: Openfire's system properties, read when the plugin is loaded. A
 * value that cannot be read or is out of range counts as the default, and the log says so. What
 * each means stands in the module's README.
 */
enum Setting {
  CLAIMS_PER_HOUR("symbolon.claims.perHour", "50"),
  DELIVERY_HINTS("symbolon.delivery.hints", "true"),
  OFFLINE_REPAIR("symbolon.offline.repair", "true"),
  PEP_MERGE("symbolon.pep.merge", "true"),
  PEP_REPAIR("symbolon.pep.repair", "true"),
  PEP_ROTATE("symbolon.pep.rotate", "true");

  private static final Logger LOG = LoggerFactory.getLogger(Setting.class);

  private final String key;
  private final String standard;

  Setting(String key, String standard) {
    this.key = key;
    this.standard = standard;
  }

  /** The system property's name. */
  String key() {
    return key;
  }

  /** What holds when the property is not there; empty for nothing. */
  String standard() {
    return standard;
  }

  /** The value without white space around it; empty when nothing is set and there is no default. */
  Optional<String> text() {
    String value = JiveGlobals.getProperty(key, standard).strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  boolean isOn() {
    String value = text().orElse(standard);
    if (!value.equals("true") && !value.equals("false")) {
      complain();
      return Boolean.parseBoolean(standard);
    }
    return Boolean.parseBoolean(value);
  }

  /** A number within these bounds, both included. */
  long number(long least, long most) {
    try {
      long value = Long.parseLong(text().orElse(standard));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      LOG.debug("{}", key, e);
    }
    complain();
    return Long.parseLong(standard);
  }

  private void complain() {
    LOG.warn("{} has a value that does not fit; {} counts", key, standard);
  }
}
