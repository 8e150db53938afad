"""What python-omemo needs from a client: a store, the XML of both versions, and the callbacks.

Two versions of OMEMO are spoken: "omemo2" (urn:xmpp:omemo:2, python-twomemo) and "legacy"
(eu.siacs.conversations.axolotl, python-oldmemo).
"""

import datetime
import json
import os
import secrets
import xml.etree.ElementTree as ET
from typing import NamedTuple

import oldmemo
import oldmemo.etree
import omemo
import twomemo
import twomemo.etree
from omemo.storage import Just, Nothing, Storage

CLIENT = "{jabber:client}"
SCE = "{urn:xmpp:sce:1}"
PADDING_MAX = 200


class Version(NamedTuple):
    """One version of OMEMO: its name in the protocol, its namespace and its nodes."""

    name: str
    namespace: str
    devices: str
    backend: type
    etree: object
    fallback: str | None

    def bundle(self, device):
        """The node and item of a device's bundle."""
        if self is OMEMO2:
            return "urn:xmpp:omemo:2:bundles", str(device)
        return f"{self.namespace}.bundles:{device}", "current"

    @property
    def many_items(self):
        """Whether all bundles of an account share a node."""
        return self is OMEMO2


OMEMO2 = Version(
    "omemo2", "urn:xmpp:omemo:2", "urn:xmpp:omemo:2:devices", twomemo.Twomemo, twomemo.etree, None)
LEGACY = Version(
    "legacy", "eu.siacs.conversations.axolotl", "eu.siacs.conversations.axolotl.devicelist",
    oldmemo.Oldmemo, oldmemo.etree, "This message is encrypted with OMEMO.")
VERSIONS = {version.name: version for version in (OMEMO2, LEGACY)}


def by_namespace(namespace):
    """The version of a namespace."""
    return next(each for each in VERSIONS.values() if each.namespace == namespace)


class JournalStorage(Storage):
    """A store in one file: every change is a line, written before the call returns."""

    def __init__(self, path):
        super().__init__(disable_cache=True)
        self._values = {}
        if os.path.exists(path):
            self._replay(path)
        self._rewrite(path)
        self._journal = open(path, "a", encoding="utf-8")

    def _replay(self, path):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if not line.endswith("\n"):
                    break  # the last write was cut off
                key, *value = json.loads(line)
                if value:
                    self._values[key] = value[0]
                else:
                    self._values.pop(key, None)

    def _rewrite(self, path):
        with open(path + ".new", "w", encoding="utf-8") as out:
            for entry in self._values.items():
                out.write(json.dumps(entry) + "\n")
        os.replace(path + ".new", path)

    def _append(self, *entry):
        self._journal.write(json.dumps(entry) + "\n")
        self._journal.flush()

    async def _load(self, key):
        return Just(self._values[key]) if key in self._values else Nothing()

    async def _store(self, key, value):
        self._values[key] = value
        self._append(key, value)

    async def _delete(self, key):
        if self._values.pop(key, None) is not None:
            self._append(key)

    def contacts(self):
        """Every account whose devices are known."""
        paths = (key.split("/") for key in self._values if key.startswith("/devices/"))
        return sorted({path[2] for path in paths if path[-1] == "list"})


class Absent(Exception):
    """A node or item that is not there, or not for us."""


class Envelope(NamedTuple):
    """What was inside an encrypted message."""

    body: str | None
    content: str | None


def seal_text(version, text, sender, room=None):
    """The plaintext that a version encrypts for a text; in a room it has to name the room."""
    if version is LEGACY:
        return text.encode()
    envelope = ET.Element(f"{SCE}envelope")
    content = ET.SubElement(envelope, f"{SCE}content")
    ET.SubElement(content, f"{CLIENT}body").text = text
    padding = secrets.token_hex(PADDING_MAX // 2)[:secrets.randbelow(PADDING_MAX + 1)]
    ET.SubElement(envelope, f"{SCE}rpad").text = padding
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    ET.SubElement(envelope, f"{SCE}time", stamp=now)
    ET.SubElement(envelope, f"{SCE}from", jid=sender)
    if room is not None:
        ET.SubElement(envelope, f"{SCE}to", jid=room)
    return ET.tostring(envelope, encoding="utf-8")


def open_text(version, plaintext, sender, room=None):
    """The text of a decrypted plaintext; ValueError when the envelope is not the sender's, or the room's."""
    if version is LEGACY:
        return Envelope(plaintext.decode(), None)
    envelope = ET.fromstring(plaintext)
    content = envelope.find(f"{SCE}content")
    if envelope.tag != f"{SCE}envelope" or content is None:
        raise ValueError("not an envelope")
    claimed = envelope.find(f"{SCE}from")
    if claimed is not None and claimed.get("jid") != sender:
        raise ValueError(f"the envelope says it is from {claimed.get('jid')}")
    addressee = envelope.find(f"{SCE}to")
    if room is not None and (addressee is None or addressee.get("jid") != room):
        raise ValueError("the envelope is not for this room")
    return Envelope(content.findtext(f"{CLIENT}body"), ET.tostring(content, encoding="unicode"))


async def parse_message(version, element, sender, own, sessions):
    """The library's message from an encrypted element."""
    if version is OMEMO2:
        return twomemo.etree.parse_message(element, sender)
    return await oldmemo.etree.parse_message(element, sender, own, sessions)


def session_manager(link):
    """A session manager class for one connection.

    The library calls its callbacks as static methods, so they hold the connection in a closure.
    `link` publishes, fetches and sends: publish(node, item, xml, many), fetch(jid, node, item),
    retract(node, item) and send_key_material(message, jid).
    """

    class Sessions(omemo.SessionManager):
        """Blind trust until somebody decides otherwise."""

        @staticmethod
        async def _upload_bundle(bundle):
            version = by_namespace(bundle.namespace)
            node, item = version.bundle(bundle.device_id)
            element = version.etree.serialize_bundle(bundle)
            try:
                await link.publish(node, item, element, version.many_items)
            except Exception as e:
                raise omemo.BundleUploadFailed(f"{node}: {e}") from e

        @staticmethod
        async def _download_bundle(namespace, bare_jid, device_id):
            version = by_namespace(namespace)
            node, item = version.bundle(device_id)
            try:
                element = await link.fetch(bare_jid, node, item if version.many_items else None)
                return version.etree.parse_bundle(element, bare_jid, device_id)
            except Absent as e:
                raise omemo.BundleNotFound(f"{bare_jid} {node} {item}: {e}") from e
            except Exception as e:
                raise omemo.BundleDownloadFailed(f"{bare_jid} {node} {item}: {e}") from e

        @staticmethod
        async def _delete_bundle(namespace, device_id):
            try:
                await link.retract(*by_namespace(namespace).bundle(device_id))
            except Absent:
                pass
            except Exception as e:
                raise omemo.BundleDeletionFailed(str(e)) from e

        @staticmethod
        async def _upload_device_list(namespace, device_list):
            version = by_namespace(namespace)
            element = version.etree.serialize_device_list(device_list)
            try:
                await link.publish(version.devices, "current", element, False)
            except Exception as e:
                raise omemo.DeviceListUploadFailed(f"{version.devices}: {e}") from e

        @staticmethod
        async def _download_device_list(namespace, bare_jid):
            version = by_namespace(namespace)
            try:
                element = await link.fetch(bare_jid, version.devices, None)
                return version.etree.parse_device_list(element)
            except Absent:
                return {}
            except Exception as e:
                raise omemo.DeviceListDownloadFailed(f"{bare_jid} {version.devices}: {e}") from e

        async def _evaluate_custom_trust_level(self, device):
            distrusted = device.trust_level_name == "distrusted"
            return omemo.TrustLevel.DISTRUSTED if distrusted else omemo.TrustLevel.TRUSTED

        async def _make_trust_decision(self, undecided, identifier):
            raise omemo.TrustDecisionFailed("nobody is ever undecided here")

        @staticmethod
        async def _send_message(message, bare_jid):
            try:
                link.send_key_material(message, bare_jid)
            except Exception as e:
                raise omemo.MessageSendingFailed(str(e)) from e

    return Sessions
