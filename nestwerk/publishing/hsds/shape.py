"""What an answer may hold, table by table: closed, so that a misspelt field is found. The OpenAPI document shows it.

Field for field those of HSDS 3.0 and the UK profile that this API fills; the standard knows more.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

HEX = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
Id = Annotated[str, Field(pattern=HEX, json_schema_extra={"format": "uuid"})]
Uri = Annotated[str, Field(pattern=r"^https?://\S+$", json_schema_extra={"format": "uri"})]
Mail = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$", json_schema_extra={"format": "email"})]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"})]
Moment = Annotated[
    str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", json_schema_extra={"format": "date-time"})
]
Clock = Annotated[str, Field(pattern=r"^\d{2}:\d{2}$")]
Text = Annotated[str, Field(min_length=1)]
Years = Annotated[float, Field(ge=0, le=150)]
Status = Literal["active", "inactive", "defunct", "temporarily closed"]


class Table(BaseModel):
    """A table of the standard. A field that is not known is left out, never null."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TaxonomyTerm(Table):
    """A term of a taxonomy."""

    id: Id
    code: Text
    name: Text
    description: Text
    taxonomy: Text
    language: Text
    taxonomy_id: Id


class Taxonomy(Table):
    """A taxonomy."""

    id: Id
    name: Text
    description: Text


class Attribute(Table):
    """A term, with a value where it needs one, on a service or an organisation."""

    id: Id
    link_id: Id
    taxonomy_term_id: Id
    link_type: Text
    link_entity: Literal["service", "organization"]
    value: Text = Field(default="-")
    taxonomy_term: TaxonomyTerm


class Phone(Table):
    """A telephone number."""

    id: Id
    service_id: Id = Field(default="-")
    contact_id: Id = Field(default="-")
    number: Text
    type: Literal["voice", "text"]


class Contact(Table):
    """An office to turn to; never the name of a person."""

    id: Id
    service_id: Id
    title: Text
    department: Text = Field(default="-")
    email: Mail = Field(default="-")
    phones: list[Phone] = Field(default=[])


class Schedule(Table):
    """Opening hours or dates."""

    id: Id
    service_id: Id
    valid_from: Day = Field(default="-")
    valid_to: Day = Field(default="-")
    dtstart: Day = Field(default="-")
    timezone: int = Field(default=1)
    until: Day = Field(default="-")
    count: int = Field(default=1)
    wkst: Literal["MO"] = Field(default="MO")
    freq: Literal["WEEKLY", "MONTHLY"] = Field(default="WEEKLY")
    interval: int = Field(default=1)
    byday: Text = Field(default="-")
    byweekno: Text = Field(default="-")
    bymonthday: Text = Field(default="-")
    description: Text = Field(default="-")
    opens_at: Clock = Field(default="-")
    closes_at: Clock = Field(default="-")
    schedule_link: Uri = Field(default="-")
    attending_type: Text = Field(default="-")
    notes: Text = Field(default="-")


class Language(Table):
    """A language in which a service is given."""

    id: Id
    service_id: Id
    name: Text
    code: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class CostOption(Table):
    """What it costs."""

    id: Id
    service_id: Id
    option: Text
    amount: float | int = Field(default=0)
    currency: Literal["EUR"] = Field(default="EUR")
    amount_description: Text = Field(default="-")


class Funding(Table):
    """Who pays for it."""

    id: Id
    service_id: Id
    source: Text


class ServiceArea(Table):
    """A region a service is for."""

    id: Id
    service_id: Id
    name: Text
    description: Text


class Address(Table):
    """A postal address."""

    id: Id
    location_id: Id
    address_1: Text
    city: Text
    state_province: Text
    postal_code: Annotated[str, Field(pattern=r"^\d{5}$")]
    country: Literal["DE"]
    address_type: Literal["physical"]


class Accessibility(Table):
    """Whether a wheelchair gets in."""

    id: Id
    location_id: Id
    description: Text


class PlainLocation(Table):
    """A location in a list."""

    id: Id
    location_type: Literal["physical"]
    organization_id: Id
    name: Text
    description: Text = Field(default="-")
    latitude: Annotated[float, Field(ge=47, le=56)] = Field(default=50.0)
    longitude: Annotated[float, Field(ge=5, le=16)] = Field(default=10.0)


class Location(PlainLocation):
    """A location with all that belongs to it."""

    addresses: list[Address] = Field(default=[])
    accessibility: list[Accessibility] = Field(default=[])


class Program(Table):
    """A network of early help."""

    id: Id
    name: Text
    description: Text


class PlainOrganization(Table):
    """An organisation in a list."""

    id: Id
    name: Text
    description: Text


class ServiceFields(Table):
    """The fields of a service of its own."""

    id: Id
    organization_id: Id = Field(default="-")
    program_id: Id = Field(default="-")
    name: Text
    description: Text = Field(default="-")
    url: Uri = Field(default="-")
    email: Mail = Field(default="-")
    status: Status
    interpretation_services: Text = Field(default="-")
    application_process: Text = Field(default="-")
    fees_description: Text = Field(default="-")
    fees: Text = Field(default="-")
    accreditations: Text = Field(default="-")
    eligibility_description: Text = Field(default="-")
    minimum_age: Years = Field(default=0)
    maximum_age: Years = Field(default=0)
    assured_date: Day = Field(default="-")
    alert: Text = Field(default="-")
    last_modified: Moment = Field(default="-")
    program: Program = Field(default=None)  # type: ignore[assignment]


class PlainService(ServiceFields):
    """A service in a list."""

    organization: PlainOrganization = Field(default=None)  # type: ignore[assignment]


class PlainServiceAtLocation(Table):
    """A service at its location, in a list."""

    id: Id
    service_id: Id
    location_id: Id
    location: PlainLocation
    service: PlainService


class LinkedLocation(Table):
    """The location of a service, inside it."""

    id: Id
    service_id: Id
    location_id: Id
    location: Location


class NestedService(PlainService):
    """A service with all that belongs to it but its location."""

    phones: list[Phone] = Field(default=[])
    schedules: list[Schedule] = Field(default=[])
    service_areas: list[ServiceArea] = Field(default=[])
    languages: list[Language] = Field(default=[])
    funding: list[Funding] = Field(default=[])
    cost_options: list[CostOption] = Field(default=[])
    contacts: list[Contact] = Field(default=[])
    attributes: list[Attribute] = Field(default=[])


class Service(NestedService):
    """A service with all that belongs to it."""

    service_at_locations: list[LinkedLocation] = Field(default=[])


class ServiceAtLocation(Table):
    """A service at its location, with all that belongs to both."""

    id: Id
    service_id: Id
    location_id: Id
    location: Location
    service: NestedService


class Organization(PlainOrganization):
    """An organisation with its services and locations."""

    locations: list[Location] = Field(default=[])
    programs: list[Program] = Field(default=[])
    attributes: list[Attribute] = Field(default=[])
    services: list[Service] = Field(default=[])


class MinimalService(Table):
    """What ``minimal`` leaves of a service."""

    id: Id
    last_modified: Moment = Field(default="-")


class Details(Table):
    """What this interface is."""

    version: Literal["HSDS-UK-3.0"]
    profile: Uri
    openapi_url: Uri


class Said(Table):
    """What went wrong; ``message`` is German."""

    code: Text
    message: Text
    parameter: str


class Problem(Table):
    """An error."""

    error: Said
