-- Debian's configuration of Prosody 0.12 for one domain of the lab: with an archive and open
-- registration, without administration, and without anything that reaches out of loopback.

run_as_root = true -- no harm when it is not
daemonize = false
pidfile = "@HOME@/prosody.pid"
data_path = "@HOME@/data"
interfaces = { "@ADDRESS@" }
local_interfaces = { "@ADDRESS@" }

modules_enabled = {
  "disco", "roster", "saslauth", "tls",
  "blocklist", "bookmarks", "carbons", "limits", "pep", "private", "smacks", "vcard4", "vcard_legacy",
  "csi_simple", "mam", "ping", "register", "time", "uptime", "version",
  "posix", "invites", "invites_register", "invites_adhoc",
}

registration_invite_only = false
allow_user_invites = true

c2s_require_encryption = true
s2s_require_encryption = true
s2s_secure_auth = true
certificates = "@HOME@/certs"
ssl = { cafile = "@HOME@/certs/ca.pem" }

unbound = { resolvconf = false, hoststxt = "@HOME@/hosts" }

limits = {
  c2s = { rate = "10kb/s" },
  s2sin = { rate = "30kb/s" },
}

authentication = "internal_hashed"
allow_registration = true
archive_expires_after = "1w"

log = { info = "@HOME@/logs/prosody.log" }

VirtualHost "@DOMAIN@"
Component "conference.@DOMAIN@" "muc"
  modules_enabled = { "muc_mam" }
