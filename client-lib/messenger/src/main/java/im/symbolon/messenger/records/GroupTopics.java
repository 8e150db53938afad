package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.GroupRecord;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What groups are called and what they are about, as their admins said end to end. */
public final class GroupTopics {
  private final Groups groups;

  public GroupTopics(Rows rows) {
    this.groups = new Groups(rows);
  }

  /**
   * What was said last.
   *
   * @param at when, by that admin's clock; in ms precision
   * @param by who said it; empty before anybody did
   */
  public record About(String name, String topic, Instant at, Optional<BareJid> by) {
    public About {
      Objects.requireNonNull(name);
      Objects.requireNonNull(topic);
      Objects.requireNonNull(at);
      Objects.requireNonNull(by);
    }

    /** Of two that were said at the same moment, everybody has to take the same. */
    public boolean isAfter(About other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime > 0 : sayer().compareTo(other.sayer()) > 0;
    }

    private String sayer() {
      return by.map(BareJid::toString).orElse("");
    }
  }

  /** Of that group; empty when it is not known. */
  public Optional<About> of(BareJid room) throws StoreException {
    Optional<GroupRecord> found = groups.load(room);
    return found.isPresent() ? Optional.of(Stored.read(() -> read(found.get()))) : Optional.empty();
  }

  /** From now on it is that; of a group that is not known, nothing is kept. */
  public void put(BareJid room, About about) throws StoreException {
    Optional<GroupRecord> found = groups.load(room);
    if (found.isPresent()) {
      groups.save(
          found.get().toBuilder()
              .setName(about.name())
              .setTopic(about.topic())
              .setAboutAtMs(about.at().toEpochMilli())
              .setAboutBy(about.sayer())
              .build());
    }
  }

  private static About read(GroupRecord found) throws Exception {
    return new About(
        found.getName(),
        found.getTopic(),
        Instant.ofEpochMilli(found.getAboutAtMs()),
        found.getAboutBy().isEmpty()
            ? Optional.empty()
            : Optional.of(BareJid.parse(found.getAboutBy())));
  }
}
