package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.DomainPolicyRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.policy.DomainPolicy;
import java.time.Instant;
import java.util.Optional;

/** What domains said last about themselves, each with the key that is believed to be its own. */
public final class DomainPolicies {
  private final Rows rows;

  public DomainPolicies(Rows rows) {
    this.rows = rows;
  }

  /**
   * What is remembered of a domain.
   *
   * @param policy the last one that the believed key signed
   */
  public record Entry(DomainPolicy policy, Instant seenAt) {}

  public Optional<Entry> of(String domain) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.DOMAIN_POLICIES, RowKey.of(domain));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  public void put(Entry entry) throws StoreException {
    DomainPolicy policy = entry.policy();
    DomainPolicyRecord value =
        DomainPolicyRecord.newBuilder()
            .setDomain(policy.domain())
            .setPolicy(policy.toXml().toXml())
            .setSeenAtMs(entry.seenAt().toEpochMilli())
            .build();
    rows.put(Tables.DOMAIN_POLICIES, RowKey.of(policy.domain()), value.toByteArray());
  }

  private static Entry read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          DomainPolicyRecord found = DomainPolicyRecord.parseFrom(value);
          return new Entry(
              DomainPolicy.parse(SecureXml.parse(found.getPolicy())),
              Instant.ofEpochMilli(found.getSeenAtMs()));
        });
  }
}
