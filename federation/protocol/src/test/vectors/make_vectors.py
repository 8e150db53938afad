#!/usr/bin/python3
"""Makes the test vectors in ../resources/vectors with the reference implementations python-twomemo and python-oldmemo.

Run by hand, from anywhere, on Debian 12 or later:

    apt install python3-twomemo python3-oldmemo python3-xmlschema    # 1.0.3
    /usr/bin/python3 make_vectors.py

It needs no network, writes the same bytes every time (all randomness is replaced by a counter), and is not part of the build.

A file is a list of blocks with an empty line between them; a block is a list of `name: value` lines. Keys are in hex, XML is on one line.
"""
import asyncio
import hashlib
import os
import pathlib
import secrets
import sys
import time
import xml.etree.ElementTree as ET

if os.environ.get("PYTHONHASHSEED") != "0":  # prekeys and recipients are kept in sets, whose order hangs on it
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})

import omemo
import oldmemo.etree
import twomemo.etree
import xeddsa
import xmlschema
from doubleratchet.recommended import diffie_hellman_ratchet_curve25519
from omemo.identity_key_pair import IdentityKeyPair

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "vectors"
VERSIONS = {
    "legacy": (oldmemo, oldmemo.Oldmemo, oldmemo.etree),
    "omemo2": (twomemo, twomemo.Twomemo, twomemo.etree),
}


class Luck:
    """Replaces randomness by a hash over a label and a counter."""

    def __init__(self):
        self.label, self.count = "", 0

    def restart(self, label):
        self.label, self.count = label, 0

    def next(self, length=32):
        self.count += 1
        return hashlib.sha512(f"symbolon/wire/{self.label}/{self.count}".encode()).digest()[:length]


LUCK = Luck()
secrets.token_bytes = LUCK.next
secrets.choice = lambda items: sorted(items)[0]
time.time = lambda: 1767225600
diffie_hellman_ratchet_curve25519.DiffieHellmanRatchet._generate_priv = staticmethod(lambda: LUCK.next(32))


class Memory(omemo.Storage):
    """Keeps everything in a dictionary."""

    def __init__(self):
        super().__init__(True)
        self.rows = {}

    async def _load(self, key):
        return omemo.Just(self.rows[key]) if key in self.rows else omemo.Nothing()

    async def _store(self, key, value):
        self.rows[key] = value

    async def _delete(self, key):
        self.rows.pop(key, None)


async def device(backend, label, negative):
    """A device whose identity key has that sign."""
    for attempt in range(100):
        LUCK.restart(f"{label}/{attempt}")
        storage = Memory()
        identity = await IdentityKeyPair.get(storage)
        public = xeddsa.priv_to_ed25519_pub(identity.as_priv().priv)
        if public[31] >> 7 == negative:
            made = backend(storage)
            await made.generate_pre_keys(25 if backend is twomemo.Twomemo else 20)
            return made, public
    raise AssertionError


def text(element, namespace):
    ET.register_namespace("", namespace)
    return ET.tostring(element, encoding="unicode")


def write(name, about, blocks):
    lines = ["# " + line for line in about]
    lines += ["# Made by ../../vectors/make_vectors.py with python-twomemo and python-oldmemo 1.0.3."]
    for block in blocks:
        lines.append("")
        lines += [f"{key}: {value.hex() if isinstance(value, bytes) else value}" for key, value in block.items()]
    (OUT / name).write_text("\n".join(lines) + "\n")


async def wire():
    blocks = []
    for version, (module, backend, etree) in VERSIONS.items():
        ns = module.twomemo.NAMESPACE if version == "omemo2" else module.oldmemo.NAMESPACE

        def block(kind, element, **facts):
            blocks.append({"version": version, "kind": kind, **facts, "xml": text(element, ns)})

        block("list", etree.serialize_device_list({1: None, 31415: None, 2**31 - 1: None}), devices="1 31415 2147483647")
        bundles = []
        for negative in (0, 1):
            made, public = await device(backend, f"{version}/{negative}", negative)
            bundle = await made.get_bundle("bob@beta.test", 31415 + negative)
            bundles.append(bundle)
            block("bundle", etree.serialize_bundle(bundle), identity=public, signed=bundle.bundle.signed_pre_key,
                  fingerprint=xeddsa.ed25519_pub_to_curve25519_pub(public), prekeys=len(bundle.pre_key_ids))

        alice, _ = await device(backend, f"{version}/alice", 1)
        for kind in ("message", "empty"):
            content, plain = await (alice.encrypt_plaintext(b"Hello, world") if kind == "message" else alice.encrypt_empty())
            keys = []
            for bundle in bundles:
                session, material = await alice.build_session_active(bundle.bare_jid, bundle.device_id, bundle, plain)
                keys.append((material, session.key_exchange))
            # A second message of the last session, as it is once the other side has answered.
            later = await alice.encrypt_key_material(session, plain)
            keys[1] = (later, None)
            message = etree.serialize_message(omemo.Message(ns, "alice@alpha.test", 27183, content, tuple(keys)))
            for parent in message.iter():  # twomemo keeps entries in a set of objects, in no order
                parent[:] = sorted(parent, key=lambda child: child.get("rid", ""))
            if version == "legacy":  # that sorting has put <iv/> first, which oldmemo writes last
                header = message[0]
                header.append(header[0])
                del header[0]
            block(kind, message, sender=27183, exchanges="31415", others="31416")
    write("wire.txt", ["What the reference implementations put on the wire."], blocks)


def fingerprints():
    blocks = []
    for i in range(12):
        seed = hashlib.sha256(f"symbolon/fingerprint/{i}".encode()).digest()
        public = xeddsa.priv_to_ed25519_pub(xeddsa.seed_to_priv(seed))
        blocks.append({"ed25519": public, "x25519": xeddsa.ed25519_pub_to_curve25519_pub(public)})
    assert {b["ed25519"][31] >> 7 for b in blocks} == {0, 1}
    write("fingerprints.txt", ["Both forms of identity keys, of both signs, by libxeddsa."], blocks)


KEY = "<key rid='1'>QUFB</key>"
KEYS = "<keys jid='a@b'>" + KEY + "</keys>"
JUDGED = {
    ("legacy", "DEVICE_LIST_SCHEMA"): [
        "<list{}><device id='1'/></list>",
        "<list{}><device id='1'/><device id='1'/></list>",
        "<list{}/>",
        "<list{}><device/></list>",
        "<list{}><device id='-1'/></list>",
        "<list{}><device id='4294967296'/></list>",
        "<list{}><device id='1' label='a'/></list>",
        "<list{} version='3'><device id='1'/></list>",
        "<list{}><device id='1'/><x xmlns='urn:symbolon:devices:0'/></list>",
    ],
    ("legacy", "BUNDLE_SCHEMA"): [
        "<bundle{}><signedPreKeyPublic signedPreKeyId='1'>QUFB</signedPreKeyPublic><signedPreKeySignature>QUFB</signedPreKeySignature>"
        "<identityKey>QUFB</identityKey><prekeys><preKeyPublic preKeyId='1'>QUFB</preKeyPublic></prekeys></bundle>",
        "<bundle{}><signedPreKeyPublic signedPreKeyId='0'>QUFB</signedPreKeyPublic><signedPreKeySignature>QUFB</signedPreKeySignature>"
        "<identityKey>QUFB</identityKey><prekeys><preKeyPublic preKeyId='0'>QUFB</preKeyPublic></prekeys></bundle>",
        "<bundle{}><signedPreKeySignature>QUFB</signedPreKeySignature><signedPreKeyPublic signedPreKeyId='1'>QUFB</signedPreKeyPublic>"
        "<identityKey>QUFB</identityKey><prekeys><preKeyPublic preKeyId='1'>QUFB</preKeyPublic></prekeys></bundle>",
        "<bundle{}><signedPreKeyPublic signedPreKeyId='1'>QUFB</signedPreKeyPublic><signedPreKeySignature>QUFB</signedPreKeySignature>"
        "<identityKey>QUFB</identityKey><prekeys/></bundle>",
        "<bundle{}><signedPreKeyPublic signedPreKeyId='1'>QUFB</signedPreKeyPublic><signedPreKeySignature>QUFB</signedPreKeySignature>"
        "<identityKey>QUFB</identityKey><prekeys><preKeyPublic preKeyId='1' expires='2027'>QUFB</preKeyPublic></prekeys></bundle>",
        "<bundle{}><signedPreKeyPublic signedPreKeyId='1'>QUFB</signedPreKeyPublic><signedPreKeySignature>QUFB</signedPreKeySignature>"
        "<identityKey>QUFB</identityKey><prekeys pool='claim'><preKeyPublic preKeyId='1'>QUFB</preKeyPublic></prekeys></bundle>",
        "<bundle{}><signedPreKeyPublic signedPreKeyId='1'>QUFB</signedPreKeyPublic><signedPreKeySignature>QUFB</signedPreKeySignature>"
        "<identityKey>QUFB</identityKey><prekeys><preKeyPublic preKeyId='1'>QUFB</preKeyPublic></prekeys><x xmlns='urn:symbolon'/></bundle>",
        "<bundle{}><identityKey>QUFB</identityKey><prekeys><preKeyPublic preKeyId='1'>QUFB</preKeyPublic></prekeys></bundle>",
    ],
    ("legacy", "MESSAGE_SCHEMA"): [
        "<encrypted{}><header sid='1'>" + KEY + "<iv>QUFB</iv></header><payload>QUFB</payload></encrypted>",
        "<encrypted{}><header sid='1'><iv>QUFB</iv>" + KEY + "</header></encrypted>",
        "<encrypted{}><payload>QUFB</payload><header sid='1'>" + KEY + "<iv>QUFB</iv></header></encrypted>",
        "<encrypted{}><header sid='1'>" + KEY + "<iv>QUFB</iv>" + KEY + "</header></encrypted>",
        "<encrypted{}><header sid='1'><iv>QUFB</iv></header></encrypted>",
        "<encrypted{}><header sid='1'><key rid='1' prekey='true'>QUFB</key><iv>QUFB</iv></header></encrypted>",
        "<encrypted{}><header sid='1'><key rid='1' prekey='1'>QUFB</key><iv>QUFB</iv></header></encrypted>",
        "<encrypted{}><header sid='1'><key rid='1' prekey='yes'>QUFB</key><iv>QUFB</iv></header></encrypted>",
        "<encrypted{}><header sid='1'>" + KEY + "</header></encrypted>",
        "<encrypted{}><header sid='1' list='7'>" + KEY + "<iv>QUFB</iv></header></encrypted>",
        "<encrypted{}><header sid='1'>" + KEY + "<iv>QUFB</iv><x xmlns='urn:symbolon'/></header></encrypted>",
        "<encrypted{}><header sid='1'>" + KEY + "<iv>QUFB</iv></header><x xmlns='urn:symbolon'/></encrypted>",
        "<encrypted{}><header sid='1'><key rid='1'>*</key><iv>QUFB</iv></header></encrypted>",
        "<encrypted{}><payload>QUFB</payload></encrypted>",
    ],
    ("omemo2", "DEVICE_LIST_SCHEMA"): [
        "<devices{}><device id='1'/></devices>",
        "<devices{}><device id='1' label='a'/></devices>",
        "<devices{}/>",
        "<devices{}><device id='1' label='a' labelsig='QUFB'/></devices>",
        "<devices{}><device id='1' added='2026'/></devices>",
        "<devices{}><device/></devices>",
        "<devices{}><device id='1'/><list xmlns='urn:symbolon:devices:0'/></devices>",
        "<devices{} version='3'><device id='1'/></devices>",
    ],
    ("omemo2", "BUNDLE_SCHEMA"): [
        "<bundle{}><spk id='0'>QUFB</spk><spks>QUFB</spks><ik>QUFB</ik><prekeys><pk id='0'>QUFB</pk></prekeys></bundle>",
        "<bundle{}><ik>QUFB</ik><prekeys><pk id='1'>QUFB</pk></prekeys><spks>QUFB</spks><spk id='1'>QUFB</spk></bundle>",
        "<bundle{}><spk id='1'>QUFB</spk><spks>QUFB</spks><ik>QUFB</ik><prekeys/></bundle>",
        "<bundle{}><spk id='1'>QUFB</spk><spks>QUFB</spks><ik>QUFB</ik><prekeys><pk id='1' expires='2027'>QUFB</pk></prekeys></bundle>",
        "<bundle{}><spk>QUFB</spk><spks>QUFB</spks><ik>QUFB</ik><prekeys><pk id='1'>QUFB</pk></prekeys></bundle>",
        "<bundle{}><spk id='1'>QUFB</spk><spks>QUFB</spks><ik>QUFB</ik><prekeys><pk id='1'>QUFB</pk></prekeys><x xmlns='urn:symbolon'/></bundle>",
    ],
    ("omemo2", "MESSAGE_SCHEMA"): [
        "<encrypted{}><header sid='1'>" + KEYS + "</header><payload>QUFB</payload></encrypted>",
        "<encrypted{}><payload>QUFB</payload><header sid='1'>" + KEYS + KEYS + "</header></encrypted>",
        "<encrypted{}><header sid='1'/></encrypted>",
        "<encrypted{}><header sid='1'><keys jid='a@b'/></header></encrypted>",
        "<encrypted{}><header sid='1'><keys jid='a@b'><key rid='1' kex='1'>QUFB</key></keys></header></encrypted>",
        "<encrypted{}><header sid='1'><keys jid='a@b'><key rid='1' kex='yes'>QUFB</key></keys></header></encrypted>",
        "<encrypted{}><header sid='1' list='7'>" + KEYS + "</header></encrypted>",
        "<encrypted{}><header sid='1'>" + KEYS + "<sealed xmlns='urn:symbolon:groups:0'/></header></encrypted>",
        "<encrypted{}><header sid='1'>" + KEYS + "</header><sealed xmlns='urn:symbolon:groups:0'/></encrypted>",
        "<encrypted{}><payload>QUFB</payload></encrypted>",
    ],
}


def verdicts():
    blocks = []
    for (version, schema), documents in JUDGED.items():
        ns = "urn:xmpp:omemo:2" if version == "omemo2" else "eu.siacs.conversations.axolotl"
        for document in documents:
            xml = document.replace("{}", f" xmlns='{ns}'")
            try:
                getattr(VERSIONS[version][2], schema).validate(ET.fromstring(xml))
                verdict = "accepted"
            except xmlschema.XMLSchemaValidationError:
                verdict = "refused"
            blocks.append({"version": version, "schema": schema.split("_")[0], "verdict": verdict, "xml": xml})
    write("verdicts.txt", ["What the closed schemas of the reference implementations say."], blocks)


asyncio.run(wire())
fingerprints()
verdicts()
