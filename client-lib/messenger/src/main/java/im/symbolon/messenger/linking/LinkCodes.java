package im.symbolon.messenger.linking;

import java.time.Instant;

/** What a device shows that waits to be linked. Strings cannot be wiped: show it and forget it. */
public final class LinkCodes {
  private final String typed;
  private final String qrCode;
  private final Instant until;

  LinkCodes(String typed, String qrCode, Instant until) {
    this.typed = typed;
    this.qrCode = qrCode;
    this.until = until;
  }

  /** To be typed: sixteen characters in four groups. */
  public String typed() {
    return typed;
  }

  /** The text of a QR code. */
  public String qrCode() {
    return qrCode;
  }

  /** By then it cannot be used any more. */
  public Instant until() {
    return until;
  }

  @Override
  public String toString() {
    return "LinkCodes";
  }
}
