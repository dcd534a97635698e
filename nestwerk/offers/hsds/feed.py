"""Services from an API of HSDS 3.0, page by page, within bounds. The client is passed in; it refuses what is inside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from nestwerk.common.fetch import Client, Limits
from nestwerk.common.refusals import Refused

from .faults import Fault
from .joining import Record
from .package import Package, read_bytes
from .records import parsed, records_of

AGENT = "Nestwerk (reads directories in HSDS)"
LIMITS = Limits(whole=60.0, body=32 * 1024 * 1024)
MOST_PAGES = 1_000
MOST_SINGLE = 2_000  # services that are asked for one by one where lists are too bare
SECONDS = 15 * 60.0  # for a whole source
PER_PAGE = 100
_FILES = (".zip", ".json", ".jsonl", ".ndjson")
_BARE = ("service_at_locations", "phones", "schedules", "attributes", "contacts")


def feed_client() -> Client:
    """The client with which sources are read."""
    return Client(limits=LIMITS, agent=AGENT)


def base_of(address: str) -> str:
    """The address of an API without ``/services`` and what was asked there; that of a file as it is."""
    address = address.strip()
    if is_file(address):
        return address
    parts = urlsplit(address)
    path = parts.path.rstrip("/").removesuffix("/services").rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def is_file(address: str) -> bool:
    """Whether the address is that of a package and not of an API."""
    return urlsplit(address.strip()).path.lower().endswith(_FILES)


def read_address(address: str, client: Client, *, since: datetime | None = None) -> Package:
    """Everything a source holds, or with ``since`` what has changed there after that moment.

    Raises Refused with the sentence for the person who keeps the source: it does not answer, is too large, leads
    inside, or is not what it says. Services that cannot be read are told in ``faults``, the others are there.
    """
    if is_file(address):
        return read_bytes(_opened(address, client), urlsplit(address).path.rsplit("/", 1)[-1])
    return _Pages(base_of(address), client, since).read()


class _Pages:
    def __init__(self, base: str, client: Client, since: datetime | None) -> None:
        self.base = base
        self.client = client
        self.since = since
        self.until = client.clock() + SECONDS
        self.services: dict[str, Record] = {}
        self.faults: list[Fault] = []

    def read(self) -> Package:
        asked: dict[str, Any] = {"full": "true", "per_page": PER_PAGE}
        if self.since is not None:
            asked["modified_after"] = self.since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        total = 0
        for page in range(1, MOST_PAGES + 1):
            said = self._json(f"{self.base}/services?{urlencode({**asked, 'page': page})}")
            if not isinstance(said, Mapping) or not isinstance(said.get("contents"), list):
                raise Refused("Unter dieser Adresse antwortet keine HSDS-Schnittstelle: Eine Liste der Angebote fehlt.")
            many = self._take(said, page)
            total = max(total, _whole(said.get("total_items")))
            pages = _whole(said.get("total_pages"))
            if not said["contents"] or said.get("last_page") is True or (pages and page >= pages):
                break
            if not many:
                raise Refused(
                    "Die Schnittstelle nennt auf jeder Seite dieselben Angebote. Wir haben aufgehört zu lesen."
                )
        else:
            raise Refused(f"Die Schnittstelle hat mehr als {MOST_PAGES} Seiten. Wir haben aufgehört zu lesen.")
        if self.faults and not self.services:
            raise Refused(f"Kein Angebot der Schnittstelle ist zu lesen. Das erste: {self.faults[0]}")
        self._complete_bare()
        seen = len(self.services) + len({(fault.file, fault.line) for fault in self.faults})
        complete = self.since is None and seen >= total
        return Package(self.base, list(self.services.values()), "HSDS 3.0", tuple(self.faults), complete)

    def _take(self, said: Mapping[str, Any], page: int) -> int:
        found, faults = records_of(said, f"Seite {page}")
        self.faults += faults
        new = {str(one["id"]): one for one in found if str(one["id"]) not in self.services}
        self.services.update(new)
        return len(new) + len(faults)

    def _complete_bare(self) -> None:
        """Ask for services one by one where the lists carry nothing but names."""
        bare = [key for key, one in self.services.items() if not any(one.get(name) for name in _BARE)]
        if len(bare) < len(self.services) or len(bare) > MOST_SINGLE:
            return
        for key in bare:
            said = self._json(f"{self.base}/services/{key}")
            found, faults = records_of(said, f"services/{key}")
            self.faults += faults
            if found:
                self.services[key] = {**self.services[key], **found[0]}

    def _json(self, address: str) -> Any:
        if self.client.clock() > self.until:
            raise Refused("Die Schnittstelle braucht zu lange für alle ihre Seiten. Wir haben aufgehört zu lesen.")
        said, faults = parsed(_opened(address, self.client), "Die Antwort")
        if faults:
            raise Refused("Unter dieser Adresse antwortet keine HSDS-Schnittstelle: Die Antwort ist kein JSON.")
        return said


def _opened(address: str, client: Client) -> bytes:
    result = client.fetch(address)
    if not result.works:
        raise Refused(result.sentence)
    return result.body


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
