package im.symbolon.messenger.export;

import im.symbolon.messenger.export.ExportWords.Word;
import java.io.IOException;
import java.io.Writer;

/** How pages begin, and look: on paper as on screens. Nothing is fetched, and nothing runs. */
final class Head {
  private static final String POLICY =
      "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'; base-uri 'none';"
          + " form-action 'none'";

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #d9dde3; --quiet: #667080; --mine: #e6f2f0; --theirs: #f3f5f8; --sign: #0f766e }
      @media (prefers-color-scheme: dark) { :root { --line: #343b46; --quiet: #9aa4b2; --mine: #12332f; --theirs: #23282f; --sign: #4fb3a6 } }
      body { margin: 0; font: 16px/1.5 Inter, system-ui, "Segoe UI", "Noto Sans", sans-serif }
      main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
      h1 { font-size: 1.5rem; margin: 1rem 0 0; overflow-wrap: anywhere }
      h2 { font-size: .85rem; font-weight: 600; color: var(--quiet); text-align: center; margin: 2rem 0 1rem }
      nav a { margin-inline-end: 1rem }
      a { color: var(--sign) }
      .quiet, small, time, header { color: var(--quiet); font-size: .85rem }
      .warning { border: 1px solid var(--line); border-radius: 8px; padding: .6rem .9rem; margin: 1rem 0; font-size: .9rem }
      article { background: var(--theirs); border-radius: 12px; padding: .5rem .9rem .6rem; margin: .35rem 3rem .35rem 0; break-inside: avoid }
      article.mine { background: var(--mine); margin: .35rem 0 .35rem 3rem }
      article p { margin: .15rem 0 }
      .text { white-space: pre-wrap; overflow-wrap: anywhere }
      .note { color: var(--quiet); font-size: .85rem; text-align: center; margin: .8rem 3rem }
      .file { overflow-wrap: anywhere }
      blockquote { margin: .2rem 0; padding-inline-start: .7rem; border-inline-start: 3px solid var(--sign); color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere }
      img { max-width: 100%; max-height: 20rem; border-radius: 8px }
      ul { list-style: none; margin: .3rem 0 0; padding: 0; color: var(--quiet); font-size: .85rem }
      li { display: inline-block; margin-inline-end: .9rem }
      table { border-collapse: collapse; width: 100%; margin-top: 1rem }
      td { border-top: 1px solid var(--line); padding: .6rem .4rem; overflow-wrap: anywhere; vertical-align: top }
      td:last-child { text-align: end; white-space: nowrap; color: var(--quiet) }
      @media print {
        :root { color-scheme: light; --line: #ccc; --quiet: #555; --mine: #fff; --theirs: #fff; --sign: #000 }
        body { font-size: 10pt } nav { display: none } main { max-width: none; padding: 0 }
        article, article.mine { border: 1px solid #ccc; margin: .25rem 0 } article.mine { margin-inline-start: 2rem }
        h2 { break-after: avoid } img { max-height: 9cm }
      }
      """;

  private Head() {}

  /**
   * @param title of the page
   * @param up where the copy's own folder is from there
   */
  static void write(Writer out, ExportWords words, String title, String up) throws IOException {
    out.write("<!DOCTYPE html>\n<html lang=\"");
    Markup.text(out, words.language());
    out.write("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.write("<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    Markup.text(out, title);
    out.write("</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n");
    if (up.isEmpty()) {
      out.write("<p class=\"warning\">");
      Markup.text(out, words.word(Word.WARNING));
      out.write("</p>\n");
    }
  }
}
