"""What facts mean: one frozen class per table, whose fields are the columns behind the evidence, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

STATUSES = ("realised", "agreed", "target", "planned")
"""What a deal can be."""

AIMED = frozenset({"target", "planned"})
"""Statuses of what is still to come."""


@dataclass(frozen=True, slots=True)
class Province:
    """A place or government named, rolled up to its province."""

    province: str
    """ISO 3166-2 code."""
    regency: str | None
    """Kemendagri code of the regency or city, None where none was named or the name alone fits two of one province."""
    name: str
    """Of what was named, in standard form."""
    level: str
    """What was named: `province`, `regency` or `city`."""
    basis: str
    """How: `name`, `abbreviation`, `nickname`, `regency`, `capital`, `misspelling` or `reference`."""


@dataclass(frozen=True, slots=True)
class Official:
    """A person and an office."""

    official_id: str
    """Same for all mentions of one person: the name, and the province of the office."""
    name: str
    """Fullest name in the article, without titles and degrees."""
    title: str
    """Office in full standard Indonesian, without the region."""
    role: str
    """Class of the office, code list `roles`."""
    acting: str
    """`Pj`, `Plt`, `Plh` or `Pjs`, empty when the office is held for good."""
    agency: str
    """Body in full, empty where the text names none."""
    province: str | None
    """ISO 3166-2 code of the office's province, None for national offices."""
    regency: str | None
    """Kemendagri code of the office's regency or city."""


@dataclass(frozen=True, slots=True)
class Commodity:
    """One of the goods of the code list."""

    commodity: str
    """Id in the code list."""
    name: str
    """Indonesian name."""
    category: str
    """Class of goods."""
    hs_code: str
    """HS 2022 code as text (4 or 6 digits), empty where none can be given."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in Rupiah."""

    amount_idr: int | None
    """Value in whole Rupiah, None where only a bound or a range is known."""
    amount_min_idr: int | None
    """Lower end, None for `at_most`; equals the value for `exact` and `about`."""
    amount_max_idr: int | None
    """Upper end, None for `at_least`; equals the value for `exact` and `about`."""
    bound: str
    """`exact`, `about`, `at_least`, `at_most` or `range`."""
    per_unit: str | None
    """Short form of the unit a price counts by (`kg`, `ekor`, `USD` for a rate of exchange), None if it is no price."""
    kind: str
    """`unit_price`, `budget`, `investment`, `production_value` or `other`; deals are told later."""
    speaker: str | None
    """official_id of who gives the figure, None until it is told."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of a good."""

    quantity: Decimal | None
    """The number in its unit, None where only a bound or a range is known."""
    quantity_min: Decimal | None
    """Lower end, None for `at_most`; equals the number for `exact` and `about`."""
    quantity_max: Decimal | None
    """Upper end, None for `at_least`; equals the number for `exact` and `about`."""
    bound: str
    """`exact`, `about`, `at_least`, `at_most` or `range`."""
    unit: str
    """Code of the list of measures (`t`, `head`, `truck`)."""
    quantity_kg: Decimal | None
    """The number in kilograms, or the end that is known; None for a range and for what is no mass."""
    per: str | None
    """`day`, `week`, `month`, `quarter` or `year` of a rate, None for a total."""
    commodity: str | None
    """Id of the good it measures, None where the text does not say."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day or a period."""

    date: str
    """Partial ISO date: what of the first day is sure; the year alone for quarters, semesters and several months."""
    date_start: str
    """First day covered, full ISO date."""
    date_stop: str
    """Last day covered, full ISO date."""
    precision: str
    """`day`, `month`, `quarter`, `semester` or `year`."""
    basis: str
    """`explicit` (said in full) or `relative` (counted from the day of publication, or lacking its year)."""
    weekday_ok: bool | None
    """Does the named weekday fit the (first) day? None where no weekday is named beside it."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A statement of trade between two or more provinces."""

    deal_id: str
    """`<article_id>-<number>`, in reading order."""
    kind: str
    """`trade_mission`, `business_meeting`, `cooperation`, `purchase` or `supply`."""
    status: str
    """`realised`, `agreed`, `target` or `planned`."""
    hub: str | None
    """ISO 3166-2 code of the province that runs it or whose total it is; None when even."""
    parties: tuple[str, ...]
    """ISO 3166-2 codes, hub first."""
    amount_idr: int | None
    """Whole Rupiah; None when the text gives no figure or only a bound."""
    amount_min_idr: int | None
    """Whole Rupiah; None where there is no lower end."""
    amount_max_idr: int | None
    """Whole Rupiah; None where there is no upper end."""
    bound: str | None
    """As for the amount; None without a figure."""
    amount_start: int | None
    """Offset of its row in amounts."""
    scope: str
    """`event` or `cumulative`."""
    events: int | None
    """How many events a cumulative figure covers."""
    date: str | None
    """Partial ISO date of the event."""
    place: str | None
    """ISO 3166-2 code of where it took place."""
    speaker: str | None
    """official_id of who gives the figure."""
    cue: str
    """The words that decided the status; empty when none stands near."""
    confidence: float
    """How often a row with this figure is right, 0.00 to 0.99."""
    event_id: str | None = None
    """Event across articles."""
    year: int | None = None
    """Year to count it by, reckoned over all articles."""
    year_basis: str | None = None
    """`stated`, `event` or `published`."""
    reviewed: str | None = None
    """A reviewer's word; never the machine's."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Goods that go, went or are to go from one province to another."""

    deal_id: str | None
    """The deal they belong to; None where no deal joins both provinces."""
    commodity: str
    """Id in the code list of commodities."""
    origin: str | None
    """ISO 3166-2 code; None where a reviewer left it open."""
    destination: str | None
    """ISO 3166-2 code; None where a reviewer left it open."""
    status: str
    """As for deals."""
    confidence: float
    """How often a row with this figure is right, 0.00 to 0.99."""
    quantity: Decimal | None = None
    """How much this flow alone moves, in its unit; of a mere bound that bound; None for a range, or where untold."""
    quantity_unit: str | None = None
    """Code of the list of measures."""
    quantity_kg: Decimal | None = None
    """The same in kilograms; None for what is no mass."""
    quantity_start: int | None = None
    """Where its row in quantities begins."""
    per: str | None = None
    """`day`, `week`, `month`, `quarter` or `year` of a rate, None for a total."""
    amount_idr: int | None = None
    """What this flow alone is worth, in Rupiah; None where the text does not say."""
    amount_start: int | None = None
    """Where its row in amounts begins."""
    year: int | None = None
    """Year to count it by, reckoned over all articles."""
    year_basis: str | None = None
    """`stated`, `event` or `published`."""
    reviewed: str | None = None
    """A reviewer's word; never the machine's."""
