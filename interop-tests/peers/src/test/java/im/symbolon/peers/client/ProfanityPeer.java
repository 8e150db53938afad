package im.symbolon.peers.client;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabException;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.lab.profanity.Profanity;
import im.symbolon.lab.profanity.ProfanityLogin;
import im.symbolon.protocol.BareJid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Somebody who uses Profanity. */
public final class ProfanityPeer implements ForeignClient {
  private final BareJid account;
  private final Profanity profanity;

  private ProfanityPeer(BareJid account, Profanity profanity) {
    this.account = account;
    this.profanity = profanity;
  }

  /** A new account, and Profanity online with it; when that returns, others can write to it. */
  public static ProfanityPeer start(FederationLab lab, BareJid account, Path directory)
      throws Exception {
    Path own = Files.createDirectories(directory.resolve(account.toString()));
    try (Device registration =
        Device.of(lab, account, "registration", own, new RememberingRandom())) {
      registration.register();
    }
    RunningServer server = lab.host(account.domain());
    ProfanityLogin login =
        new ProfanityLogin(
            account, Device.passwordOf(account), server.address(), server.c2sPort(), lab.caFile());
    return new ProfanityPeer(account, Profanity.start(login, own.resolve("profanity")));
  }

  @Override
  public BareJid account() {
    return account;
  }

  @Override
  public String name() {
    return "Profanity";
  }

  @Override
  public void say(BareJid to, String text) throws LabException {
    profanity.say(to, text);
  }

  @Override
  public void enter(BareJid room) throws LabException {
    profanity.enter(room, account.local());
  }

  @Override
  public void write(BareJid room, String text, List<BareJid> members) throws LabException {
    profanity.write(room, text, members);
  }

  @Override
  public List<String> texts(BareJid from) throws LabException {
    return profanity.texts(from);
  }

  @Override
  public List<String> failures() {
    return profanity.failures();
  }

  @Override
  public void subscribe(BareJid to) throws LabException {
    profanity.subscribe(to);
  }

  @Override
  public void accept(BareJid from) throws LabException {
    profanity.accept(from);
  }

  @Override
  public void refresh(BareJid contact) throws LabException {
    profanity.startSessions(contact);
  }

  @Override
  public void resendLast() throws LabException {
    profanity.resendLast();
  }

  /** Profanity loses those with everybody. */
  @Override
  public void loseSessions(BareJid with) throws LabException {
    profanity.loseSessions();
  }

  @Override
  public void stop() {
    profanity.stop();
  }

  @Override
  public void start() throws LabException {
    profanity.start();
  }

  @Override
  public long deviceId() {
    return profanity.deviceId();
  }

  @Override
  public String fingerprint() {
    return profanity.fingerprint();
  }

  @Override
  public List<String> rawStanzas() {
    return profanity.rawStanzas();
  }

  /** Profanity itself, for what only it can do. */
  public Profanity profanity() {
    return profanity;
  }

  @Override
  public void close() {
    profanity.close();
  }

  @Override
  public String toString() {
    return account + " (" + name() + ")";
  }
}
