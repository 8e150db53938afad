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
  AUDIT_DAYS("symbolon.audit.days", "90"),
  AUDIT_ROWS("symbolon.audit.rows", "100000"),
  CARBONS_REPAIR("symbolon.carbons.repair", "true"),
  CLAIMS_PER_HOUR("symbolon.claims.perHour", "50"),
  DELIVERY_HINTS("symbolon.delivery.hints", "true"),
  DIRECTORY("symbolon.directory.on", "true"),
  FILES("symbolon.files.on", "true"),
  FILES_DAILY_BYTES("symbolon.files.dailyBytes", "1073741824"),
  FILES_DAYS("symbolon.files.days", "30"),
  FILES_FOLDER("symbolon.files.folder", ""),
  FILES_INTERFACE("symbolon.files.interface", ""),
  FILES_MAX_BYTES("symbolon.files.maxBytes", "104857600"),
  FILES_PORT("symbolon.files.port", "7445"),
  FILES_QUOTA_BYTES("symbolon.files.quotaBytes", "4294967296"),
  FILES_RESERVE_BYTES("symbolon.files.reserveBytes", "1073741824"),
  FILES_S3_BUCKET("symbolon.files.s3.bucket", ""),
  FILES_S3_ENDPOINT("symbolon.files.s3.endpoint", ""),
  FILES_S3_KEY_ID("symbolon.files.s3.keyId", ""),
  /** Named so that the host's console does not show the value. */
  FILES_S3_PASSWORD("symbolon.files.s3.password", ""),
  FILES_S3_REGION("symbolon.files.s3.region", "us-east-1"),
  FILES_STORAGE("symbolon.files.storage", "disk"),
  FILES_URL("symbolon.files.url", ""),
  MAILBOX_BYTES("symbolon.mailbox.bytes", "67108864"),
  MAILBOX_DAYS("symbolon.mailbox.days", "30"),
  MAILBOX_HOUR("symbolon.mailbox.hour", "3"),
  MAILBOX_MESSAGES("symbolon.mailbox.messages", "20000"),
  MAILBOX_ON("symbolon.mailbox.on", "true"),
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

  /** The value, or a failure that says what is missing. */
  String required() {
    return text().orElseThrow(() -> new IllegalArgumentException(key + " is not set"));
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
