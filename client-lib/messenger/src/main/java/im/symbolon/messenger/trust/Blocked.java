package im.symbolon.messenger.trust;

import im.symbolon.protocol.devices.AccountRoot;
import java.util.Objects;

/**
 * Nothing leaves to a person.
 *
 * @param offered the root that their server shows, and that nobody here has believed yet
 */
public record Blocked(Alarm alarm, AccountRoot offered) {
  public Blocked {
    Objects.requireNonNull(alarm);
    Objects.requireNonNull(offered);
  }
}
