package im.symbolon.service.files.s3;

import java.net.URI;
import java.util.Objects;

/**
 * A bucket and the right to use it. The bucket exists, is for this service alone, and nobody reads
 * it but this service.
 */
public final class S3Access {
  private final URI endpoint;
  private final String region;
  private final String bucket;
  private final Credentials credentials;

  /** What the storage knows this service by. */
  public static final class Credentials {
    private final String keyId;
    private final String secret;

    public Credentials(String keyId, String secret) {
      this.keyId = Objects.requireNonNull(keyId);
      this.secret = Objects.requireNonNull(secret);
    }

    String keyId() {
      return keyId;
    }

    String secret() {
      return secret;
    }

    @Override
    public String toString() {
      return "Credentials";
    }
  }

  /**
   * Names the bucket.
   *
   * @param endpoint such as {@code https://s3.eu-central-1.amazonaws.com}, or another maker's
   * @param region as the storage calls it; where it has none, {@code us-east-1}
   */
  public S3Access(URI endpoint, String region, String bucket, Credentials credentials) {
    this.endpoint = Objects.requireNonNull(endpoint);
    this.region = Objects.requireNonNull(region);
    this.bucket = Objects.requireNonNull(bucket);
    this.credentials = Objects.requireNonNull(credentials);
  }

  URI endpoint() {
    return endpoint;
  }

  String region() {
    return region;
  }

  String bucket() {
    return bucket;
  }

  Credentials credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return "S3Access";
  }
}
