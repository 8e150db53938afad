package im.symbolon.messenger.trust;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One device of a person, as it is shown to another who is to decide about it. Sorted by id.
 *
 * @param fingerprint of the one identity key that is accepted from it; empty until it showed one
 * @param versions those in whose lists it stands now
 * @param decision what is thought of it; without a fingerprint: what will be at first sight
 * @param firstSeen when it first showed its key; empty while it is only listed, or only expected
 *     after a scanned code spoke for it
 * @param thisDevice the one that this library runs on, which always trusts itself
 */
public record KnownDevice(
    DeviceId id,
    Optional<Fingerprint> fingerprint,
    Set<OmemoVersion> versions,
    Decision decision,
    Optional<Instant> firstSeen,
    boolean thisDevice)
    implements Comparable<KnownDevice> {
  private static final Comparator<KnownDevice> ORDER = Comparator.comparing(KnownDevice::id);

  public KnownDevice {
    Objects.requireNonNull(id);
    Objects.requireNonNull(fingerprint);
    versions = Set.copyOf(versions);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(firstSeen);
  }

  public Trust trust() {
    return decision.trust();
  }

  /** Trusted because somebody compared its key, or scanned it. */
  public boolean isVerified() {
    return decision.isVerified();
  }

  /** In any of its owner's lists, as far as is known now. */
  public boolean isListed() {
    return !versions.isEmpty();
  }

  /** By id; of one person there is one device with an id. */
  @Override
  public int compareTo(KnownDevice other) {
    return ORDER.compare(this, other);
  }
}
