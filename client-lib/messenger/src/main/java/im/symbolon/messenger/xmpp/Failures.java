package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPException.StreamErrorException;
import org.jivesoftware.smack.XMPPException.XMPPErrorException;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** Turns Smack's many exceptions into one reason and one sentence. */
final class Failures {
  private static final int MAX_CAUSES = 16;

  private final String domain;

  Failures(String domain) {
    this.domain = domain;
  }

  TransportException translate(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = failure; t != null && causes.size() < MAX_CAUSES; t = t.getCause()) {
      causes.add(t);
    }
    for (Throwable cause : causes) {
      if (cause instanceof TransportException known) {
        return known;
      }
      if (cause instanceof XMPPErrorException error) {
        return new TransportException(stanzaError(error));
      }
    }
    Reason reason = reason(causes);
    return new TransportException(reason, sentence(reason), failure);
  }

  private static Reason reason(List<Throwable> causes) {
    // Wrappers say less than what they wrap, so the innermost that is known decides.
    for (int i = causes.size() - 1; i >= 0; i--) {
      Reason reason = reason(causes.get(i));
      if (reason != null) {
        return reason;
      }
    }
    return causes.get(0) instanceof SmackException ? Reason.PROTOCOL : Reason.NO_NETWORK;
  }

  private static Reason reason(Throwable cause) {
    if (cause instanceof StreamGivenUp) {
      return Reason.NOT_STORED;
    } else if (cause instanceof CertificateException
        || cause instanceof CertPathValidatorException) {
      return Reason.UNTRUSTED_CERTIFICATE;
    } else if (cause instanceof SASLErrorException sasl) {
      return saslReason(sasl);
    } else if (cause instanceof SmackException.SmackSaslException) {
      boolean nothingSafe = String.valueOf(cause.getMessage()).startsWith("No supported");
      return nothingSafe ? Reason.TLS_UNAVAILABLE : Reason.PROTOCOL;
    } else if (cause instanceof SmackException.SecurityRequiredException
        || cause instanceof SmackException.SecurityNotPossibleException) {
      return Reason.TLS_UNAVAILABLE;
    } else if (cause instanceof StreamErrorException stream) {
      return streamReason(stream.getStreamError().getCondition());
    }
    return networkReason(cause);
  }

  private static Reason networkReason(Throwable cause) {
    if (cause instanceof SmackException.EndpointConnectionException endpoint) {
      return endpoint.getConnectionExceptions().isEmpty() ? Reason.HOST_UNKNOWN : Reason.NO_NETWORK;
    } else if (cause instanceof SmackException.NoEndpointsDiscoveredException
        || cause instanceof UnknownHostException) {
      return Reason.HOST_UNKNOWN;
    } else if (cause instanceof SmackException.NoResponseException) {
      return Reason.TIMEOUT;
    } else if (cause instanceof SmackException.NotConnectedException
        || cause instanceof SmackException.SmackMessageException
        || cause instanceof XmlPullParserException) {
      return Reason.NO_NETWORK;
    } else if (cause instanceof InterruptedException) {
      return Reason.NOT_CONNECTED;
    }
    return null;
  }

  private static Reason saslReason(SASLErrorException failure) {
    return switch (failure.getSASLFailure().getSASLError()) {
      case not_authorized, account_disabled, credentials_expired -> Reason.WRONG_PASSWORD;
      case encryption_required, mechanism_too_weak, invalid_mechanism -> Reason.TLS_UNAVAILABLE;
      case temporary_auth_failure -> Reason.TIMEOUT;
      default -> Reason.PROTOCOL;
    };
  }

  private static Reason streamReason(StreamError.Condition condition) {
    return switch (condition) {
      case conflict, system_shutdown, reset, connection_timeout -> Reason.SESSION_ENDED;
      case host_unknown, host_gone -> Reason.HOST_UNKNOWN;
      default -> Reason.PROTOCOL;
    };
  }

  private static StanzaError stanzaError(XMPPErrorException failure) {
    return new StanzaError(
        failure.getStanzaError().getCondition().toString(),
        String.valueOf(failure.getStanzaError().getType()).toLowerCase(Locale.ROOT),
        Optional.empty());
  }

  /** What to tell the user. */
  String sentence(Reason reason) {
    return switch (reason) {
      case WRONG_PASSWORD -> domain + " does not accept this name and password.";
      case INVITATION_REFUSED -> domain + " does not take this invitation, or no more.";
      case ACCOUNT_EXISTS -> "This name is already taken at " + domain + "; choose another.";
      case REGISTRATION_REFUSED ->
          domain + " does not let new accounts be made this way; ask its operator for one.";
      case UNTRUSTED_CERTIFICATE ->
          "The certificate of "
              + domain
              + " is not trusted, so nothing was sent; ask its operator, or try another network.";
      case TLS_UNAVAILABLE ->
          domain + " offers no secure way to log in; ask its operator to turn on TLS and SCRAM.";
      case HOST_UNKNOWN ->
          "No server is known for " + domain + "; check the address and the network.";
      case NO_NETWORK -> domain + " cannot be reached; check the network.";
      case TIMEOUT -> domain + " does not answer in time; it is tried again later.";
      case NOT_CONNECTED -> "There is no connection to " + domain + ".";
      case SESSION_ENDED -> domain + " ended the connection; it is made anew.";
      case NOT_STORED -> "A message could not be stored on this device; free some space.";
      case NOT_OFFERED -> domain + " does not offer that.";
      case STANZA_ERROR -> domain + " answered with an error.";
      case PROTOCOL -> domain + " does not speak the protocol as it should.";
    };
  }
}
