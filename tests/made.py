"""Codings made by hand, for tests that do not depend on what the coder finds."""

from typing import Any

from vedette.extract.drafts import Draft, claim_id, digest
from vedette.model import Account, Block, Claim, Coding, Report, Span

Facts = list[tuple[str, Any, str]]


def coded(
    ident: str, text: str, *facts: tuple[str, Any, str], published: str = "2019-07-02", publisher: str = "The Harbour Post", **more: Any
) -> Coding:
    """A coding with one account of the facts: (property, value, the words of the text that it rests on); `more` goes to all claims."""
    report = Report(ident, text, (Block("body", Span(0, len(text))),), "Drills", published, publisher, lang="en")
    account = digest(ident, "account", text.index(facts[0][2]) if facts else 0)
    claims = []
    for name, value, words in facts:
        span = Span(text.index(words), text.index(words) + len(words))
        made = claim_id(report, Draft(name, value, span))
        claims.append(
            Claim(made, ident, account, name, value, span, words, None, publisher, published, **{"lang": "en", "coder": "test", **more})
        )
    return Coding(report, (Account(account, ident, "E1", True, tuple(claims)),) if facts else ())


PLACE = {"name": "Darwin", "country": "AU", "region": "AU-NT", "lat": -12.46, "lon": 130.84, "kind": "city"}


def kenso(ident: str = "r1", year: int = 2019, **more: Any) -> Coding:
    """A first report of an edition of an invented series."""
    text = (
        f"The armies of Australia and Japan began the joint military exercise Kenso Shield {year} in Darwin, Australia, on 1 July {year}."
    )
    return coded(
        ident,
        text,
        ("name", f"Kenso Shield {year}", f"Kenso Shield {year}"),
        ("series", {"name": "Kenso Shield", "id": None}, "Kenso Shield"),
        ("edition", str(year), str(year)),
        ("status", "underway", "began"),
        ("participant", "AU", "Australia"),
        ("participant", "JP", "Japan"),
        ("place", PLACE, "Darwin"),
        ("start", f"{year}-07-01", f"1 July {year}"),
        ("domain", "land", "armies"),
        **{"published": f"{year}-07-02", **more},
    )


def kenso_later(ident: str = "r2", people: int = 900, **more: Any) -> Coding:
    """A second report of the edition of 2019."""
    text = (
        f"The joint military exercise Kenso Shield 2019, which Australia and Japan began on 1 July 2019 in Darwin with {people} troops, "
        "ended on 9 July 2019."
    )
    return coded(
        ident,
        text,
        ("name", "Kenso Shield 2019", "Kenso Shield 2019"),
        ("status", "completed", "ended"),
        ("participant", "AU", "Australia"),
        ("participant", "JP", "Japan"),
        ("place", PLACE, "Darwin"),
        ("start", "2019-07-01", "1 July 2019"),
        ("end", "2019-07-09", "9 July 2019"),
        ("personnel", {"low": people, "high": people, "party": None}, f"{people} troops"),
        **{"published": "2019-07-10", "publisher": "Southern Courier", **more},
    )
