package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Making an account (XEP-0077 §3.1), over a connection that does nothing else; with an invitation's
 * token where somebody was invited (XEP-0445).
 */
final class Registration implements StanzaHandler {
  private static final String REGISTER = "jabber:iq:register";
  private static final String INVITATION = "urn:xmpp:pars:0";

  private final ConnectionConfig config;
  private final Wire wire;

  Registration(ConnectionConfig config, SecureRandom random) {
    this.config = config;
    this.wire = new Wire(config, random);
  }

  void register(Password password, Optional<String> token) throws TransportException {
    SmackSession session =
        new SmackSession(config, config.resource(), this, id -> {}, (s, why) -> {});
    wire.attach(session);
    session.connect();
    try {
      if (token.isPresent()) {
        present(token.get());
      }
      wire.await(wire.ask(IqType.SET, wire.ownDomain(), form(password)));
    } catch (TransportException e) {
      throw translate(e);
    } finally {
      session.breakOff();
    }
  }

  /** XEP-0445 §2.1: the token is shown before the form is sent. */
  private void present(String token) throws TransportException {
    XmlElement preauth = XmlElement.element(INVITATION, "preauth").with("token", token).build();
    try {
      wire.await(wire.ask(IqType.SET, wire.ownDomain(), preauth));
    } catch (TransportException e) {
      if (e.reason() != Reason.STANZA_ERROR) {
        throw e;
      }
      Reason reason = Reason.INVITATION_REFUSED;
      throw new TransportException(reason, wire.failures().sentence(reason), e);
    }
  }

  private XmlElement form(Password password) {
    return XmlElement.element(REGISTER, "query")
        .with(XmlElement.element(REGISTER, "username").text(config.account().local()).build())
        .with(XmlElement.element(REGISTER, "password").text(password.reveal()).build())
        .build();
  }

  private TransportException translate(TransportException e) {
    if (e.reason() != Reason.STANZA_ERROR) {
      return e;
    }
    Reason reason =
        e.isStanzaError("conflict") ? Reason.ACCOUNT_EXISTS : Reason.REGISTRATION_REFUSED;
    return new TransportException(reason, wire.failures().sentence(reason), e);
  }

  @Override
  public boolean expects(String id) {
    return wire.requests().expects(id);
  }

  @Override
  public void answer(XmlElement iq) {
    wire.requests().answered(iq);
  }

  @Override
  public void unreadableAnswer(String id, ProtocolException why) {
    if (id != null) {
      wire.requests().unreadable(id, why);
    }
  }

  @Override
  public void request(XmlElement iq) {}

  @Override
  public void presence(XmlElement presence) {}

  @Override
  public void message(XmlElement message) {}
}
