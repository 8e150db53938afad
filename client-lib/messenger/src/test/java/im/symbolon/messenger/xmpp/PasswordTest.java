package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordTest {
  @Test
  void closingWipesItAndLeavesCopiesAlone() {
    Password password = Password.of("secret".toCharArray());
    Password copy = password.copy();
    password.close();
    assertThat(password.reveal()).isEqualTo("\0\0\0\0\0\0");
    assertThat(copy.reveal()).isEqualTo("secret");
  }

  @Test
  void neverPrints() {
    assertThat(Password.of("secret".toCharArray()).toString()).isEqualTo("Password");
    assertThatThrownBy(() -> Password.of(new char[0])).hasMessage("a password is not empty");
  }
}
