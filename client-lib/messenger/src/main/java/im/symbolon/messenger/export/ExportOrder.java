package im.symbolon.messenger.export;

import im.symbolon.protocol.BareJid;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be copied.
 *
 * @param chat that one alone; empty for all
 * @param files whether files that are on this device come along
 * @param packed as one zip, instead of a folder
 * @param words in which the pages are written
 */
public record ExportOrder(
    Optional<BareJid> chat, boolean files, boolean packed, ExportWords words) {
  public ExportOrder {
    Objects.requireNonNull(chat);
    Objects.requireNonNull(words);
  }
}
