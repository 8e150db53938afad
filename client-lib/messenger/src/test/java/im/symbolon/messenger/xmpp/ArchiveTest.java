package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Pages of the archive, and what does not belong to them. */
class ArchiveTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private final List<XmlElement> asked = new ArrayList<>();
  private final Set<String> accountFeatures = new HashSet<>(Set.of("urn:xmpp:mam:2"));
  private final Set<String> domainFeatures = new HashSet<>();
  private boolean accountRefuses;
  private Function<String, String> answering = query -> fin("complete='true'", "");
  private int queries;
  private final IqChannel channel =
      new IqChannel() {
        @Override
        public BareJid account() {
          return ALICE;
        }

        @Override
        public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
            throws TransportException {
          return payload.is(Namespaces.DISCO_INFO, "query")
              ? Optional.of(features(to))
              : answer(payload);
        }

        @Override
        public long stream() {
          return 1;
        }
      };
  private final Archive archive =
      new Archive(channel, new Disco(channel), () -> "query" + queries++);

  private XmlElement features(EntityAddress to) throws TransportException {
    if (to.account().isPresent() && accountRefuses) {
      throw new TransportException(new StanzaError("forbidden", "auth", Optional.empty()));
    }
    XmlElement.Builder out = XmlElement.element(Namespaces.DISCO_INFO, "query");
    for (String each : to.account().isPresent() ? accountFeatures : domainFeatures) {
      out.with(XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", each).build());
    }
    return out.build();
  }

  private Optional<XmlElement> answer(XmlElement payload) {
    asked.add(payload);
    try {
      String xml = answering.apply(payload.attribute("queryid").orElseThrow());
      return xml.isEmpty() ? Optional.empty() : Optional.of(SecureXml.parse(xml));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private static String fin(String attributes, String last) {
    return "<fin xmlns='urn:xmpp:mam:2' "
        + attributes
        + "><set xmlns='http://jabber.org/protocol/rsm'>"
        + last
        + "</set></fin>";
  }

  private void give(String query, String id, int characters) {
    archive.take(
        new ArchiveResult(
            query,
            id,
            new IncomingStanza(
                EntityAddress.of(new BareJid("bob", "beta.test")),
                EntityAddress.of(ALICE),
                Optional.of(id),
                "chat",
                Origin.ARCHIVE,
                Optional.of(AT),
                List.of(),
                Optional.empty(),
                Optional.of("x".repeat(characters)))));
  }

  private static List<String> ids(ArchivePage page) {
    return page.results().stream().map(ArchiveResult::id).toList();
  }

  @Test
  void asksForWhatLiesBehindAMessage() throws Exception {
    archive.page(ArchivePoint.behind("a1", AT), 50);
    assertThat(asked.get(0).toXml())
        .isEqualTo(
            "<query xmlns='urn:xmpp:mam:2' queryid='query0'>"
                + "<set xmlns='http://jabber.org/protocol/rsm'>"
                + "<max>50</max><after>a1</after></set></query>");
  }

  @Test
  void asksForWhatCameSinceAMoment() throws Exception {
    archive.page(ArchivePoint.since(AT), 50);
    assertThat(asked.get(0).toXml())
        .contains("<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2</value></field>")
        .contains("<field var='start'><value>2026-01-02T03:04:05.678Z</value></field>")
        .doesNotContain("<after>");
    archive.page(ArchivePoint.BEGINNING, 50);
    assertThat(asked.get(1).toXml()).doesNotContain("start");
  }

  @Test
  void asksForTheNewest() throws Exception {
    answering =
        query -> {
          give(query, "z9", 1);
          return fin("", "<first>z9</first><last>z9</last>");
        };
    assertThat(archive.newest().last()).contains("z9");
    assertThat(asked.get(0).toXml()).contains("<max>1</max><before/>");
  }

  @Test
  void aPageEndsWhereTheServerSays() throws Exception {
    answering =
        query -> {
          give(query, "a", 1);
          give(query, "b", 1);
          return fin("", "<last>c</last>");
        };
    ArchivePage page = archive.page(ArchivePoint.BEGINNING, 50);
    assertThat(ids(page)).containsExactly("a", "b");
    assertThat(page.last()).as("c was not for us").contains("c");
    assertThat(page.complete()).isFalse();
    assertThat(page.stable()).isTrue();
  }

  @Test
  void withoutAWordAboutItsEndAPageEndsWithItsLastMessage() throws Exception {
    for (String last : List.of("", "<last/>", "<last>" + "9".repeat(300) + "</last>")) {
      answering =
          query -> {
            give(query, "a", 1);
            return fin("complete='1' stable='false'", last);
          };
      ArchivePage page = archive.page(ArchivePoint.BEGINNING, 50);
      assertThat(page.last()).contains("a");
      assertThat(page.complete()).isTrue();
      assertThat(page.stable()).isFalse();
    }
  }

  @Test
  void anotherQuerysMessagesAreLeftOut() throws Exception {
    give("query0", "before", 1);
    answering =
        query -> {
          give("", "forged", 1);
          give("query", "forged", 1);
          give("query1", "forged", 1);
          give(query, "true", 1);
          return fin("complete='true'", "");
        };
    assertThat(ids(archive.page(ArchivePoint.BEGINNING, 50))).containsExactly("true");
    give("query0", "after", 1);
    give("", "after", 1);
    answering = query -> fin("complete='true'", "");
    assertThat(ids(archive.page(ArchivePoint.BEGINNING, 50))).isEmpty();
  }

  @Test
  void moreThanWasAskedForIsLeftForTheNextPage() throws Exception {
    answering =
        query -> {
          for (int i = 0; i < 1000; i++) {
            give(query, "m" + i, 1);
          }
          return fin("complete='true'", "<last>m999</last>");
        };
    ArchivePage page = archive.page(ArchivePoint.BEGINNING, 3);
    assertThat(ids(page)).containsExactly("m0", "m1", "m2");
    assertThat(page.last()).contains("m2");
    assertThat(page.complete()).isFalse();
  }

  @Test
  void aPageStaysWithinMemoryAndYetMovesOn() throws Exception {
    answering =
        query -> {
          for (int i = 0; i < 5; i++) {
            give(query, "m" + i, 3 << 20);
          }
          return fin("complete='true'", "<last>m4</last>");
        };
    ArchivePage page = archive.page(ArchivePoint.BEGINNING, 50);
    assertThat(ids(page)).containsExactly("m0", "m1");
    assertThat(page.last()).contains("m1");
    assertThat(page.complete()).isFalse();
    answering =
        query -> {
          give(query, "huge", 10 << 20);
          give(query, "next", 1);
          return fin("complete='true'", "");
        };
    assertThat(ids(archive.page(ArchivePoint.BEGINNING, 50))).containsExactly("huge");
  }

  @Test
  void somethingElseInsteadOfAnEndIsNoPage() {
    for (String xml : List.of("", "<end xmlns='urn:xmpp:mam:2'/>", "<fin xmlns='urn:other'/>")) {
      answering = query -> xml;
      assertThatThrownBy(() -> archive.page(ArchivePoint.BEGINNING, 50))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL));
    }
  }

  @Test
  void isOfferedByTheAccountOrItsServer() throws Exception {
    assertThat(archive.isOffered()).isTrue();
    assertThat(archive.marksMessages()).as("only where nobody else can write ids").isFalse();
  }

  @Test
  void isOfferedByTheServerWhenTheAccountSaysNothing() throws Exception {
    accountRefuses = true;
    assertThat(archive.isOffered()).isFalse();
    domainFeatures.addAll(Set.of("urn:xmpp:mam:2", "urn:xmpp:sid:0"));
    Archive later = new Archive(channel, new Disco(channel), () -> "q");
    assertThat(later.isOffered()).isTrue();
    assertThat(later.marksMessages()).isTrue();
  }

  @Test
  void anEarlierVersionIsNotUsed() throws Exception {
    accountFeatures.clear();
    accountFeatures.addAll(Set.of("urn:xmpp:mam:1", "urn:xmpp:sid:0"));
    assertThat(archive.isOffered()).isFalse();
    assertThat(archive.marksMessages()).isFalse();
  }
}
