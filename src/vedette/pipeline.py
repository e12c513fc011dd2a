"""The whole path: inputs → reports → codings → catalogue → exercises. The stages meet here and nowhere else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vedette.annotate import annotate
from vedette.extract import extract
from vedette.ingest import load_all
from vedette.model import Coding, Report
from vedette.raw import BadInput, InputError, Raw
from vedette.read import read
from vedette.resolve import Resolution, profile, resolve
from vedette.resolve.sketches import sketch

if TYPE_CHECKING:  # a catalogue takes long to import, and coding alone needs none
    from vedette.store import Catalogue


@dataclass(frozen=True, slots=True)
class Config:
    """What the caller knows of the inputs; it wins over what they say themselves."""

    published: str | None = None
    """The day of publication as an EDTF date."""
    url: str | None = None
    """The address that the report was taken from."""
    publisher: str | None = None
    """Who published it."""


def code(report: Report) -> Coding:
    """Reads the exercises out of a report: accounts with claims, and claims about the report as a whole."""
    return extract(annotate(report))


def code_all(paths: Iterable[str], config: Config | None = None) -> Iterator[Coding | BadInput]:
    """The codings of all reports in some files (`-` is standard input), in order, with a BadInput in place of what cannot be read."""
    for raw in load_all(paths):
        yield raw if isinstance(raw, BadInput) else _code_raw(raw, config or Config())


def _code_raw(raw: Raw, config: Config) -> Coding | BadInput:
    try:
        return code(read(raw, config.published, config.url, config.publisher))
    except InputError as error:
        return BadInput(raw.name, str(error))


def store_all(codings: Iterable[Coding | BadInput], catalogue: "Catalogue") -> Iterator[tuple[Coding | BadInput, bool]]:
    """Stores codings as they come, one transaction each, and tells of each whether its report is new; then groups all accounts of the
    catalogue into exercises."""
    for coding in codings:
        yield coding, not isinstance(coding, BadInput) and catalogue.add([coding]) > 0
    previous = {account: exercise for exercise, accounts in catalogue.exercises().items() for account in accounts}
    found = resolve_all(catalogue, previous)
    catalogue.assign((e.id, e.accounts) for e in found.exercises)


def resolve_all(catalogue: "Catalogue", previous: Mapping[str, str]) -> Resolution:
    """The exercises of all accounts of a catalogue; `previous` holds the ids given out before (account id → exercise id)."""
    accounts = catalogue.accounts()
    reports = {ident: report for ident in {a.report for a in accounts} if (report := catalogue.report(ident))}
    sketches = {ident: sketch(report.text) for ident, report in reports.items()}
    return resolve((profile(a, reports[a.report], sketches[a.report]) for a in accounts), (), previous)
