package im.symbolon.openfire;

import im.symbolon.service.admin.FileFigures;
import im.symbolon.service.files.EndpointSettings;
import im.symbolon.service.files.FileBook;
import im.symbolon.service.files.FileStorage;
import im.symbolon.service.files.FileSweeper;
import im.symbolon.service.files.UploadEndpoint;
import im.symbolon.service.files.UploadRequests;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the files of messages: slots by IQ, an HTTPS endpoint with the host's own certificate, and
 * what erases files in the end. What cannot begin says so in one line of the log, and nobody is
 * told of files then.
 */
final class Files {
  private static final Logger LOG = LoggerFactory.getLogger(Files.class);

  /** Often enough that nothing stays long after its time, see {@link FileSweeper}. */
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(10);

  private Files() {}

  static void host(Hosting hosting) {
    if (!Setting.FILES.isOn()) {
      return;
    }
    try {
      serve(hosting);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.error("No files are served: {}", e.getMessage());
      LOG.debug("No files are served", e);
    }
  }

  private static void serve(Hosting hosting) throws IOException, GeneralSecurityException {
    HostTls tls = HostTls.of(hosting.server());
    FileStorage storage = FileStorages.open(hosting);
    FileBook book =
        new FileBook(hosting.database(), hosting.clock(), new SecureRandom(), FileSettings.rules());
    UploadRequests requests =
        new UploadRequests(
            hosting.addresses(), book, FileSettings.url(tls, hosting.server().getServerInfo()));
    UploadEndpoint endpoint = start(tls, book, storage);
    hosting.onClose(endpoint::close);
    FileSweeper sweeper = new FileSweeper(book, storage, hosting.clock());
    FileCare care = new FileCare(sweeper, tls, endpoint);
    Threads.repeat(
        Threads.timer(hosting, "symbolon-files"), care, Duration.ofMinutes(1), SWEEP_PAUSE);
    hosting.listen(new DeletedAccounts(hosting.domain(), "files", book::forget));
    hosting.show(new FileFigures(book));
    hosting.answer(requests);
  }

  private static UploadEndpoint start(HostTls tls, FileBook book, FileStorage storage)
      throws IOException, GeneralSecurityException {
    EndpointSettings settings = FileSettings.endpoint();
    try {
      return UploadEndpoint.start(settings, tls.context(), book, storage);
    } catch (IOException e) {
      throw new IOException("cannot listen at " + settings.address() + ": " + e.getMessage(), e);
    }
  }
}
