package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/**
 * What a person is told while they look at something else. There is one for each chat at a time; a
 * later one replaces it.
 *
 * @param title one line, without characters that could be taken for something else
 * @param body the same; empty where the title says all that is to be said
 * @param quiet true when it says less of what was told before, and is to disturb nobody
 */
public record Notice(Of of, String title, String body, boolean quiet) {
  /** Whose chat. */
  public record Of(BareJid account, BareJid chat) {
    public Of {
      Objects.requireNonNull(account);
      Objects.requireNonNull(chat);
    }
  }

  public Notice {
    Objects.requireNonNull(of);
    Objects.requireNonNull(title);
    Objects.requireNonNull(body);
  }

  /** Without what it says: that does not belong into logs. */
  @Override
  public String toString() {
    return "Notice";
  }
}
