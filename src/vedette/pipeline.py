"""The whole path: inputs → reports → codings → catalogue → exercises. The stages meet here and nowhere else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

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


def _code_raw(raw: Raw, config: Config, coder: Coder, fallback: str | None = None) -> Coding | BadInput:
    try:
        report = read(raw, config.published, config.url, config.publisher)
        return coder(replace(report, published=report.published or fallback))
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


Input: TypeAlias = Raw | Kept | BadInput
"""What is to be coded, or what became of an input that is not."""
Coded: TypeAlias = tuple[Raw, Coding] | Kept | BadInput
"""What became of it: if it was coded, the input without its bytes, and the coding."""
Mapped: TypeAlias = Callable[[Callable[[Input], Coded], Iterable[Input]], Iterator[Coded]]
"""What applies a function to inputs and gives the results in the same order, as `map` does; pickle takes all of them."""


def ingest_all(
    paths: Iterable[str],
    catalogue: "Catalogue",
    config: Config | None = None,
    options: Options | None = None,
    *,
    mapped: Mapped = map,
    rows: int = 1,
) -> Iterator[Kept | BadInput]:
    """Reads, codes and stores all reports in some files and at addresses, `rows` of them in a transaction, exercises included.

    What was read before by this coder is passed over, so that a run that was cut off goes on where it stopped; addresses are asked
    whether they have changed since. `mapped` may code several at once.
    """
    config = config or Config()
    key = _key(config)
    sources = catalogue.sources
    found = load_changed(paths, lambda url: sources.address(url, key), options)
    coded = mapped(partial(_coded, config=config), (_known(one, catalogue, key) for one in found))
    while part := list(islice(coded, rows)):
        kept = iter(_keep([one for one in part if isinstance(one, tuple)], catalogue, key))
        for one in part:
            yield next(kept) if isinstance(one, tuple) else one
            if isinstance(one, tuple) and (one[0].etag or one[0].modified):
                sources.keep_address(one[0].name, one[0].etag, one[0].modified, one[0].sha256)


def _known(found: Raw | BadInput | Unchanged, catalogue: "Catalogue", key: str) -> Input:
    """What was found at a path, or, if it was read before, the report that it is."""
    if isinstance(found, Unchanged):
        return Kept(found.name, found.report, new=False, known=True)
    known = catalogue.read_already(found.sha256, key) if isinstance(found, Raw) else None
    return found if known is None else Kept(found.name, known, new=False, known=True)


def _coded(one: Input, config: Config, fallback: str | None = None) -> Coded:
    if not isinstance(one, Raw):
        return one
    made = code_one(one, config, fallback)
    return made if isinstance(made, BadInput) else (replace(one, data=b"", text=None), made)


def code_one(raw: Raw, config: Config | None = None, fallback: str | None = None) -> Coding | BadInput:
    """The coding of one input of many; `fallback` is its day of publication if it does not tell one itself."""
    try:
        return _code_raw(raw, config or Config(), code, fallback)
    except Exception as error:  # one report never stops the others; it is named with the error
        return BadInput(raw.name, f"{raw.name!r} cannot be coded: {type(error).__name__}: {error}")


def _key(config: Config) -> str:
    """With which coder and settings something is read."""
    return f"{CODER} {digest(config.published, config.url, config.publisher)}"


def _keep(inputs: Sequence[tuple[Raw, Coding]], catalogue: "Catalogue", key: str) -> list[Kept]:
    """Stores what inputs were read into, in one transaction: what nothing is there of together, then the rest one after the other."""
    from vedette.assemble import add

    if not inputs:
        return []
    fresh: dict[str, tuple[Raw, Coding]] = {}
    with catalogue.writing() as writer:
        for one in inputs:
            ident = one[1].report.id
            if writer.report(ident) is None and writer.read_from(one[0].sha256) is None:
                fresh.setdefault(ident, one)
        add(writer, [coding for _, coding in fresh.values()], compare=True)
        for ident, (raw, _) in fresh.items():
            writer.keep_source(raw.sha256, key, raw.name, ident)
        return [
            Kept(one[0].name, one[1].report.id, new=True) if fresh.get(one[1].report.id) is one else _again(writer, *one, key)
            for one in inputs
        ]


def _again(writer: "Writer", raw: Raw, coding: Coding, key: str) -> Kept:
    """Stores what an input was read into of which something is there: its report, or another one that has the same id."""
    from vedette.assemble import remove

    before = writer.read_from(raw.sha256)
    there = writer.report(coding.report.id)
    if there is not None and _is_another(there, coding.report):
        coding = _beside(coding)
    if before is not None and before != coding.report.id:
        remove(writer, before)  # the same input, read otherwise than by an earlier version
    new = _store(writer, coding) and before is None
    writer.keep_source(raw.sha256, key, raw.name, coding.report.id)
    return Kept(raw.name, coding.report.id, new)


def _is_another(there: Report, report: Report) -> bool:
    """Whether two inputs have the same id: another text, which is no other version of the same input."""
    return there.text != report.text and there.raw_sha256 != report.raw_sha256


def _beside(coding: Coding) -> Coding:
    """The coding under an id of its own."""
    return code(replace(coding.report, id=_own_id(coding.report)))


def _own_id(report: Report) -> str:
    return f"{report.id}~{str(report.raw_sha256)[:8]}"


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
    coded = _coded(_known(raw, catalogue, key), Config(), item.published)
    return _keep([coded], catalogue, key)[0] if isinstance(coded, tuple) else coded


def _store(writer: "Writer", coding: Coding) -> bool:
    """Stores a coding, exercises included. Returns whether its report is new.

    A text is one report however many print it: the earliest printing is the report, the others are kept with it.
    """
    from vedette.assemble import add

    there = writer.report(coding.report.id)
    if there is not None and _is_printing(there, coding.report) and _stays(writer, there, coding.report):
        return False
    return add(writer, [coding], compare=True) == 1


def _is_printing(there: Report, report: Report) -> bool:
    """Whether a report is a further printing of the very text of one that is there."""
    return there.text == report.text and _printed(there) != _printed(report)


def _stays(writer: "Writer", there: Report, report: Report) -> bool:
    """Notes a further printing; returns whether the one that is there is the earlier one, or another that is noted already."""
    return writer.keep_printing(there, report).raw_sha256 != report.raw_sha256


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

    Codings that are there already, whole, are passed over, so that a run that was cut off goes on. Further printings are kept with the
    report, and inputs that have the same id beside each other, as by `ingest_all`.
    """
    codings = iter(codings)
    while batch := list(islice(codings, ROWS)):
        there = catalogue.reports(c.report.id for c in batch)
        fresh: dict[str, Coding] = {}
        again: list[Coding] = []
        for coding in batch:
            first = there.setdefault(coding.report.id, coding.report)
            if first is coding.report:
                fresh[first.id] = coding
            elif _is_another(first, coding.report) or _is_printing(first, coding.report):
                again.append(coding)
        new = {id(coding) for coding in fresh.values()}
        if fresh or again:
            with catalogue.writing() as writer:
                writer.store_all(list(fresh.values()))
                new.update(id(coding) for coding in again if _load_again(writer, coding))
        yield from (id(coding) in new for coding in batch)


def _load_again(writer: "Writer", coding: Coding) -> bool:
    """Stores a coding of whose id there is a report, without exercises; returns whether its report is new."""
    report = coding.report
    there = writer.report(report.id)
    assert there is not None
    if _is_another(there, report):
        return writer.report(_own_id(report)) is None and writer.store(_beside(coding))
    if not _stays(writer, there, report):
        writer.store(coding)
    return False


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
