"""The whole path: inputs → reports → codings → catalogue → exercises. The stages meet here and nowhere else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

from vedette.annotate import annotate
from vedette.extract import extract
from vedette.extract.drafts import CODER, digest
from vedette.ingest import Fetcher, Options, feeds, load_all, load_changed
from vedette.model import Account, Coding, Report
from vedette.raw import BadInput, InputError, Raw, Unchanged
from vedette.read import read

if TYPE_CHECKING:  # a catalogue takes long to import, and coding alone needs none
    from vedette.importers import Problem
    from vedette.store import Catalogue, Writer

ROWS = 500
"""Rows of a data set that are stored together: fewer make more transactions, more keep other writers waiting for seconds."""


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
    return extract(annotate(report, needed=True))


Coder = Callable[[Report], Coding]
"""What makes a coding of a report: `code`, or another that stands beside it. It may raise InputError for a report that it cannot code."""


def code_all(
    paths: Iterable[str], config: Config | None = None, options: Options | None = None, coder: Coder = code
) -> Iterator[Coding | BadInput]:
    """The codings of all reports in some files (`-` is standard input) and at addresses, in order, with a BadInput in place of what
    cannot be read."""
    for raw in load_all(paths, options):
        yield raw if isinstance(raw, BadInput) else _code_raw(raw, config or Config(), coder)


def _code_raw(raw: Raw, config: Config, coder: Coder) -> Coding | BadInput:
    try:
        return coder(read(raw, config.published, config.url, config.publisher))
    except InputError as error:
        return BadInput(raw.name, str(error))


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an input: the id of the report in the catalogue, whether it is new there, whether it had been read before and was
    passed over."""

    name: str
    report: str
    new: bool
    known: bool = False


def ingest_all(
    paths: Iterable[str], catalogue: "Catalogue", config: Config | None = None, options: Options | None = None
) -> Iterator[Kept | BadInput]:
    """Reads, codes and stores all reports in some files and at addresses, one transaction each, exercises included.

    What was read before by this coder is passed over, so that a run that was cut off goes on where it stopped; addresses are asked
    whether they have changed since.
    """
    config = config or Config()
    key = _key(config)
    sources = catalogue.sources
    for raw in load_changed(paths, lambda url: sources.address(url, key), options):
        if isinstance(raw, Unchanged):
            yield Kept(raw.name, raw.report, new=False, known=True)
        elif isinstance(raw, BadInput):
            yield raw
        else:
            yield _ingest(raw, catalogue, config, key)
            if raw.etag or raw.modified:
                sources.keep_address(raw.name, raw.etag, raw.modified, raw.sha256)


def _key(config: Config) -> str:
    """With which coder and settings something is read."""
    return f"{CODER} {digest(config.published, config.url, config.publisher)}"


def _ingest(raw: Raw, catalogue: "Catalogue", config: Config, key: str, published: str | None = None) -> Kept | BadInput:
    """Reads, codes and stores one input; `published` is its day of publication if it does not tell one itself."""
    from vedette.assemble import remove

    known = catalogue.read_already(raw.sha256, key)
    if known is not None:
        return Kept(raw.name, known, new=False, known=True)
    try:
        report = read(raw, config.published, config.url, config.publisher)
    except InputError as error:
        return BadInput(raw.name, str(error))
    coding = code(replace(report, published=report.published or published))
    with catalogue.writing() as writer:
        before = writer.read_from(raw.sha256)
        there = writer.report(report.id)
        if there is not None and there.text != report.text and there.raw_sha256 != report.raw_sha256:
            # two inputs under one id: the later one is kept beside the first
            coding = code(replace(report, id=f"{report.id}~{raw.sha256[:8]}"))
        if before is not None and before != coding.report.id:
            remove(writer, before)  # the same input, read otherwise than by an earlier version
        new = _store(writer, coding) and before is None
        writer.keep_source(raw.sha256, key, raw.name, coding.report.id)
    return Kept(raw.name, coding.report.id, new)


TRIES = 3
"""How often an item of a feed is asked for in vain before it is passed over for good."""


def watch_all(addresses: Iterable[str], catalogue: "Catalogue", options: Options | None = None) -> Iterator[Kept | BadInput]:
    """Reads, codes and stores what the new items of feeds link to, the oldest first; each item is remembered as soon as it is stored."""
    try:
        with (options or Options()).fetcher() as fetcher:
            for feed in addresses:
                yield from _watch(feed, catalogue, fetcher)
    except InputError as error:  # what is needed for fetching is not installed
        yield BadInput("watch", str(error))


def _watch(feed: str, catalogue: "Catalogue", fetcher: Fetcher) -> Iterator[Kept | BadInput]:
    sources, key = catalogue.sources, _key(Config())
    try:
        raw = fetcher.get(feed, *sources.validators(feed), most=feeds.MOST_BYTES)
        found = feeds.items(raw) if raw is not None else []
    except InputError as error:
        yield BadInput(feed, str(error))
        return
    done = sources.done(feed, [item.key for item in found], TRIES)
    left = False
    for item in reversed(found):
        if item.key not in done:
            kept = [_read_item(r, item, catalogue, key) for r in feeds.follow(feed, item, fetcher)]
            failed = any(isinstance(k, BadInput) for k in kept)
            sources.keep_item(feed, item.key, not failed, datetime.now(UTC).isoformat(timespec="seconds"))
            left = left or failed
            yield from kept
    if raw is not None and not left:  # else items that could not be read would not come again before the feed changes
        sources.keep_address(feed, raw.etag, raw.modified, raw.sha256)


def _read_item(raw: Raw | BadInput, item: feeds.Item, catalogue: "Catalogue", key: str) -> Kept | BadInput:
    return raw if isinstance(raw, BadInput) else _ingest(raw, catalogue, Config(), key, item.published)


def _store(writer: "Writer", coding: Coding) -> bool:
    """Stores a coding, exercises included. Returns whether its report is new.

    A text is one report however many print it: the earliest printing is the report, the others are kept with it.
    """
    from vedette.assemble import add, note_copies

    report = coding.report
    there = writer.report(report.id)
    if there is not None and there.text == report.text and _printed(there) != _printed(report):
        first = writer.keep_printing(there, report)
        if first.raw_sha256 != report.raw_sha256:
            return False
    note_copies(writer, [report])
    return add(writer, [coding]) == 1


def _printed(report: Report) -> tuple[str | None, ...]:
    """Who printed a report, when and where."""
    return report.publisher, report.published, report.url


def store_all(codings: Iterable[Coding | BadInput], catalogue: "Catalogue") -> Iterator[tuple[Coding | BadInput, bool]]:
    """Stores codings as they come, one transaction each, exercises included; tells of each whether its report is new."""
    for coding in codings:
        if isinstance(coding, BadInput):
            yield coding, False
        else:
            with catalogue.writing() as writer:
                new = _store(writer, coding)
            yield coding, new


def load_codings(codings: Iterable[Coding], catalogue: "Catalogue") -> Iterator[bool]:
    """`store_many`, and groups all accounts into exercises at the end."""
    yield from store_many(codings, catalogue)
    resolve_all(catalogue)


def store_many(codings: Iterable[Coding], catalogue: "Catalogue") -> Iterator[bool]:
    """Stores many codings at once, some hundred in a transaction, without exercises; tells of each whether its report is new.

    Codings that are there already, whole, are passed over, so that a run that was cut off goes on.
    """
    codings = iter(codings)
    while batch := list({c.report.id: c for c in islice(codings, ROWS)}.values()):
        there = catalogue.reports(c.report.id for c in batch)
        fresh = [c for c in batch if c.report.id not in there]
        if fresh:
            with catalogue.writing() as writer:
                writer.store_all(fresh)
        yield from (c.report.id not in there for c in batch)


def recode_all(catalogue: "Catalogue") -> Iterator[str]:
    """Codes every stored report anew with this coder, one transaction each; judgements stay. Yields the ids of the reports.

    Rows of hand-made data sets are no reports and stay as they are.
    """
    from vedette.assemble import add
    from vedette.importers import is_row

    for ident in catalogue.report_ids():
        report = catalogue.report(ident)
        if report is not None and not is_row(report):
            coding = code(report)
            with catalogue.writing() as writer:
                add(writer, [coding])
        yield ident


def resolve_all(catalogue: "Catalogue") -> None:
    """Groups all accounts into exercises anew and weighs them, in one transaction; ids and judgements stay.

    Reports that were not compared with others yet (stored without the package rensa, or by an earlier version) are compared before.
    """
    from vedette.assemble import note_copies, resolve_again
    from vedette.importers import is_row

    accounts: dict[str, list[Account]] = {}
    for account in catalogue.accounts():
        accounts.setdefault(account.report, []).append(account)
    with catalogue.writing() as writer:
        for ident in writer.without_sketch():
            report = writer.report(ident)
            if report is not None and not is_row(report):
                note_copies(writer, [report])
        resolve_again(writer, (Coding(r, tuple(accounts[r.id])) for r in catalogue.reports(accounts).values()))


def import_all(key: str, path: str, catalogue: "Catalogue", problems: "list[Problem]") -> Iterator[tuple[int, int]]:
    """Stores the rows of a hand-made data set as reports (`key` as in `importers.DATASETS`), some hundred in a transaction, exercises
    included. Yields (rows stored, new ones of them) after each transaction; what is wrong in the file is added to `problems`.

    Raises InputError if the file is not that data set.
    """
    from vedette.assemble import add
    from vedette.importers import read_dataset

    rows = read_dataset(key, path, problems)
    while codings := list(islice(rows, ROWS)):
        with catalogue.writing() as writer:
            new = add(writer, codings)
        yield len(codings), new
