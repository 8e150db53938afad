package im.symbolon.service.files.s3;

import im.symbolon.service.files.ByteRange;
import im.symbolon.service.files.FileId;
import im.symbolon.service.files.FileStorage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Files as objects of an S3-compatible storage; the key is the file's id. An object is there when
 * its whole upload is (S3's own promise), so a failed one leaves nothing.
 *
 * <p>Nothing is read from the server's surroundings: no profile, no environment. A request is not
 * repeated, since the bytes of an upload come once.
 */
public final class S3Storage implements FileStorage, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Slower than any client may be, see {@link im.symbolon.service.files.Patience}. */
  private static final long BYTES_PER_SECOND = 8 * 1024;

  private final String bucket;
  private final S3Client client;

  /** Does not connect yet. */
  public S3Storage(S3Access access) {
    this.bucket = access.bucket();
    this.client =
        S3Client.builder()
            .endpointOverride(access.endpoint())
            .region(Region.of(access.region()))
            .credentialsProvider(credentials(access.credentials()))
            .forcePathStyle(true)
            .defaultsMode(DefaultsMode.STANDARD)
            // What other makers' storages do not know is not asked of them.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(configuration())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
            .build();
  }

  private static StaticCredentialsProvider credentials(S3Access.Credentials in) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(in.keyId(), in.secret()));
  }

  private static ClientOverrideConfiguration configuration() {
    return ClientOverrideConfiguration.builder()
        .defaultProfileFile(ProfileFile.aggregator().build())
        .retryStrategy(DefaultRetryStrategy.doNotRetry())
        .build();
  }

  @Override
  public void put(FileId id, InputStream content, long size) throws IOException {
    Duration limit = ANSWER.multipliedBy(2).plusSeconds(size / BYTES_PER_SECOND);
    try {
      client.putObject(
          put ->
              put.bucket(bucket)
                  .key(id.value())
                  .contentType("application/octet-stream")
                  .contentLength(size)
                  .overrideConfiguration(with -> with.apiCallTimeout(limit)),
          RequestBody.fromInputStream(content, size));
    } catch (RuntimeException e) {
      throw failed("store", id, e);
    }
  }

  @Override
  public InputStream open(FileId id, ByteRange range) throws IOException {
    String bytes = "bytes=" + range.first() + "-" + (range.first() + range.length() - 1);
    ResponseInputStream<GetObjectResponse> in;
    try {
      in = client.getObject(get -> get.bucket(bucket).key(id.value()).range(bytes));
    } catch (RuntimeException e) {
      throw failed("read", id, e);
    }
    if (in.response().contentLength() != range.length()) {
      in.abort();
      throw new IOException("the storage has not all of file " + id);
    }
    return in;
  }

  @Override
  public void delete(FileId id) throws IOException {
    try {
      client.deleteObject(delete -> delete.bucket(bucket).key(id.value()));
    } catch (RuntimeException e) {
      throw failed("erase", id, e);
    }
  }

  /** The SDK has exceptions of its own, and throws others, too: for content that is short. */
  private static IOException failed(String what, FileId id, RuntimeException e) {
    return new IOException("the storage did not " + what + " file " + id, e);
  }

  /** Gives the connections back. */
  @Override
  public void close() {
    client.close();
  }
}
