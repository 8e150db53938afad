package im.symbolon.service.prekeys;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What the store knows of a device besides its claim keys. */
record StoredDevice(
    DeviceId device, IdentityKey identity, SignedPreKey signed, SignedClaimKey lastResort) {
  static final String COLUMNS =
      "device, identityKey, signedId, signedKey, signedSignature,"
          + " lastId, lastKey, lastExpires, lastSignature";

  static StoredDevice of(PrekeyPublication publication) {
    return new StoredDevice(
        publication.device(),
        publication.identity(),
        publication.signedPreKey(),
        publication.lastResort());
  }

  /** Reads {@link #COLUMNS}. */
  static StoredDevice read(ResultSet row) throws SQLException {
    try {
      return new StoredDevice(
          new DeviceId(row.getInt(1)),
          IdentityKey.parse(row.getString(2)),
          new SignedPreKey(
              new SignedPreKeyId(row.getInt(3)),
              CurveKey.parse(row.getString(4)),
              Signature.parse(row.getString(5))),
          key(Pool.LAST_RESORT, row, 6));
    } catch (ProtocolException e) {
      throw new SQLException("a stored device is damaged", e);
    }
  }

  /** Reads id, key, expiry and signature. */
  static SignedClaimKey key(Pool pool, ResultSet row, int first)
      throws SQLException, ProtocolException {
    return new SignedClaimKey(
        new PreKeyId(row.getInt(first)),
        CurveKey.parse(row.getString(first + 1)),
        pool,
        Instant.ofEpochSecond(row.getLong(first + 2)),
        Signature.parse(row.getString(first + 3)));
  }

  /** The values of {@link #COLUMNS} after {@code device}. */
  Object[] values() {
    return new Object[] {
      identity.toBase64(),
      signed.id().value(),
      signed.key().toBase64(),
      signed.signature().toBase64(),
      lastResort.id().value(),
      lastResort.key().toBase64(),
      lastResort.expires().getEpochSecond(),
      lastResort.signature().toBase64()
    };
  }
}
