package im.symbolon.messenger.files.http;

import im.symbolon.messenger.files.Cancel;
import im.symbolon.messenger.files.FileException;
import im.symbolon.protocol.files.FileUrl;
import im.symbolon.protocol.files.UploadSlot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** Up- and downloads over HTTPS, with certificates checked as the connection's are. */
public interface HttpDoor {
  /** Writes what is uploaded; told to stop by {@link Cancel}. */
  @FunctionalInterface
  interface Body {
    /** Exactly as many bytes as were promised. */
    void writeTo(OutputStream out) throws IOException, FileException;
  }

  /**
   * Uploads into a slot, with the headers that came with it.
   *
   * @param length of the body in bytes
   * @throws FileException NETWORK, UNTRUSTED_CERTIFICATE, REFUSED, TOO_LARGE, SERVER_FULL or
   *     CANCELLED; what the body threw
   */
  void put(UploadSlot slot, long length, Body body, Cancel cancel) throws FileException;

  /**
   * Asks for a file from that byte on.
   *
   * @throws FileException NETWORK, UNTRUSTED_CERTIFICATE, FORBIDDEN_ADDRESS, REFUSED, GONE or
   *     CANCELLED
   */
  Download get(FileUrl url, long from, Cancel cancel) throws FileException;

  /** What is answered; closing it ends the connection. */
  interface Download extends AutoCloseable {
    /** With which byte it begins: the one that was asked for, or 0. */
    long from();

    /** Of the whole file; empty when the server does not say. */
    OptionalLong total();

    /** The bytes. */
    InputStream body();

    @Override
    void close();
  }
}
