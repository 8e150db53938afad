"""One connection of slixmpp: TLS that is checked, stanzas as they were sent, and pubsub."""

import asyncio
import secrets
import ssl
import xml.etree.ElementTree as ET

import slixmpp
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.xmlstream import tostring
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath

from peer_omemo import Absent, by_namespace

PUBSUB = "http://jabber.org/protocol/pubsub"
OWNER = PUBSUB + "#owner"
FORMS = "jabber:x:data"
ANSWER_SECONDS = 20
NOT_FOR_US = ("item-not-found", "forbidden", "not-authorized", "service-unavailable")
WRONGLY_CONFIGURED = ("conflict", "precondition-not-met")
MUC_USER = "{http://jabber.org/protocol/muc#user}"
STANZAS = ("<message", "<presence", "<iq")


class Stream(slixmpp.ClientXMPP):
    """A client that tells every stanza to `told(direction, xml)` and messages to `on_message`."""

    def __init__(self, options, features, on_message, told):
        super().__init__(f"{options.jid}/{options.resource}", options.password)
        self._options = options
        self._told = told
        self._last_text = None
        self._entered = asyncio.Event()
        self.occupants = {}  # whose devices speak under which name in a room
        self.own_occupant = None
        for plugin in ("xep_0030", "xep_0115", "xep_0199", "xep_0280"):
            self.register_plugin(plugin)
        if options.register:
            self._register_first()
        for feature in features:
            self["xep_0030"].add_feature(feature)
        self.register_handler(Callback("every message", MatchXPath("{jabber:client}message"), on_message))
        self.register_handler(Callback("every presence", MatchXPath("{jabber:client}presence"), self._seen))
        self.add_event_handler("presence_subscribe", self._let_see)

    def _register_first(self):
        self.register_plugin("xep_0077")
        self.add_event_handler("register", self._register)
        self._always_send_everything = True  # slixmpp holds back what is said before the log-in

    async def _register(self, _):
        iq = self.make_iq_set()
        iq["register"]["username"] = self.boundjid.user
        iq["register"]["password"] = self.password
        try:
            await iq.send(timeout=ANSWER_SECONDS)
        except (IqError, IqTimeout) as e:
            if not (isinstance(e, IqError) and e.condition == "conflict"):  # there already: log in
                self.event("registration_failed", reason(e))

    def open(self):
        """Connects to the place that the options name, and nowhere else."""
        self.connect((self._options.host, self._options.port))

    async def _pick_dns_answer(self, domain, service=None):
        return None  # slixmpp would look the domain up, and go there

    def get_ssl_context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks the chain and the name
        context.load_verify_locations(cafile=self._options.ca)
        return context

    @property
    def is_encrypted(self):
        """Whether STARTTLS was done: slixmpp goes on without it when it is not offered."""
        return "starttls" in self.features

    def _let_see(self, presence):
        self.send_presence(pto=presence["from"].bare, ptype="subscribed")

    async def enter(self, room, nick):
        """Goes into a room; who is there is known when that returns."""
        self._entered.clear()
        presence = self.make_presence(pto=f"{room}/{nick}")
        presence.append(ET.Element("{http://jabber.org/protocol/muc}x"))
        presence.send()
        await asyncio.wait_for(self._entered.wait(), ANSWER_SECONDS)

    def _seen(self, presence):
        people = presence.xml.find(f"{MUC_USER}x")
        item = None if people is None else people.find(f"{MUC_USER}item")
        if item is None or item.get("jid") is None:
            return
        self.occupants[presence.xml.get("from")] = item.get("jid").split("/", 1)[0]
        if any(status.get("code") == "110" for status in people.findall(f"{MUC_USER}status")):
            self.own_occupant = presence.xml.get("from")
            self._entered.set()

    def send_raw(self, data):
        text = data if isinstance(data, str) else data.decode()
        super().send_raw(data)
        if text.startswith(STANZAS):
            self._told("out", text)

    def incoming_filter(self, xml):
        if xml.tag.startswith("{jabber:client}"):
            self._told("in", tostring(xml, xmlns="jabber:client", top_level=True))
        return xml

    def send_encrypted(self, messages, to, kind="chat"):
        """Sends one stanza with these encrypted elements, in its place before all that follows."""
        stanza = self.make_message(mto=to, mtype=kind)
        stanza["id"] = secrets.token_hex(8)
        for message in messages:
            version = by_namespace(message.namespace)
            stanza.append(version.etree.serialize_message(message))
            stanza.append(ET.Element("{urn:xmpp:eme:0}encryption", namespace=version.namespace, name="OMEMO"))
            if version.fallback and not message.content.empty:
                stanza["body"] = version.fallback
        stanza.append(ET.Element("{urn:xmpp:hints}store"))
        text = tostring(stanza.xml, xmlns="jabber:client", top_level=True)
        self.send_raw(text)
        if not messages[0].content.empty:
            self._last_text = text

    def send_key_material(self, message, to):
        """Sends an empty message."""
        self.send_encrypted([message], to)

    def send_last_again(self):
        """Sends the last text's stanza once more, byte for byte."""
        if self._last_text is None:
            raise ValueError("nothing was sent yet")
        self.send_raw(self._last_text)

    async def request(self, kind, to, payload):
        """Sends an IQ and returns the answer's XML; an error is an IqError or IqTimeout."""
        iq = self.make_iq(ito=to, itype=kind)
        iq.append(payload)
        return (await iq.send(timeout=ANSWER_SECONDS)).xml

    async def publish(self, node, item, element, many):
        """Publishes for everybody to read; a node with other options is configured first."""
        fields = {"pubsub#persist_items": "true", "pubsub#access_model": "open"}
        if many and self._options.max_items != "none":
            fields["pubsub#max_items"] = self._options.max_items
        try:
            await self.request("set", None, _publish(node, item, element, fields))
        except IqError as e:
            if not any(word in str(e.iq) for word in WRONGLY_CONFIGURED):
                raise
            await self._configure(node, fields)
            await self.request("set", None, _publish(node, item, element, fields))

    async def _configure(self, node, fields):
        payload = ET.Element(f"{{{OWNER}}}pubsub")
        configure = ET.SubElement(payload, f"{{{OWNER}}}configure", node=node)
        configure.append(_form(PUBSUB + "#node_config", fields))
        await self.request("set", None, payload)

    async def fetch(self, jid, node, item):
        """The payload of an item, or of the newest; Absent when there is none for us."""
        payload = ET.Element(f"{{{PUBSUB}}}pubsub")
        items = ET.SubElement(payload, f"{{{PUBSUB}}}items", node=node)
        if item is not None:
            ET.SubElement(items, f"{{{PUBSUB}}}item", id=item)
        else:
            items.set("max_items", "1")
        try:
            found = (await self.request("get", jid, payload)).find(f".//{{{PUBSUB}}}item")
        except IqError as e:
            if e.condition in NOT_FOR_US:
                raise Absent(e.condition) from e
            raise
        if found is None or len(found) == 0:
            raise Absent("no item")
        return found[0]

    async def retract(self, node, item):
        """Takes an own item back; Absent when it was not there."""
        payload = ET.Element(f"{{{PUBSUB}}}pubsub")
        retract = ET.SubElement(payload, f"{{{PUBSUB}}}retract", node=node, notify="true")
        ET.SubElement(retract, f"{{{PUBSUB}}}item", id=item)
        try:
            await self.request("set", None, payload)
        except IqError as e:
            if e.condition in NOT_FOR_US:
                raise Absent(e.condition) from e
            raise


def reason(error):
    """One line that says what went wrong."""
    if isinstance(error, IqTimeout):
        return f"no answer within {ANSWER_SECONDS} s"
    text = f"{error.condition} {error.text}" if isinstance(error, IqError) else str(error)
    cause = error.__cause__
    because = f" ({reason(cause)})" if cause is not None and reason(cause) not in text else ""
    return " ".join(f"{type(error).__name__}: {text}{because}".split())


def _publish(node, item, element, fields):
    payload = ET.Element(f"{{{PUBSUB}}}pubsub")
    publish = ET.SubElement(payload, f"{{{PUBSUB}}}publish", node=node)
    ET.SubElement(publish, f"{{{PUBSUB}}}item", id=item).append(element)
    options = ET.SubElement(payload, f"{{{PUBSUB}}}publish-options")
    options.append(_form(PUBSUB + "#publish-options", fields))
    return payload


def _form(kind, fields):
    form = ET.Element(f"{{{FORMS}}}x", type="submit")
    for name, value in {"FORM_TYPE": kind, **fields}.items():
        field = ET.SubElement(form, f"{{{FORMS}}}field", var=name)
        if name == "FORM_TYPE":
            field.set("type", "hidden")
        ET.SubElement(field, f"{{{FORMS}}}value").text = value
    return form
