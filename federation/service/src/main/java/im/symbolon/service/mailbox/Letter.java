package im.symbolon.service.mailbox;

import java.util.Objects;

/**
 * A message that is to be kept.
 *
 * @param audience who has to have it before it goes early
 */
record Letter(Arrival arrival, Audience audience) {
  Letter {
    Objects.requireNonNull(arrival);
    Objects.requireNonNull(audience);
  }

  /** The same for each copy of one message in one mailbox. */
  Sameness sameness() {
    return new Sameness(arrival.owner().toString(), arrival.stanza().digest());
  }

  /** As tables know it. */
  record Sameness(String owner, String digest) {}
}
