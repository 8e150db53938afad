package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {
  private static final BareJid ROMEO = new BareJid("romeo", "example.com");

  @Test
  void anAccountInvitationNamesItsServer() {
    assertThat(Invitation.read(" xmpp:example.com?register;preauth=TkOk "))
        .contains(new Invitation("example.com", Optional.empty(), Optional.empty(), "TkOk"));
    assertThat(Invitation.read("xmpp:romeo@example.com?register;preauth=TkOk"))
        .contains(new Invitation("example.com", Optional.of(ROMEO), Optional.empty(), "TkOk"));
  }

  /** XEP-0445 §2.3: with ibr=y, the inviter's server makes an account for the token. */
  @Test
  void aContactsInvitationNamesWhoInvites() {
    Invitation found =
        Invitation.read("xmpp:romeo@example.com?roster;preauth=TkOk;ibr=y").orElseThrow();
    assertThat(found.inviter()).contains(ROMEO);
    assertThat(found.accountOf("julia")).contains(new BareJid("julia", "example.com"));
    assertThat(found.accountOf(" Julia@Example.com ")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "romeo@example.com",
        "xmpp:romeo@example.com",
        "xmpp:romeo@example.com?roster;preauth=x",
        "xmpp:romeo@example.com?roster;preauth=x;ibr=n",
        "xmpp:example.com?register",
        "xmpp:example.com?register;preauth=",
        "xmpp:example.com?register;preauth=a;preauth=b",
        "xmpp:example.com?message;preauth=a",
        "https://example.com/invite?TkOk"
      })
  void otherThingsAreNone(String pasted) {
    assertThat(Invitation.read(pasted)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "julia@other.test", "a@b@c", "ju/lia", "ju\u202Elia"})
  void aNameElsewhereOrNoneIsNoAccount(String typed) {
    Invitation found = Invitation.read("xmpp:example.com?register;preauth=x").orElseThrow();
    assertThat(found.accountOf(typed)).isEmpty();
  }
}
