package im.symbolon.messenger.files.http;

import im.symbolon.messenger.files.Cancel;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.files.FileUrl;
import im.symbolon.protocol.files.MediaType;
import im.symbolon.protocol.files.UploadSlot;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.security.cert.CertificateException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocketFactory;

/**
 * HTTPS over {@link HttpsURLConnection}, which desktops and phones have. Redirects are followed
 * here, so that each address is judged; no cookies, passwords or caches of the platform are used.
 */
public final class UrlHttpDoor implements HttpDoor {
  private static final int MAX_REDIRECTS = 3;
  private static final int CONNECT_MILLIS = 20_000;
  private static final int READ_MILLIS = 30_000;
  private static final int INSUFFICIENT_STORAGE = 507;
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int PERMANENT_REDIRECT = 308;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final SSLSocketFactory sockets;

  /**
   * Makes one.
   *
   * @param tls says whose certificates are trusted
   */
  public UrlHttpDoor(SSLContext tls, HostLookup lookup, AddressRule rule) {
    this.sockets = new GuardedSockets(tls.getSocketFactory(), lookup, rule);
  }

  @Override
  public void put(UploadSlot slot, long length, Body body, Cancel cancel) throws FileException {
    HttpsURLConnection connection = connection(slot.put());
    cancel.releasing(connection::disconnect);
    try {
      connection.setRequestMethod("PUT");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(length);
      connection.setRequestProperty("Content-Type", MediaType.UNKNOWN.value());
      for (UploadSlot.Header each : slot.headers()) {
        connection.addRequestProperty(each.name(), each.value());
      }
      requireTaken(send(connection, body));
    } catch (IOException | RuntimeException e) {
      throw failure(e, cancel);
    } finally {
      cancel.released();
      connection.disconnect();
    }
  }

  /** The status; a server may answer before it has read everything. */
  private static int send(HttpsURLConnection connection, Body body)
      throws IOException, FileException {
    try (OutputStream out = connection.getOutputStream()) {
      body.writeTo(out);
    } catch (IOException e) {
      try {
        int status = connection.getResponseCode();
        if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
          return status;
        }
      } catch (IOException unanswered) {
        e.addSuppressed(unanswered);
      }
      throw e;
    }
    return connection.getResponseCode();
  }

  private static void requireTaken(int status) throws FileException {
    if (status < HttpURLConnection.HTTP_OK || status >= HttpURLConnection.HTTP_MULT_CHOICE) {
      throw new FileException(
          switch (status) {
            case HttpURLConnection.HTTP_ENTITY_TOO_LARGE -> Reason.TOO_LARGE;
            case INSUFFICIENT_STORAGE -> Reason.SERVER_FULL;
            default ->
                status >= HttpURLConnection.HTTP_INTERNAL_ERROR ? Reason.NETWORK : Reason.REFUSED;
          });
    }
  }

  @Override
  public Download get(FileUrl url, long from, Cancel cancel) throws FileException {
    FileUrl next = url;
    for (int i = 0; i <= MAX_REDIRECTS; i++) {
      cancel.check();
      HttpsURLConnection connection = connection(next);
      cancel.releasing(connection::disconnect);
      boolean used = false;
      try {
        int status = ask(connection, from);
        if (!isRedirect(status)) {
          UrlDownload download = download(connection, status, from);
          used = true;
          return download;
        }
        next = redirected(next, connection.getHeaderField("Location"));
      } catch (IOException | RuntimeException e) {
        throw failure(e, cancel);
      } finally {
        if (!used) {
          connection.disconnect();
        }
      }
    }
    throw new FileException(Reason.FORBIDDEN_ADDRESS);
  }

  private static int ask(HttpsURLConnection connection, long from) throws IOException {
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (from > 0) {
      connection.setRequestProperty("Range", "bytes=" + from + "-");
    }
    return connection.getResponseCode();
  }

  private static boolean isRedirect(int status) {
    return status == HttpURLConnection.HTTP_MOVED_PERM
        || status == HttpURLConnection.HTTP_MOVED_TEMP
        || status == HttpURLConnection.HTTP_SEE_OTHER
        || status == TEMPORARY_REDIRECT
        || status == PERMANENT_REDIRECT;
  }

  private static FileUrl redirected(FileUrl from, String location) throws FileException {
    try {
      return FileUrl.parse(from.uri().resolve(location == null ? "" : location).toString());
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new FileException(Reason.FORBIDDEN_ADDRESS, e);
    }
  }

  private static UrlDownload download(HttpsURLConnection connection, int status, long from)
      throws IOException, FileException {
    return switch (status) {
      case HttpURLConnection.HTTP_OK -> UrlDownload.whole(connection);
      case HttpURLConnection.HTTP_PARTIAL -> UrlDownload.part(connection, from);
      case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE ->
          throw new FileException(Reason.GONE);
      case RANGE_NOT_SATISFIABLE -> throw new FileException(Reason.NOT_AUTHENTIC);
      default ->
          throw new FileException(
              status >= HttpURLConnection.HTTP_INTERNAL_ERROR ? Reason.NETWORK : Reason.REFUSED);
    };
  }

  private HttpsURLConnection connection(FileUrl url) throws FileException {
    try {
      HttpsURLConnection connection =
          (HttpsURLConnection) url.uri().toURL().openConnection(Proxy.NO_PROXY);
      connection.setSSLSocketFactory(sockets);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      return connection;
    } catch (IOException e) {
      throw new FileException(Reason.FORBIDDEN_ADDRESS, e);
    }
  }

  /**
   * What an exception on the way means for a person. The JDK's connection throws any, when it is
   * ended from elsewhere.
   */
  private static FileException failure(Exception e, Cancel cancel) throws FileException {
    cancel.check();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof GuardedSockets.ForbiddenAddress) {
        return new FileException(Reason.FORBIDDEN_ADDRESS, e);
      }
      if (cause instanceof CertificateException) {
        return new FileException(Reason.UNTRUSTED_CERTIFICATE, e);
      }
    }
    boolean unverified = e instanceof SSLPeerUnverifiedException;
    return new FileException(unverified ? Reason.UNTRUSTED_CERTIFICATE : Reason.NETWORK, e);
  }
}
