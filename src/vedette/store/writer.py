"""Everything that changes a catalogue. A writer lives within one transaction; `Catalogue.writing` opens it and commits it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from vedette.model import Account, Claim, Coding, Judgement, Report
from vedette.store import copies, reading, tables
from vedette.store.bulk import insert_columns, insert_rows
from vedette.store.reading import chunks
from vedette.store.records import Shown
from vedette.store.rows import account_row, claim_columns, claim_of, judgement_of, judgement_row, report_row
from vedette.store.tokens import tokens
from vedette.values import fold


class Writer:
    """Reads and writes within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def finish(self) -> None:
        """Counts the revision up; the catalogue calls it before it commits."""
        self.connection.execute(update(tables.revision).values(number=tables.revision.c.number + 1))

    # reports

    def store(self, coding: Coding) -> bool:
        """Stores a coding; one of the same report that is there already gives way. Returns whether the report is new."""
        return self.store_all([coding]) == 1

    def store_all(self, codings: Sequence[Coding]) -> int:
        """Stores codings of different reports at once; returns how many of the reports are new."""
        idents = [c.report.id for c in codings]
        known = {
            i for part in chunks(idents) for i in self.connection.scalars(select(tables.report.c.id).where(tables.report.c.id.in_(part)))
        }
        for part in chunks(sorted(known)):
            self.connection.execute(delete(tables.report).where(tables.report.c.id.in_(part)))  # its accounts and claims go with it
        self._insert(tables.report, [report_row(c.report) for c in codings])
        self._insert(tables.account, [account_row(a) for c in codings for a in c.accounts])
        told = [claims for c in codings for claims in (c.claims, *(a.claims for a in c.accounts))]
        numbers = [n for claims in told for n in range(len(claims))]
        insert_columns(self.connection, tables.claim, claim_columns([c for claims in told for c in claims], numbers))
        self._index("report", {c.report.id: report_words(c.report) for c in codings})
        return len(set(idents) - known)

    def keep_source(self, sha256: str, key: str, name: str, report: str) -> None:
        """Notes that a raw input was read into a report; `key` tells with which coder and settings."""
        table = tables.source
        self.connection.execute(delete(table).where(table.c.sha256 == sha256))
        self._insert(table, [{"sha256": sha256, "key": key, "name": name, "report": report}])

    def read_from(self, sha256: str) -> str | None:
        """The report that a raw input was read into before."""
        return self.connection.scalar(select(tables.source.c.report).where(tables.source.c.sha256 == sha256))

    def forget(self, report: str) -> None:
        """Takes a report out, with its accounts and claims; the inputs that it was read from count as not read."""
        self.connection.execute(delete(tables.report).where(tables.report.c.id == report))
        self.connection.execute(delete(tables.search).where(tables.search.c.kind == "report", tables.search.c.ref == report))
        self.connection.execute(delete(tables.source).where(tables.source.c.report == report))
        self.connection.execute(delete(tables.printing).where(tables.printing.c.report == report))
        copies.forget(self.connection, report)

    def keep_printing(self, there: Report, new: Report) -> Report:
        """Adds a printing of the very text of a report that is there; returns the earliest, which is to be the report, and keeps the
        others with it."""
        known = [
            replace(there, raw_sha256=p.sha256, publisher=p.publisher, published=p.published, url=p.url, name=p.name)
            for p in copies.same_texts(self.connection, there.id)
        ]
        told = {(r.publisher, r.published, r.url): r for r in (*known, there, new)}
        first, *others = sorted(told.values(), key=lambda r: (r.published or "9999", r.publisher or "", r.url or ""))
        copies.keep_printings(self.connection, there.id, others)
        return first

    def without_sketch(self) -> list[str]:
        """Ids of the reports that were not compared with others yet."""
        return copies.without_sketch(self.connection)

    def report(self, ident: str) -> Report | None:
        """A report, None if it is not there."""
        return reading.reports(self.connection, [ident]).get(ident)

    def account_ids(self, reports: Iterable[str]) -> list[str]:
        """The ids of the accounts of some reports."""
        table = tables.account
        return [i for part in chunks(reports) for i in self.connection.scalars(select(table.c.id).where(table.c.report.in_(part)))]

    def accounts(self, exercises: Collection[str]) -> list[Account]:
        """The accounts of some exercises with their claims."""
        return reading.accounts(self.connection, exercises=exercises)

    def statements(self, reports: Iterable[str]) -> list[Claim]:
        """The claims about some reports as wholes."""
        table = tables.claim
        query = select(table).where(table.c.account == "", table.c.property.in_(("statement", "attributed_claim")))
        parts = chunks(sorted(set(reports)))
        return [claim_of(r) for part in parts for r in self.connection.execute(query.where(table.c.report.in_(part))).mappings()]

    def accounts_with(self, claims: Iterable[str]) -> list[str]:
        """The ids of the accounts that some claims stand in."""
        return sorted({c.account for c in reading.claims_with(self.connection, claims) if c.account})

    def there(self, accounts: Iterable[str]) -> frozenset[str]:
        """Those of some account ids that are there."""
        table = tables.account
        return frozenset(
            i for part in chunks(sorted(set(accounts))) for i in self.connection.scalars(select(table.c.id).where(table.c.id.in_(part)))
        )

    def judgement(self, number: int) -> Judgement | None:
        """The judgement with a number."""
        row = self.connection.execute(select(tables.judgement).where(tables.judgement.c.number == number)).mappings().first()
        return judgement_of(dict(row)) if row else None

    def redirected_to(self, exercises: Iterable[str]) -> dict[str, str]:
        """Ids that were given up → those of some exercises that hold their accounts now."""
        table = tables.redirect
        query = select(table.c.old, table.c.new)
        return {old: new for part in chunks(exercises) for old, new in self.connection.execute(query.where(table.c.new.in_(part)))}

    def current(self, exercise: str) -> str | None:
        """The exercise that an id stands for now."""
        return reading.current(self.connection, exercise)

    # what resolution asks for

    def keep_profiles(self, rows: Iterable[tuple[str, Mapping[str, Any], Collection[str]]]) -> None:
        """Keeps what resolution compares: (account id, packed profile, blocking keys); earlier ones of the accounts go."""
        for part in chunks(rows, 1000):
            idents = [ident for ident, _, _ in part]
            for few in chunks(idents):
                self.connection.execute(delete(tables.profile).where(tables.profile.c.account.in_(few)))
                self.connection.execute(delete(tables.block).where(tables.block.c.account.in_(few)))
            self._insert(tables.profile, [{"account": ident, "data": data} for ident, data, _ in part])
            self._insert(tables.block, [{"account": ident, "key": key} for ident, _, keys in part for key in sorted(keys)])

    def profiles(self, accounts: Iterable[str]) -> list[Mapping[str, Any]]:
        """The packed profiles of accounts that have one."""
        return reading.profiles(self.connection, accounts)

    def profiles_with(self, keys: Iterable[str]) -> list[Mapping[str, Any]]:
        """The packed profiles of all accounts that have at least one of these blocking keys."""
        table = tables.block
        met = {
            a for part in chunks(sorted(set(keys))) for a in self.connection.scalars(select(table.c.account).where(table.c.key.in_(part)))
        }
        return self.profiles(met)

    def judged(self, subjects: Iterable[str]) -> list[Judgement]:
        """The judgements of some claims, accounts, exercises or reports that hold, the earliest first."""
        return reading.holding(self.connection, subjects)

    def exercises_of(self, accounts: Iterable[str]) -> dict[str, str]:
        """Account id → exercise id, for those that have one."""
        return reading.exercises_of(self.connection, accounts)

    # exercises

    def assign(
        self,
        groups: Iterable[tuple[str, Sequence[str]]],
        redirects: Mapping[str, str],
        before: Iterable[str],
        near: Iterable[tuple[str, str, int]],
    ) -> frozenset[str]:
        """Sets which accounts belong to which exercise: (exercise id, account ids).

        `redirects` leads from ids that are given up to those that stay, `before` are the exercises that the accounts had, `near` the pairs
        of accounts that a curator may know more of. Exercises without an account go, their ids stay taken. Returns the ids whose
        accounts are other ones than before, and that are there.
        """
        wanted = {account: exercise for exercise, accounts in groups for account in accounts}
        had = self.exercises_of(wanted)
        moved = {account: exercise for account, exercise in wanted.items() if had.get(account) != exercise}
        self._add_exercises(set(moved.values()))
        if moved:
            self.connection.execute(
                update(tables.account).where(tables.account.c.id == bindparam("ident")).values(exercise=bindparam("into")),
                [{"ident": account, "into": exercise} for account, exercise in moved.items()],
            )
        changed = {*moved.values(), *(had[a] for a in moved if a in had), *before}
        gone = self._drop_empty(changed | set(redirects))
        for old in gone:
            self._redirect(old, redirects.get(old, ""))
        self._keep_near(wanted, near)
        return frozenset(changed - gone)

    def _add_exercises(self, idents: set[str]) -> None:
        table = tables.exercise
        known = {i for part in chunks(sorted(idents)) for i in self.connection.scalars(select(table.c.id).where(table.c.id.in_(part)))}
        # an id is given up when exercises become one, and is there again when a curator parts them
        for part in chunks(sorted(idents - known)):
            self.connection.execute(delete(tables.redirect).where(tables.redirect.c.old.in_(part)))
        self._insert(table, [{"id": ident} for ident in sorted(idents - known)])

    def _drop_empty(self, idents: set[str]) -> set[str]:
        account, exercise = tables.account, tables.exercise
        filled = {
            e
            for part in chunks(sorted(idents))
            for e in self.connection.scalars(select(account.c.exercise).where(account.c.exercise.in_(part)))
        }
        for part in chunks(sorted(idents - filled)):
            self.connection.execute(delete(exercise).where(exercise.c.id.in_(part)))
            self.connection.execute(delete(tables.search).where(tables.search.c.kind == "exercise", tables.search.c.ref.in_(part)))
        return idents - filled

    def _redirect(self, old: str, new: str) -> None:
        """Leads from an id that was given up to another one, or to nothing where no report tells of it any more."""
        table = tables.redirect
        self.connection.execute(update(table).where(table.c.new == old).values(new=new))
        self.connection.execute(delete(table).where(table.c.old == old))
        self._insert(table, [{"old": old, "new": new}])

    def _keep_near(self, accounts: Collection[str], near: Iterable[tuple[str, str, int]]) -> None:
        table = tables.near_pair
        for part in chunks(sorted(accounts)):
            self.connection.execute(delete(table).where(table.c.one.in_(part)))
            self.connection.execute(delete(table).where(table.c.other.in_(part)))
        self._insert(table, [{"one": one, "other": other, "total": total} for one, other, total in sorted(set(near))])

    def show(self, exercises: Sequence[Shown]) -> None:
        """Sets what exercises show, and what they are found by."""
        for part in chunks(exercises):
            idents = [e.id for e in part]
            self.connection.execute(delete(tables.facet).where(tables.facet.c.exercise.in_(idents)))
            self.connection.execute(delete(tables.spot).where(tables.spot.c.exercise.in_(idents)))
            self.connection.execute(delete(tables.shown).where(tables.shown.c.exercise.in_(idents)))
            self.connection.execute(
                update(tables.exercise).where(tables.exercise.c.id == bindparam("ident")),
                [{"ident": e.id, **_exercise_row(e)} for e in part],
            )
            weighed = [{"values": dict(e.weighed), "words": e.words} for e in part]
            records = [{"exercise": e.id, "record": e.record(), "weighed": w} for e, w in zip(part, weighed, strict=True)]
            self._insert(tables.shown, records)
            self._insert(
                tables.facet, [{"exercise": e.id, "kind": kind, "value": value} for e in part for kind, value in sorted(_facets(e))]
            )
            self._insert(tables.spot, [row for e in part for row in _spots(e)])
            self._index("exercise", {e.id: exercise_words(e.record(), e.words) for e in part})

    # judgements

    def judge(self, judgement: Judgement) -> int:
        """Adds a judgement; returns its number."""
        made = self.connection.execute(insert(tables.judgement).returning(tables.judgement.c.number), [judgement_row(judgement)])
        return int(made.scalar_one())

    def _index(self, kind: str, texts: Mapping[str, str]) -> None:
        table = tables.search
        for part in chunks(sorted(texts)):
            these = (table.c.kind == kind, table.c.ref.in_(part))
            self.connection.execute(delete(table).where(*these))
            self._insert(table, [{"kind": kind, "ref": ref} for ref in part])
            numbers = self.connection.execute(select(table.c.number, table.c.ref).where(*these)).all()
            self._insert(tables.search_text, [{"number": number, "tokens": tokens(texts[ref])} for number, ref in numbers])

    def _insert(self, table: Any, rows: list[dict[str, Any]]) -> None:
        insert_rows(self.connection, table, rows)


def report_words(report: Report) -> str:
    """What a report is found by."""
    return report.text


def exercise_words(record: Mapping[str, Any], further: str) -> str:
    """What an exercise is found by: its names, series, places and participants, each on a line of its own, and further words."""
    places = [p.get("name") for p in record["places"]]
    listed = [record["name"], *record["aliases"], record["series"], record["edition"], *places, *record["participants"], *record["domains"]]
    return "\n".join([*(str(x) for x in listed if x), further])


def _exercise_row(shown: Shown) -> dict[str, Any]:
    return {
        "name": shown.name,
        "series": shown.series,
        "edition": shown.edition,
        "status": shown.status,
        "start": shown.start,
        "end": shown.end,
        "first": shown.first,
        "last": shown.last,
        "low": shown.low,
        "high": shown.high,
        "reports": len(shown.reports),
        "conflicts": shown.conflicts,
        "parties": len(shown.participants),
    }


def _spots(shown: Shown) -> list[dict[str, Any]]:
    return [
        {"exercise": shown.id, "number": n, "kind": p.get("kind"), "lat": p["lat"], "lon": p["lon"]}
        for n, p in enumerate(shown.places)
        if p.get("lat") is not None and p.get("lon") is not None
    ]


def _facets(shown: Shown) -> set[tuple[str, str]]:
    places = {("place", fold(str(p["name"]))) for p in shown.places if p.get("name")}
    countries = {("country", str(p["country"])) for p in shown.places if p.get("country")}
    names = {("name", fold(n)) for n in (shown.name, shown.series_name, *shown.aliases) if n}
    found = {("participant", p) for p in shown.participants} | {("domain", d) for d in shown.domains}
    series = {("series", b) for b in (*shown.bases, shown.series, fold(shown.series_name or "")) if b}
    parents = {("parent", p) for p in shown.parents}
    return {(kind, value) for kind, value in found | places | countries | names | series | parents if value}
