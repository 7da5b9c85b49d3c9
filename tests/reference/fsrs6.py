"""Reference numbers for the study scheduler, from py-fsrs, which shares no code with the crate we use.

    pip install fsrs==6.3.2
    python tests/reference/fsrs6.py

Each sequence is a list of reviews of one card: the rating and the whole days since the review before.
After each review: stability, difficulty, and the interval in whole days for two target retentions;
before it, the probability of recall.
"""

import datetime as dt
import json
import pathlib

from fsrs import Card, Rating, Scheduler

SEQUENCES = {
    "good at each due date": [(3, 0), (3, 2), (3, 11), (3, 46), (3, 163), (3, 497)],
    "forgotten and learned again": [(3, 0), (3, 2), (3, 11), (1, 46), (3, 0), (3, 3), (2, 9), (4, 20)],
    "same day": [(1, 0), (1, 0), (3, 0), (3, 0), (2, 0), (4, 0), (3, 1)],
    "hard all the way": [(2, 0), (2, 1), (2, 2), (2, 3), (2, 4), (2, 5)],
    "easy and early": [(4, 0), (4, 1), (4, 30), (4, 3)],
    "a leech": [(1, 0), (3, 1)] + [(1, 2), (3, 1)] * 8,
    "late": [(3, 0), (3, 400), (1, 4000), (3, 10000)],
}
RETENTIONS = [0.9, 0.8]


def run(reviews):
    schedulers = [
        Scheduler(desired_retention=r, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        for r in RETENTIONS
    ]
    at = dt.datetime(2024, 3, 10, 12, tzinfo=dt.timezone.utc)
    card = Card(card_id=1)
    rows = []
    for n, (rating, days) in enumerate(reviews):
        at += dt.timedelta(days=days)
        recall = schedulers[0].get_card_retrievability(card, at) if n else None
        cards = [s.review_card(card, Rating(rating), at)[0] for s in schedulers]
        card = cards[0]
        rows.append({
            "rating": rating,
            "days": days,
            "recall": recall,
            "stability": card.stability,
            "difficulty": card.difficulty,
            "intervals": [(c.due - at).days for c in cards],
        })
    return rows


def main():
    out = {"retentions": RETENTIONS, "sequences": {name: run(reviews) for name, reviews in SEQUENCES.items()}}
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(out, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
