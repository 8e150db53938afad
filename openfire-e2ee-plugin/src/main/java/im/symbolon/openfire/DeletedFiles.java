package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.files.FileBook;
import im.symbolon.service.files.FileException;
import java.util.Map;
import org.jivesoftware.openfire.event.UserEventListener;
import org.jivesoftware.openfire.user.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an account's files out of use with the account, and again when one of that name is made:
 * the next owner is somebody else.
 */
final class DeletedFiles implements UserEventListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeletedFiles.class);

  private final String domain;
  private final FileBook book;

  DeletedFiles(String domain, FileBook book) {
    this.domain = domain;
    this.book = book;
  }

  @Override
  public void userDeleting(User user, Map<String, Object> parameters) {
    forget(user);
  }

  private void forget(User user) {
    try {
      book.forget(new BareJid(user.getUsername(), domain));
    } catch (FileException | IllegalArgumentException e) {
      LOG.warn("The files of an earlier account {} stay until they expire", user.getUsername(), e);
    }
  }

  @Override
  public void userCreated(User user, Map<String, Object> parameters) {
    forget(user);
  }

  @Override
  public void userModified(User user, Map<String, Object> parameters) {
    // Nothing about an account but its name matters here.
  }
}
