package im.symbolon.protocol.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.uri.XmppUri.Action;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmppUriTest {
  private static final BareJid ROMEO = new BareJid("romeo", "montague.net");

  private static Reason refusal(String text) {
    try {
      XmppUri.parse(text);
    } catch (ProtocolException e) {
      return e.reason();
    }
    throw new AssertionError("accepted " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "xmpp:romeo@montague.net, NONE",
    "XMPP:romeo@montague.net?message, MESSAGE",
    "xmpp:romeo@montague.net?message;subject=Test;body=Here, MESSAGE",
    "xmpp:romeo@montague.net?roster;name=Romeo;group=Friends, ROSTER",
    "xmpp:romeo@montague.net?subscribe, SUBSCRIBE",
    "xmpp:romeo@montague.net?join, JOIN",
    "xmpp:romeo@montague.net?register;preauth=abc, REGISTER",
    "xmpp:romeo@montague.net?pubsub;action=subscribe, OTHER",
    "xmpp:romeo@montague.net?omemo-sid-1=00, NONE",
    "https://conversations.im/i/romeo@montague.net?roster, ROSTER",
    "https://conversations.im/i/romeo/montague.net, NONE"
  })
  void whatIsToBeDoneStandsFirst(String text, Action action) throws Exception {
    XmppUri read = XmppUri.parse(text);
    assertThat(read.action()).isEqualTo(action);
    assertThat(read.account()).contains(ROMEO);
    assertThat(read.domain()).isEqualTo("montague.net");
  }

  /**
   * XEP-0147 §4: "the following URI … xmpp:romeo@montague.net?message;body=Here%27s%20a%20test".
   */
  @Test
  void parametersAreDecodedOnce() throws Exception {
    XmppUri read = XmppUri.parse("xmpp:romeo@montague.net?message;body=50%2525%20%C3%A4%0Aend");
    assertThat(read.parameter(XmppUri.BODY)).contains("50%25 ä\nend");
  }

  /** XEP-0401 §3.3: an invitation to a server names no account, or the one that is to be made. */
  @Test
  void anInvitationNamesAServer() throws Exception {
    XmppUri read = XmppUri.parse("xmpp:Example.com?register;preauth=TkOk;ibr=y");
    assertThat(read.account()).isEmpty();
    assertThat(read.domain()).isEqualTo("example.com");
    assertThat(read.parameter(XmppUri.PREAUTH)).contains("TkOk");
    assertThat(read.parameter(XmppUri.IBR)).contains("y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xmpp:",
        "xmpp:?message",
        "xmpp:@montague.net",
        "xmpp:romeo@",
        "xmpp://guest@example.com/support@example.com?message",
        "mailto:romeo@montague.net",
        "https://example.org/i/romeo@montague.net",
        "xmpp:ro%zzmeo@montague.net",
        "xmpp:ro%C3meo@montague.net",
        "xmpp:romeo%E2%80%AE@montague.net",
        "xmpp:a@b@c",
        "xmpp:romeo@montague.net?register;preauth=a;preauth=b",
        "xmpp:romeo@montague.net?message;body=%80"
      })
  void otherTextIsRefused(String text) {
    assertThat(refusal(text)).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void longOnesAreRefused() {
    String link = "xmpp:romeo@montague.net?message;body=";
    assertThat(refusal(link + "x".repeat(XmppUri.MAX_LENGTH))).isEqualTo(Reason.OVERSIZED);
    assertThat(refusal(link + "x".repeat(XmppUri.MAX_PARAMETER + 1))).isEqualTo(Reason.OVERSIZED);
  }

  @Test
  void theSameTwiceIsTheSame() throws Exception {
    assertThat(XmppUri.parse("xmpp:romeo@montague.net?register;preauth=a&preauth=a").parameters())
        .containsEntry(XmppUri.PREAUTH, "a");
  }

  @Test
  void aTurkishMachineReadsTheSame() throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(XmppUri.parse("XMPP:ROMEO@MONTAGUE.NET?JOIN").action()).isEqualTo(Action.JOIN);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property
  void whateverIsPastedIsReadOrRefused(@ForAll String text) {
    for (String each : new String[] {text, "xmpp:" + text, "xmpp:a@b?" + text}) {
      try {
        assertThat(XmppUri.parse(each).domain()).isNotEmpty();
      } catch (ProtocolException e) {
        assertThat(e.reason()).isIn(Reason.MALFORMED, Reason.OVERSIZED);
      }
    }
  }

  @Test
  void aLinkIsKnownByItsBeginning() {
    assertThat(XmppUri.isNamed(" Xmpp:x")).isTrue();
    assertThat(XmppUri.isNamed("https://conversations.im/i/x")).isTrue();
    assertThat(XmppUri.isNamed("romeo@montague.net")).isFalse();
    assertThatThrownBy(() -> XmppUri.parse("romeo@montague.net"))
        .isInstanceOf(ProtocolException.class);
  }
}
