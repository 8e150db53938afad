package im.symbolon.service.policy;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps the policy, in tables {@code symbolonPolicy} and {@code symbolonPolicyVersion}. */
public final class PolicyStore {
  /** More rules than anybody reads. */
  public static final int MAX_RULES = 10_000;

  private static final String ALLOW = "ALLOW";
  private static final String DENY = "DENY";
  private static final String EXEMPT = "EXEMPT";
  private static final String CLOSED = "CLOSED";
  private static final String DRY_RUN = "DRY_RUN";
  private static final String TLS_ONLY = "TLS_ONLY";
  private static final String REQUIRED = "required";
  private static final String FREE = "free";

  private final Database database;

  /** Works on the tables that {@link im.symbolon.service.jdbc.Schema} or the host installed. */
  public PolicyStore(Database database) {
    this.database = Objects.requireNonNull(database);
  }

  /**
   * A policy as it is stored.
   *
   * @param version grows with every change
   */
  public record Stored(Policy policy, long version) {}

  private record Row(String kind, String name, String setting) {}

  /** The one that is in force. */
  public Stored load() throws SQLException {
    return database.inTransaction(
        c -> {
          long version = version(c);
          List<Row> rows =
              Sql.of("SELECT kind, name, setting FROM symbolonPolicy")
                  .list(
                      c,
                      MAX_RULES,
                      row -> new Row(row.getString(1), row.getString(2), row.getString(3)));
          return new Stored(read(rows), version);
        });
  }

  private static long version(Connection c) throws SQLException {
    return Sql.of("SELECT version FROM symbolonPolicyVersion WHERE singleton = 1")
        .list(c, 1, row -> row.getLong(1))
        .get(0);
  }

  /**
   * Puts another one in force, unless it was changed since.
   *
   * @param known the version that the change was made to
   * @return false when it was changed by somebody else; then nothing was stored
   */
  public boolean save(Policy next, long known) throws SQLException {
    List<Row> rows = rows(next);
    if (rows.size() > MAX_RULES) {
      throw new IllegalArgumentException("more than " + MAX_RULES + " rules");
    }
    return database.inTransaction(
        c -> {
          boolean first =
              Sql.of(
                          "UPDATE symbolonPolicyVersion SET version = version + 1"
                              + " WHERE singleton = 1 AND version = ?",
                          known)
                      .update(c)
                  == 1;
          if (first) {
            Sql.of("DELETE FROM symbolonPolicy").update(c);
            for (Row each : rows) {
              insert(c, each);
            }
          }
          return first;
        });
  }

  private static void insert(Connection c, Row row) throws SQLException {
    Sql.of(
            "INSERT INTO symbolonPolicy (kind, name, setting) VALUES (?, ?, ?)",
            row.kind(),
            row.name(),
            row.setting())
        .update(c);
  }

  private static List<Row> rows(Policy policy) {
    List<Row> out = new ArrayList<>();
    for (Map.Entry<Scope, Requirement> each : policy.requirements().entrySet()) {
      Scope scope = each.getKey();
      out.add(new Row(scope.kind().name(), scope.name(), setting(each.getValue())));
    }
    policy.domains().allowed().forEach(name -> out.add(new Row(ALLOW, name, "")));
    policy.domains().denied().forEach(name -> out.add(new Row(DENY, name, "")));
    policy.exempt().forEach(name -> out.add(new Row(EXEMPT, name, "")));
    if (!policy.domains().open()) {
      out.add(new Row(CLOSED, "", ""));
    }
    if (policy.domains().tlsOnly()) {
      out.add(new Row(TLS_ONLY, "", ""));
    }
    if (policy.dryRun()) {
      out.add(new Row(DRY_RUN, "", ""));
    }
    return out;
  }

  private static String setting(Requirement requirement) {
    String encrypted = requirement.encrypted() ? REQUIRED : FREE;
    return encrypted + requirement.minimum().map(v -> " " + v.number()).orElse("");
  }

  private static Policy read(List<Row> rows) {
    SortedMap<Scope, Requirement> requirements = new TreeMap<>();
    for (Row each : rows) {
      for (Scope.Kind kind : Scope.Kind.values()) {
        if (kind.name().equals(each.kind())) {
          requirements.put(new Scope(kind, each.name()), requirement(each.setting()));
        }
      }
    }
    boolean open = names(rows, CLOSED).isEmpty();
    boolean tlsOnly = !names(rows, TLS_ONLY).isEmpty();
    Domains domains = new Domains(open, names(rows, ALLOW), names(rows, DENY), tlsOnly);
    boolean dryRun = !names(rows, DRY_RUN).isEmpty();
    return new Policy(requirements, domains, names(rows, EXEMPT), dryRun);
  }

  private static SortedSet<String> names(List<Row> rows, String kind) {
    SortedSet<String> out = new TreeSet<>();
    rows.stream().filter(each -> each.kind().equals(kind)).forEach(each -> out.add(each.name()));
    return out;
  }

  private static Requirement requirement(String setting) {
    String[] parts = setting.toLowerCase(Locale.ROOT).split(" ", 2);
    Optional<OmemoVersion> minimum = Optional.empty();
    for (OmemoVersion each : OmemoVersion.values()) {
      if (parts.length == 2 && parts[1].equals(Integer.toString(each.number()))) {
        minimum = Optional.of(each);
      }
    }
    return new Requirement(parts[0].equals(REQUIRED), minimum);
  }
}
