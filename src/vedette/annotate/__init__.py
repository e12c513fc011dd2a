"""Text → mentions. Each annotator reads a document and adds mentions of one kind; later ones may look at earlier ones' mentions."""

from collections.abc import Callable

from vedette.annotate.dates import find_dates
from vedette.annotate.exercises import find_exercises, may_tell
from vedette.annotate.materiel import find_materiel
from vedette.annotate.other_languages import find_names
from vedette.annotate.parties import find_parties
from vedette.annotate.people import find_people
from vedette.annotate.persons import find_persons
from vedette.annotate.places import find_places
from vedette.annotate.quantities import find_quantities
from vedette.annotate.speech import find_speech
from vedette.annotate.units import find_units
from vedette.grammar import document, has_rules
from vedette.model import Document, Mention, Report

ANNOTATORS: tuple[tuple[str, Callable[[Document], tuple[Mention, ...]]], ...] = (
    ("date", find_dates),
    ("party", find_parties),
    ("person", find_persons),
    ("place", find_places),
    ("quantity", find_quantities),
    ("unit", find_units),
    ("exercise", find_exercises),
    ("materiel", find_materiel),
    ("people", find_people),
    ("speech", find_speech),
)
"""Kinds of mentions with their annotators, in the order in which they run."""


ALWAYS = frozenset(("date", "party", "person", "speech"))
"""Kinds that are read in every report: who says what. The others serve exercises alone."""


def annotate(report: Report, *, needed: bool = False) -> Document:
    """The report with its tokens, sentences and mentions.

    With `needed`, only the mentions of ALWAYS where the words alone rule out that the report tells of an exercise. In a language that
    there are no rules for, only names of exercises.
    """
    doc = document(report)
    if not has_rules(doc):
        return Document(doc.report, doc.tokens, doc.sentences, {"exercise": find_names(doc)})
    whole = not needed or may_tell(doc)
    mentions: dict[str, tuple[Mention, ...]] = {}
    doc = Document(doc.report, doc.tokens, doc.sentences, mentions)
    for kind, find in ANNOTATORS:
        if whole or kind in ALWAYS:
            mentions[kind] = find(doc)
    return doc
