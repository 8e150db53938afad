package im.symbolon.views;

import im.symbolon.protocol.BareJid;

/** Hears what concerns one chat. */
final class ChatEar implements Heard {
  private final BareJid chat;
  private final Runnable again;
  private final Runnable attended;
  private final Writers writers;

  /**
   * @param again told when what is shown may be old
   * @param attended told when a person looks at the window
   */
  ChatEar(BareJid chat, Runnable again, Runnable attended, Writers writers) {
    this.chat = chat;
    this.again = again;
    this.attended = attended;
    this.writers = writers;
  }

  @Override
  public void chat(BareJid which) {
    if (which.equals(chat)) {
      again.run();
    }
  }

  @Override
  public void typing(BareJid which, BareJid who, boolean composing) {
    if (which.equals(chat)) {
      writers.heard(who, composing);
    }
  }

  @Override
  public void person(BareJid person) {
    chat(person);
  }

  @Override
  public void contacts() {
    again.run();
  }

  @Override
  public void presence(BareJid person) {
    chat(person);
  }

  @Override
  public void portrait(BareJid who) {
    again.run();
  }

  @Override
  public void attended() {
    attended.run();
  }

  @Override
  public void group(BareJid room) {
    chat(room);
  }

  @Override
  public void connection() {
    again.run(); // or more of the history came
  }
}
