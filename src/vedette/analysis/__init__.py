"""Questions to a catalogue, answered with plain records: for scripts and notebooks as for the command line.

from vedette.analysis import exercises, filters, pair
from vedette.store import Catalogue

with Catalogue("demo.db", create=False) as catalogue:
    for found in exercises(catalogue, filters(participants=["Russia", "CN"], since="2018")):
        print(found["name"], found["start"], found["personnel"])
"""

from vedette.analysis.asking import AnalysisError, filters, party, series_key, size
from vedette.analysis.kin import kin
from vedette.analysis.one import Look, called, exercise, look
from vedette.analysis.views import conflicts, editions, exercises, pair, period_of, series, stats, timeline, upcoming, vienna_view

__all__ = [
    "AnalysisError",
    "Look",
    "called",
    "conflicts",
    "editions",
    "exercise",
    "exercises",
    "filters",
    "kin",
    "look",
    "pair",
    "party",
    "period_of",
    "series",
    "series_key",
    "size",
    "stats",
    "timeline",
    "upcoming",
    "vienna_view",
]
