"""What the API gives and takes, as pydantic models: its documentation and its checks at once. One module for each kind of thing."""

from vedette.serve.web.api.models.common import Count, Page
from vedette.serve.web.api.models.exercises import Card, Cards, Exercise, Facets, Option, Period, Point, Points, Weighed
from vedette.serve.web.api.models.parties import CardHits, Country, HeadHits, Hits, Pair, PairCount, Series, SeriesList
from vedette.serve.web.api.models.reports import Account, AccountHead, Block, Claim, Coding, Head, Lead, Report
from vedette.serve.web.api.models.sent import CodeRequest, Judgement, JudgementRequest

__all__ = [
    "Account",
    "AccountHead",
    "Block",
    "Card",
    "CardHits",
    "Cards",
    "Claim",
    "CodeRequest",
    "Coding",
    "Count",
    "Country",
    "Exercise",
    "Facets",
    "Head",
    "HeadHits",
    "Hits",
    "Judgement",
    "JudgementRequest",
    "Lead",
    "Option",
    "Page",
    "Pair",
    "PairCount",
    "Period",
    "Point",
    "Points",
    "Report",
    "Series",
    "SeriesList",
    "Weighed",
]
