package im.symbolon.openfire;

import im.symbolon.service.files.FileException;
import im.symbolon.service.files.FileSweeper;
import im.symbolon.service.files.UploadEndpoint;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is due again and again: erases what is over, and takes a renewed certificate. */
final class FileCare implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(FileCare.class);

  private final FileSweeper sweeper;
  private final HostTls tls;
  private final UploadEndpoint endpoint;

  FileCare(FileSweeper sweeper, HostTls tls, UploadEndpoint endpoint) {
    this.sweeper = sweeper;
    this.tls = tls;
    this.endpoint = endpoint;
  }

  /** Never throws, because nothing would be due again then. */
  @Override
  public void run() {
    try {
      if (tls.isRenewed()) {
        endpoint.renew(tls.context());
        LOG.info("Files are served with the host's new certificate");
      }
      int erased = sweeper.sweep();
      LOG.debug("{} files erased", erased);
    } catch (GeneralSecurityException | FileException | RuntimeException e) {
      LOG.warn("Files were not looked after; that is tried again", e);
    }
  }
}
