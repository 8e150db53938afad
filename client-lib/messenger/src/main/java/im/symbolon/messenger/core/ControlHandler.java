package im.symbolon.messenger.core;

import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.omemo.Envelope;

/** Takes control content: what one device says to another, and no person reads. */
public interface ControlHandler {
  /**
   * Takes the content, if it is of its kind, in the transaction that opened it. What is control
   * content gets no receipt, makes no line in the chat, and whatever is wrong with it is answered
   * with nothing (REVIEW 27).
   *
   * @param sender the authenticated device; nothing says yet that it is trusted or listed
   * @param outcome what is to be done once all this was committed
   * @return true when it was of its kind, also when it was of no use: no other handler sees it then
   */
  boolean take(Rows rows, DeviceAddress sender, Envelope envelope, Outcome outcome)
      throws StoreException;
}
