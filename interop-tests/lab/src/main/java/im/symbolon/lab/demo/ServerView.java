package im.symbolon.lab.demo;

import im.symbolon.lab.RunningOpenfire;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server saw of one message, from its own record of every stanza that it passed on. */
final class ServerView {
  private static final Pattern PAYLOAD = Pattern.compile("<payload[^>]*>([^<]*)</payload>");
  private static final Pattern KEY = Pattern.compile("<key rid=");

  private ServerView() {}

  /** One line about the message with that id; empty while the server has not written it down. */
  static String of(RunningOpenfire server, String id) throws IOException {
    String record = server.recordedStanzas();
    int at = record.indexOf("id=\"" + id + "\"");
    if (at < 0) {
      return "";
    }
    String stanza = record.substring(at, Math.max(at, record.indexOf("</message>", at)));
    Matcher payload = PAYLOAD.matcher(stanza);
    long keys = KEY.matcher(stanza).results().count();
    if (!payload.find()) {
      return server.domain() + ": " + keys + " keys, no payload";
    }
    String text = payload.group(1);
    return server.domain()
        + ": "
        + text.substring(0, Math.min(22, text.length()))
        + "… ("
        + text.length()
        + " characters, for "
        + keys
        + (keys == 1 ? " device)" : " devices)");
  }
}
