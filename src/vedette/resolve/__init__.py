"""Accounts of different reports → exercises."""

from vedette.resolve.blocks import keys
from vedette.resolve.clusters import Exercise, NearPair, Neighbourhood, Resolution, resolve, resolve_new
from vedette.resolve.records import Profile, SamePair, pack, profile, unpack
from vedette.resolve.scores import Reason, Score, score

__all__ = [
    "Exercise",
    "NearPair",
    "Neighbourhood",
    "Profile",
    "Reason",
    "Resolution",
    "SamePair",
    "Score",
    "keys",
    "pack",
    "profile",
    "resolve",
    "resolve_new",
    "score",
    "unpack",
]
