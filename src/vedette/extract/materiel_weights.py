"""What the signs around materiel are worth as evidence that it takes part in an exercise."""

BIAS = 1.1
"""Log-odds of a thing of which nothing particular is told."""
# fmt: off
WEIGHTS: dict[str, float] = {
    "a missile": -0.9, "a munition": -0.7, "a vehicle": 0.8, "absent": -1.1, "alone": -0.5, "bearers": 0.4, "counted": 0.7,
    "elsewhere": -2.5, "foe": -3.0, "goes on": 0.5, "harmed": -0.6, "headline": -0.9, "joined": 0.4, "judged": -0.6, "likened": -1.0,
    "listed": 0.4, "mentions": 0.7, "met": -1.2, "modal": -0.6, "next": 0.6, "noun": -0.9, "past": -0.8, "plain apart": -0.4,
    "practised": -0.7, "sent": 0.2, "sham": -3.0, "side follows": -0.9, "specs": -0.5, "specs near": -1.1, "trained": -1.0,
    "watched": -0.8,
}
# fmt: on
"""What each sign is worth, in log-odds.

The weights came from a logistic regression on the tuning set, the development sets and reports of many publishers, rounded to tenths; the
bias was chosen so that precision and recall balance. Fitted on all sets but one and tried on that, in turn, they find materiel with F1
0.770 (precision 0.79); a chain of vetoes by the same words, made with all sets in view, had 0.748 (0.76). "elsewhere", "foe" and "sham",
too rare to fit, were set by hand.
"""
