package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.xmpp.packet.JID;

/**
 * Which messages of a mailbox match.
 *
 * @param with of a conversation with that bare or full address
 * @param start at that time or later
 * @param end at that time or earlier
 * @param range between these places
 */
record Filter(Optional<JID> with, Optional<Instant> start, Optional<Instant> end, Range range) {
  /** Every message. */
  static final Filter ALL =
      new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Range.ALL);

  Filter {
    Objects.requireNonNull(with);
    Objects.requireNonNull(start);
    Objects.requireNonNull(end);
    Objects.requireNonNull(range);
  }

  /** The places after one and before another, neither included; they need not hold a message. */
  record Range(long after, long before) {
    static final Range ALL = new Range(0, MailboxId.MAX + 1);

    Range after(MailboxId place) {
      return new Range(Math.max(after, place.position()), before);
    }

    Range before(MailboxId place) {
      return new Range(after, Math.min(before, place.position()));
    }

    Range and(Range other) {
      return new Range(Math.max(after, other.after), Math.min(before, other.before));
    }
  }

  Filter within(Range other) {
    return new Filter(with, start, end, range.and(other));
  }

  /** A statement on the rows of that mailbox that match. */
  Sql sql(String select, BareJid owner, String order) {
    StringBuilder text = new StringBuilder(select);
    text.append(" FROM symbolonMail WHERE owner = ? AND place > ? AND place < ?");
    List<Object> values = new ArrayList<>(List.of(owner.toString(), range.after, range.before));
    with.ifPresent(
        jid -> {
          text.append(jid.getResource() == null ? " AND correspondent = ?" : " AND peer = ?");
          values.add(jid.toString());
        });
    start.ifPresent(
        time -> {
          text.append(" AND arrived >= ?");
          values.add(ceilingMillis(time));
        });
    end.ifPresent(
        time -> {
          text.append(" AND arrived <= ?");
          values.add(time.toEpochMilli());
        });
    return Sql.of(text.append(order).toString(), values.toArray());
  }

  private static long ceilingMillis(Instant time) {
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    return millis.toEpochMilli() + (millis.equals(time) ? 0 : 1);
  }
}
