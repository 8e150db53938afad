package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainVerifierTest {
  @ParameterizedTest
  @CsvSource({
    "example.org, example.org, true",
    "Example.ORG, eXample.org, true",
    "example.org, example.org., true",
    "im.example.org, *.example.org, true",
    "münchen.example, xn--mnchen-3ya.example, true",
    "example.org, *.example.org, false",
    "a.b.example.org, *.example.org, false",
    "example.org, *.org, false",
    "im.example.org, i*.example.org, false",
    "im.example.org, *, false",
    "example.org, example.org.evil.test, false",
    "example.org, notexample.org, false",
    "example.org, '', false",
    "'', '', false",
  })
  void matchesWholeNamesOnly(String domain, String certified, boolean matches) {
    assertThat(DomainVerifier.isFor(domain, names(certified))).isEqualTo(matches);
  }

  @Test
  void certificateWithoutDnsNamesIsForNobody() {
    assertThat(DomainVerifier.isFor("example.org", null)).isFalse();
    assertThat(DomainVerifier.isFor("example.org", List.of())).isFalse();
    assertThat(DomainVerifier.isFor("example.org", List.of(List.of(1, "example.org")))).isFalse();
  }

  private static Collection<List<?>> names(String... dns) {
    return Arrays.stream(dns).<List<?>>map(name -> List.of(2, name)).toList();
  }
}
