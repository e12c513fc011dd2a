"""A crawl of made-up news for other benchmarks: web archives with pages of several sites, of which some tell of military exercises.

    python benchmarks/crawl.py FOLDER [--pages N] [--share SHARE]

Pages are put together from phrases, in the mark-up of one of 20 invented sites: menus, scripts and pointers to other articles weigh 23 kB,
the article itself 2 kB, as on lean sites. A `share` of the pages tell of an exercise; `NEAR` of the others are news of armed forces in
which none takes place. An archive holds `ARCHIVE` pages, each compressed by itself, as crawlers write them. A page number always gives the
same page, so that a smaller crawl is the beginning of a larger one. Archives that are there are used as they are.
"""

import argparse
import random
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from resolution import FIRST, SECOND

ARCHIVE = 5_000
SHARE = 0.01
NEAR = 0.03
SITES = 20
WORDS = 350
"""Words of an article, about the middle of news."""

SUBJECTS = ("The city council", "A regional court", "The football club", "Her new film", "The central bank", "The railway")
VERBS = ("put off", "welcomed", "turned down", "opened", "explained", "praised", "went back on", "paid for", "asked about", "forgot")
OBJECTS = ("the plan for the old harbour", "a second season", "the price of bread", "its budget for schools", "a ticket to the final",
           "the road to the coast", "a loan of 3 million", "the rain of last week", "a study of 400 families")  # fmt: skip
TAILS = ("on Monday.", "after a long debate.", "with little to show for it.", "and nobody was surprised.", "in two weeks.")
NEARBY = (
    "The army asked for a larger budget, the ministry of defence said.",
    "Two soldiers were honoured for their work after the flood.",
    "A retired general spoke about the training of young officers.",
    "The navy ordered three frigates from a yard on the coast.",
    "Shareholders may exercise their options until Friday.",
    "Schools held a fire drill in the morning.",
    "Troops left the border post that they had held since spring.",
    "The air force showed its new helicopters to the public.",
)

STATES = ("Norway", "Sweden", "India", "Japan", "Chile", "Peru", "Kenya", "Egypt", "Poland", "Greece", "Turkey", "France", "Brazil", "Oman")
TOWNS = (
    "Bergen", "Malmo", "Goa", "Kure", "Iquique", "Callao", "Mombasa", "Alexandria", "Gdynia", "Patras", "Izmir", "Brest", "Natal", "Sohar",
)  # fmt: skip
MONTHS = ("January", "March", "May", "June", "August", "September", "October")
FORCES = ("armies", "navies", "air forces", "marines", "special forces")
DETAILS = (
    "About {people} troops of both countries take part, the ministry of defence of {a} said.",
    "{ships} frigates, {planes} helicopters and a submarine were sent.",
    "The drill is to end on {last} {month} with a parade in {town}.",
    "Observers from {c} watch the manoeuvres.",
    "“The exercise is directed against no other country,” a spokesman for the armed forces of {b} said.",
    "Soldiers practise landings on the coast, the rescue of hostages and the clearing of mines.",
    "It is the {nth} time that {a} and {b} hold {name}.",
    "In the first phase, staffs plan the defence of an island; live firing follows.",
    "Last year, {least} soldiers had taken part in the drill near {town}.",
    "{c} called the exercise a threat to peace in the region.",
    "The two states agreed on yearly exercises in {before}.",
    "A company of engineers built a bridge while {planes} aircraft flew above.",
    "The commander, Colonel {person}, said that the weather had been the greatest difficulty.",
)
PERSONS = ("Ana Lindqvist", "Marc Oyelaran", "Tomas Berger", "Lena Castellan", "Ravi Menon")


def article(rng: random.Random) -> tuple[str, list[str]]:
    """Headline and paragraphs of news of no exercise."""
    near = rng.random() < NEAR
    sentences: list[str] = []
    words = 0
    while words < WORDS:
        sentence = rng.choice(NEARBY) if near and rng.random() < 0.2 else " ".join(map(rng.choice, (SUBJECTS, VERBS, OBJECTS, TAILS)))
        sentences.append(sentence)
        words += sentence.count(" ") + 1
    return sentences[0].rstrip("."), paragraphs(sentences)


def report(rng: random.Random) -> tuple[str, list[str]]:
    """Headline and paragraphs of a report of an exercise."""
    (a, b, c), year = rng.sample(STATES, 3), rng.randint(1990, 2024)
    town, month, first = rng.choice(TOWNS), rng.choice(MONTHS), rng.randint(1, 14)
    name = f"{rng.choice(FIRST)} {rng.choice(SECOND)}"
    people = rng.randrange(2, 90) * 100
    facts = {
        "a": a, "b": b, "c": c, "town": town, "month": month, "name": name, "people": f"{people:,}", "least": f"{people // 2:,}",
        "ships": rng.randint(2, 9), "planes": rng.randint(3, 30), "last": first + rng.randint(2, 13), "before": year - 4,
        "nth": rng.choice(("second", "third", "fifth", "tenth")), "person": rng.choice(PERSONS),
    }  # fmt: skip
    lead = f"The {rng.choice(FORCES)} of {a} and {b} began the joint exercise {name} {year} near {town} on {first} {month} {year}."
    sentences = [lead, *(s.format(**facts) for s in rng.sample(DETAILS, 9))]
    while sum(s.count(" ") + 1 for s in sentences) < WORDS:
        sentences.append(" ".join(map(rng.choice, (SUBJECTS, VERBS, OBJECTS, TAILS))))
    return f"{a} and {b} begin exercise {name} near {town}", paragraphs(sentences)


def paragraphs(sentences: list[str]) -> list[str]:
    """Four sentences a paragraph."""
    return [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]


class Site:
    """What all pages of a site have in common."""

    def __init__(self, number: int) -> None:
        rng = random.Random(number)
        self.host = f"news{number}.example"
        words = [w for subject in SUBJECTS for w in subject.lower().split()] + [o.split()[-1] for o in OBJECTS]

        def menu(items: int) -> str:
            links = ((rng.choice(words), rng.randrange(10_000)) for _ in range(items))
            return "".join(f'<li class="menu-item item-{n}"><a href="/{w}/{n}" title="{w}">{w.title()}</a></li>\n' for w, n in links)

        def script(lines: int) -> str:
            return "".join(
                f'window.q=window.q||[];q.push(["set","slot{rng.randrange(10**6)}",{rng.random():.6f}]);\n' for _ in range(lines)
            )

        styles = "".join(f".c{rng.randrange(10**5)}{{margin:{rng.randrange(40)}px;color:#{rng.randrange(16**6):06x}}}\n" for _ in range(80))
        self.head = f"<style>{styles}</style><script>{script(90)}</script>"
        self.above = f'<header><nav><ul class="menu">{menu(60)}</ul></nav></header>'
        self.below = f'<footer><ul class="menu">{menu(60)}</ul><script>{script(60)}</script></footer>'

    def page(self, number: int, headline: str, text: list[str], others: list[str]) -> str:
        """The mark-up of an article, with pointers to others."""
        aside = "".join(f'<li class="teaser"><a href="/more/{number}/{n}">{escape(other)}</a></li>' for n, other in enumerate(others))
        body = "".join(f"<p>{escape(p)}</p>\n" for p in text)
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(headline)} - {self.host}</title>'
            f'<meta property="og:title" content="{escape(headline)}"><meta property="og:site_name" content="{self.host}">'
            f'<meta property="article:published_time" content="2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}T09:00:00Z">'
            f"{self.head}</head>"
            f"<body>{self.above}<main><article><h1>{escape(headline)}</h1>\n{body}</article></main>"
            f"<aside><h2>More news</h2><ul>{aside}</ul></aside>{self.below}</body></html>"
        )


def page(number: int, sites: list[Site], share: float = SHARE) -> tuple[str, str]:
    """Address and mark-up of the page with a number."""
    rng = random.Random(number)
    site = rng.choice(sites)
    headline, text = report(rng) if rng.random() < share else article(rng)
    others = [" ".join(map(rng.choice, (SUBJECTS, VERBS, OBJECTS))) for _ in range(8)]
    return f"https://{site.host}/{number}.html", site.page(number, headline, text, others)


def record(number: int, url: str, html: str) -> bytes:
    """A page as a record of a web archive."""
    data = html.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (len(data), data)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Date: 2024-06-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    packer = zlib.compressobj(3, wbits=31)
    return packer.compress(head.encode() + answer + b"\r\n\r\n") + packer.flush()


def crawl(folder: Path, pages: int, share: float = SHARE, archive_pages: int = ARCHIVE) -> list[Path]:
    """The archives of a crawl of so many pages in a folder; makes those that are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    sites = [Site(n) for n in range(SITES)]
    return [archive(folder, range(n, min(n + archive_pages, pages)), sites, share) for n in range(0, pages, archive_pages)]


def archive(folder: Path, numbers: range, sites: list[Site], share: float) -> Path:
    """The archive of some pages."""
    file = folder / f"{share:g}-{numbers.start:08d}-{len(numbers)}.warc.gz"
    if not file.exists():
        part = file.with_suffix(".part")
        with part.open("wb") as out:
            out.writelines(record(n, *page(n, sites, share)) for n in numbers)
        part.rename(file)
    return file


def marked_up(pages: int, share: float = SHARE) -> Iterator[str]:
    """The mark-up of the first pages of a crawl."""
    sites = [Site(n) for n in range(SITES)]
    return (page(n, sites, share)[1] for n in range(pages))


def main() -> None:
    """Makes a crawl."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--share", type=float, default=SHARE)
    given = parser.parse_args()
    files = crawl(given.folder, given.pages, given.share)
    print(f"{given.pages:,} pages in {len(files)} archives of {sum(f.stat().st_size for f in files) / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
