package im.symbolon.service.files;

import java.util.Objects;

/** How much, and how long. */
public record FileRules(FileQuota quota, FileTimes times) {
  public static final FileRules DEFAULT = new FileRules(FileQuota.DEFAULT, FileTimes.DEFAULT);

  public FileRules {
    Objects.requireNonNull(quota);
    Objects.requireNonNull(times);
  }
}
