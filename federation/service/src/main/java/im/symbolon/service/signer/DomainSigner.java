package im.symbolon.service.signer;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Signs in the domain's name. Its key is made once, by whichever node comes first, and stays in the
 * database: it vouches for what the domain says about itself, and for nothing about its users. It
 * never prints. Thread-safe.
 */
public final class DomainSigner {
  private static final String ALGORITHM = "Ed25519";

  private final IdentityKey key;
  private final PrivateKey secret;

  private DomainSigner(Row row) throws GeneralSecurityException, ProtocolException {
    this.key = IdentityKey.parse(row.publicKey());
    this.secret =
        KeyFactory.getInstance(ALGORITHM)
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(row.secret())));
  }

  private record Row(String publicKey, String secret) {
    @Override
    public String toString() {
      return "Row";
    }
  }

  /**
   * The domain's signer.
   *
   * @throws SQLException when the database does not answer, or holds no key that can be read
   */
  public static DomainSigner of(Database database, SecureRandom random) throws SQLException {
    Row made = generate(random);
    Row kept = database.inTransaction(c -> kept(c, made));
    try {
      return new DomainSigner(kept);
    } catch (GeneralSecurityException | ProtocolException | IllegalArgumentException e) {
      throw new SQLException("the domain's key is damaged"); // the cause may print it
    }
  }

  /** When two nodes insert at once, one of them is refused and comes here again. */
  private static Row kept(Connection c, Row made) throws SQLException {
    List<Row> rows =
        Sql.of("SELECT publicKey, privateKey FROM symbolonDomainKey WHERE singleton = 1")
            .list(c, 1, row -> new Row(row.getString(1), row.getString(2)));
    if (!rows.isEmpty()) {
      return rows.get(0);
    }
    Sql.of(
            "INSERT INTO symbolonDomainKey (singleton, publicKey, privateKey) VALUES (1, ?, ?)",
            made.publicKey(),
            made.secret())
        .update(c);
    return made;
  }

  private static Row generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - IdentityKey.LENGTH, encoded.length);
      Base64.Encoder base64 = Base64.getEncoder();
      return new Row(
          base64.encodeToString(raw), base64.encodeToString(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  /** What others know the domain by. */
  public IdentityKey key() {
    return key;
  }

  /** Signs bytes that say by a label of their own what they are. */
  public Signature sign(byte[] labelled) {
    try {
      java.security.Signature signer = java.security.Signature.getInstance(ALGORITHM);
      signer.initSign(secret);
      signer.update(labelled);
      return Signature.parse(signer.sign());
    } catch (GeneralSecurityException | ProtocolException e) {
      throw new IllegalStateException("Ed25519 signs everything", e);
    }
  }

  @Override
  public String toString() {
    return "DomainSigner";
  }
}
