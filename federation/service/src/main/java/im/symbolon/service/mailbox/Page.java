package im.symbolon.service.mailbox;

import java.util.List;

/**
 * What a query found.
 *
 * @param messages in the mailbox's order, whichever end was asked for
 * @param complete true when nothing follows in the direction of the query
 * @param index how many matches stand before the first message
 * @param count how many messages match altogether
 */
record Page(List<KeptMessage> messages, boolean complete, int index, int count) {
  Page {
    messages = List.copyOf(messages);
  }
}
