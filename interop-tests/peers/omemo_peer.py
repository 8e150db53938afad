#!/usr/bin/python3
"""One device of somebody who uses python-omemo over slixmpp, driven by JSON lines.

Every line on stdin is a command, {"id": 1, "cmd": "say", "to": "b@x.test", "text": "hello"}; each
gets exactly one answer on stdout, {"answer": 1, "ok": true, ...} or {"answer": 1, "ok": false,
"error": "one line"}. Other lines on stdout are events, {"event": "message", ...}. Commands and
stanzas are done one at a time, in their order. The password is the first line on stdin.

Commands: say(to, text, version?, together?), enter(room, nick), write(room, text, to, version?),
subscribe(to), resend, replace(to), forget(to),
raw(xml), iq(type, to?, xml), refresh(to), trust(to, device, level), catchup, dump, quit.
Events: ready, message, decrypt_error, plain, devicelist, bounced, raw, failed, disconnected.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import sys
import xml.etree.ElementTree as ET

import omemo

from peer_omemo import OMEMO2, VERSIONS, JournalStorage, open_text, parse_message, seal_text
from peer_omemo import session_manager
from peer_stream import Stream, reason

EVENT = "{http://jabber.org/protocol/pubsub#event}"
CLIENT = "{jabber:client}"
CARBONS = "{urn:xmpp:carbons:2}"
FORWARDED = "{urn:xmpp:forward:0}forwarded"
ARCHIVE = "{urn:xmpp:mam:2}"
PAGES = "{http://jabber.org/protocol/rsm}"
TRUST_LEVELS = ("blind", "verified", "distrusted")
LINE_LIMIT = 16 * 1024 * 1024


def tell(**line):
    """Writes one line."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class Peer:
    """A device. Everything it does passes through one queue."""

    def __init__(self, options):
        self._own = options.jid
        self._versions = [VERSIONS[name] for name in options.versions.split(",")]
        self._storage = JournalStorage(options.state)
        self._backends = [version.backend(self._storage) for version in self._versions]
        self._work = asyncio.Queue()
        self._sessions = None
        self._leaving = False
        features = [version.devices + "+notify" for version in self._versions]
        self._stream = Stream(
            options, features, self._on_stanza, lambda way, xml: tell(event="raw", way=way, xml=xml))
        handle = self._stream.add_event_handler
        handle("session_start", lambda _: self._work.put_nowait(self._start()))
        handle("failed_all_auth", lambda _: self._fail("the server refuses the password"))
        handle("registration_failed", lambda why: self._fail(f"no registration: {why}"))
        handle("connection_failed", lambda why: self._fail(f"no connection: {why}"))
        handle("ssl_invalid_chain", lambda why: self._fail(f"the certificate is not trusted: {why}"))
        handle("disconnected", self._disconnected)

    async def run(self):
        """Works until told to quit or the connection ends; returns the exit code."""
        self._stream.open()
        while True:
            code = await (await self._work.get())
            if code is not None:
                return code

    def submit(self, line):
        """Queues one command."""
        self._work.put_nowait(self._answer(line))

    def _on_stanza(self, stanza):
        self._work.put_nowait(self._receive(stanza.xml))

    def _fail(self, why):
        async def end():
            tell(event="failed", error=" ".join(str(why).split()))
            return 1

        self._work.put_nowait(end())

    def _disconnected(self, why):
        async def end():
            tell(event="disconnected", error=str(why or ""))
            return 0 if self._leaving else 1

        self._work.put_nowait(end())

    # Start

    async def _start(self):
        try:
            if not self._stream.is_encrypted:
                raise ValueError("the server offers no TLS")
            await self._load_sessions()
            await self._announce()
        except Exception as e:  # whatever it is, the other side of the pipe has to know
            logging.exception("start")
            tell(event="failed", error=reason(e))
            return 1

    async def _load_sessions(self):
        self._sessions = await session_manager(self._stream).create(
            self._backends, self._storage, self._own, "python-omemo", "blind")
        await self._sessions.ensure_data_consistency()

    async def _announce(self):
        stream = self._stream
        await stream.get_roster()
        try:
            await stream["xep_0280"].enable(timeout=20)
        except Exception as e:  # a server without carbons is a server to talk to all the same
            logging.info("no carbons: %s", e)
        stream.send_presence()
        # What waited for us is delivered before the answer, and is in the queue before the end.
        await stream["xep_0199"].send_ping(stream.boundjid.domain, timeout=20)
        self._work.put_nowait(self._history_read())

    async def _history_read(self):
        await self._sessions.after_history_sync()
        tell(event="ready", **await self._self())

    async def _self(self):
        own, _ = await self._sessions.get_own_device_information()
        return {"jid": str(self._stream.boundjid), "device": own.device_id, "fingerprint": fingerprint(own),
                "identity": own.identity_key.hex()}

    # Stanzas

    async def _receive(self, xml):
        try:
            await self._understand(xml)
        except Exception as e:  # one bad stanza must not end the peer
            logging.exception("stanza")
            tell(event="malformed", error=reason(e))

    async def _understand(self, xml):
        for way in ("sent", "received"):
            copy = xml.find(f"{CARBONS}{way}/{FORWARDED}/{CLIENT}message")
            if copy is not None:
                if xml.get("from") == self._own:
                    await self._read(copy, way)
                return
        archived = xml.find(f"{ARCHIVE}result/{FORWARDED}/{CLIENT}message")
        if archived is not None:
            if bare(xml.get("from", self._own)) == self._own:
                await self._read(archived, None)
            return
        items = xml.find(f"{EVENT}event/{EVENT}items")
        if items is not None:
            await self._listed(bare(xml.get("from", self._own)), items)
        elif xml.get("type") == "error":
            tell(event="bounced", sender=xml.get("from"), stanza=xml.get("id"), error=condition(xml))
        else:
            await self._read(xml, None)

    async def _listed(self, jid, items):
        for version in self._versions:
            found = items.findall(f"{EVENT}item")
            if items.get("node") == version.devices and found and len(found[-1]):
                devices = version.etree.parse_device_list(found[-1][0])
                await self._sessions.update_device_list(version.namespace, jid, devices)
                tell(event="devicelist", version=version.name, jid=jid, devices=sorted(devices))

    async def _read(self, xml, carbon):
        if xml.get("type") == "groupchat" and xml.get("from") == self._stream.own_occupant:
            return  # the room shows everybody what they said
        found = [(version, xml.find(f"{{{version.namespace}}}encrypted")) for version in self._versions]
        found = [(version, element) for version, element in found if element is not None]
        if not found:
            if xml.findtext(f"{CLIENT}body"):
                tell(event="plain", sender=xml.get("from"), body=xml.findtext(f"{CLIENT}body"))
            return
        for version, element in found:
            try:
                tell(event="message", carbon=carbon, **await self._decrypt(version, element, xml))
                return
            except omemo.MessageNotForUs as e:  # perhaps in the other version
                problem = version, e
            except Exception as e:  # the library has many, and all are for the test to judge
                logging.exception("decrypt")
                problem = version, e
                break
        tell(event="decrypt_error", version=problem[0].name, sender=xml.get("from"), error=reason(problem[1]))

    async def _decrypt(self, version, element, xml):
        room = bare(xml.get("from")) if xml.get("type") == "groupchat" else None
        sender = self._stream.occupants[xml.get("from")] if room else bare(xml.get("from"))
        message = await parse_message(version, element, sender, self._own, self._sessions)
        plaintext, device, _ = await self._sessions.decrypt(message)
        facts = {"version": version.name, "sender": xml.get("from"), "device": device.device_id,
                 "stanza": xml.get("id"), "empty": plaintext is None}
        if plaintext is None:
            return {**facts, "body": None}
        return {**facts, **open_text(version, plaintext, sender, room)._asdict()}

    # Commands

    async def _answer(self, line):
        number = None
        try:
            command = json.loads(line)
            number = command.pop("id")
            handler = getattr(self, "do_" + command.pop("cmd"), None)
            if handler is None:
                raise ValueError("no such command")
            if self._sessions is None and handler != self.do_quit:
                raise ValueError("not ready yet")
            tell(answer=number, ok=True, **(await handler(**command) or {}))
        except Exception as e:  # every command gets its answer
            logging.exception("command")
            tell(answer=number, ok=False, error=reason(e))

    async def do_say(self, to, text, version=None, together=False):
        """Sends a text, one stanza for each version that is needed, or one with all of them."""
        order = sorted(self._versions, key=lambda each: each.name != version) if version else self._versions
        for each in self._versions:
            await self._sessions.refresh_device_list(each.namespace, to)
        sealed = {each.namespace: seal_text(each, text, self._own) for each in self._versions}
        messages, problems = await self._sessions.encrypt(
            frozenset([to]), sealed, [each.namespace for each in order])
        messages = sorted(messages, key=lambda message: message.namespace != OMEMO2.namespace)
        for stanza in [messages] if together else [[message] for message in messages]:
            self._stream.send_encrypted(stanza, to)
        return {"sent": [sent(message) for message in messages],
                "problems": [f"{p.bare_jid} {p.device_id} {p.namespace}: {reason(p.exception)}" for p in problems]}

    async def do_enter(self, room, nick):
        """Goes into a room whose members see each other's addresses."""
        await self._stream.enter(room, nick)

    async def do_write(self, room, text, to, version=None):
        """Writes to a room, for the devices of these accounts, in one stanza."""
        to = to.split()
        order = sorted(self._versions, key=lambda each: each.name != version) if version else self._versions
        for jid in to:
            for each in self._versions:
                await self._sessions.refresh_device_list(each.namespace, jid)
        sealed = {each.namespace: seal_text(each, text, self._own, room) for each in self._versions}
        messages, problems = await self._sessions.encrypt(
            frozenset(to), sealed, [each.namespace for each in order])
        messages = sorted(messages, key=lambda message: message.namespace != OMEMO2.namespace)
        self._stream.send_encrypted(messages, room, "groupchat")
        return {"sent": [sent(message) for message in messages],
                "problems": [f"{p.bare_jid} {p.device_id} {p.namespace}: {reason(p.exception)}" for p in problems]}

    async def do_subscribe(self, to):
        """Asks to see a contact."""
        self._stream.send_presence(pto=to, ptype="subscribe")

    async def do_resend(self):
        """Sends the last text's stanza once more."""
        self._stream.send_last_again()

    async def do_replace(self, to):
        """Begins a new session with every device that has one, and tells them."""
        problems = {}
        for device in await self._sessions.get_device_information(to):
            problems.update(await self._sessions.replace_sessions(device))
        if problems:
            raise ValueError("; ".join(reason(e) for e in problems.values()))

    async def do_forget(self, to):
        """Loses the sessions with a contact, as after a restored backup; nobody is told."""
        for backend in self._backends:
            with contextlib.suppress(KeyError):  # how the library says that it had none
                await backend.purge_bare_jid(to)

    async def do_raw(self, xml):
        """Sends this as it is."""
        self._stream.send_raw(xml)

    async def do_iq(self, type, xml, to=None):
        """Sends a request and waits for its answer."""
        answer = await self._stream.request(type, to, ET.fromstring(xml))
        return {"xml": ET.tostring(answer, encoding="unicode")}

    async def do_refresh(self, to):
        """Fetches a contact's device lists."""
        for version in self._versions:
            await self._sessions.refresh_device_list(version.namespace, to)
        return {"devices": [facts(device) for device in await self._sessions.get_device_information(to)]}

    async def do_catchup(self):
        """Reads the own archive to its end, as clients do that were away."""
        after, pages = None, 0
        while pages < 100:
            query = ET.Element(f"{ARCHIVE}query")
            page = ET.SubElement(query, f"{PAGES}set")
            ET.SubElement(page, f"{PAGES}max").text = "10"
            if after is not None:
                ET.SubElement(page, f"{PAGES}after").text = after
            end = (await self._stream.request("set", None, query)).find(f"{ARCHIVE}fin")
            after, pages = end.findtext(f"{PAGES}set/{PAGES}last"), pages + 1
            if end.get("complete") == "true" or after is None:
                return {"pages": pages}
        raise ValueError("the archive has no end")

    async def do_trust(self, to, device, level):
        """Decides about a device."""
        if level not in TRUST_LEVELS:
            raise ValueError(f"a level is one of {', '.join(TRUST_LEVELS)}")
        for each in await self._sessions.get_device_information(to):
            if each.device_id == device:
                return await self._sessions.set_trust(to, each.identity_key, level)
        raise ValueError("no such device")

    async def do_dump(self):
        """Says who this device is and whom it knows."""
        known = {jid: [facts(device) for device in await self._sessions.get_device_information(jid)]
                 for jid in self._storage.contacts()}
        return {**await self._self(), "known": known}

    async def do_quit(self):
        """Leaves; the process ends when the stream is closed."""
        self._leaving = True
        self._stream.disconnect(wait=2)


def bare(jid):
    """A JID without its resource."""
    return jid.split("/", 1)[0]


def condition(xml):
    """The condition of an error stanza."""
    error = xml.find(f"{CLIENT}error")
    return "" if error is None or len(error) == 0 else error[0].tag.split("}")[-1]


def fingerprint(device):
    """The Curve25519 form in lowercase hex, as clients show it."""
    return "".join(omemo.SessionManager.format_identity_key(device.identity_key))


def facts(device):
    """A device for a dump."""
    active = [name for name, version in VERSIONS.items() if dict(device.active).get(version.namespace)]
    return {"device": device.device_id, "versions": active, "fingerprint": fingerprint(device),
            "trust": device.trust_level_name}


def sent(message):
    """Which devices a message was for."""
    return {"version": next(n for n, v in VERSIONS.items() if v.namespace == message.namespace),
            "devices": sorted(f"{key.bare_jid}/{key.device_id}" for key, _ in message.keys)}


def parse_options():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jid", required=True, help="bare JID")
    parser.add_argument("--resource", default="python-omemo")
    parser.add_argument("--host", required=True, help="where the server listens")
    parser.add_argument("--port", type=int, default=5222)
    parser.add_argument("--ca", required=True, help="the only authority that is trusted, PEM")
    parser.add_argument("--state", required=True, help="file that makes the device survive a restart")
    parser.add_argument("--log", required=True, help="file for what a person debugs with")
    parser.add_argument("--versions", default="omemo2,legacy", help="which are spoken, best first")
    parser.add_argument("--max-items", default="max", help="of the OMEMO 2 bundles node: max, a number, none")
    parser.add_argument("--register", action="store_true", help="make the account first (XEP-0077)")
    return parser.parse_args()


async def main():
    """Reads commands until stdin ends or the peer does."""
    options = parse_options()
    logging.basicConfig(filename=options.log, level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    lines = asyncio.StreamReader(limit=LINE_LIMIT)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    options.password = json.loads(await lines.readline())
    peer = Peer(options)
    working = asyncio.create_task(peer.run())
    reading = asyncio.create_task(read_commands(lines, peer))
    await working
    reading.cancel()
    return working.result()


async def read_commands(lines, peer):
    """Hands over every line; the end of input is a quit."""
    while line := await lines.readline():
        peer.submit(line)
    peer.submit('{"id": null, "cmd": "quit"}')


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
