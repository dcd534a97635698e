"""Weights learned from examples: what is kept in the file is what was learned."""

from __future__ import annotations

import numpy as np
import pytest

from bench.learning import Sentence, learn
from nestwerk.matching.learned import PLACES, STEPS, kept, load, places

WEATHER = ["regen morgen", "morgen regnet es", "schnee im winter", "sonne und wolken"]
BABY = ["baby schreit", "das baby weint", "mein kind schreit nachts", "die kleine weint nur"]


def test_pieces_do_not_depend_on_how_often_a_word_is_said():
    once, twice = set(places(["hilfe"]).tolist()), set(places(["hilfe", "hilfe"]).tolist())
    assert once < twice  # only the pair is new
    assert all(0 <= place < PLACES for place in places(["notfall", "kind"]))
    assert places([]).tolist() == []


def test_weights_are_kept_to_half_a_step():
    weights = np.random.default_rng(6).normal(size=(50, 6))
    file = kept("abcdef", weights, np.zeros(6), np.full(50, 3.7))
    assert (np.abs(file["weights"] * file["step"] - weights) <= np.abs(weights).max(axis=0) / STEPS * 0.501).all()
    assert file["rarity"][0] / 32 + 1 == pytest.approx(3.7, abs=0.02)


def test_what_was_learned_is_known_from_the_file_and_in_other_words_of_the_kind(tmp_path):
    said = [Sentence(text.split(), "rain") for text in WEATHER] + [Sentence(text.split(), "cry") for text in BABY]
    learn(said, ["cry", "rain"], tmp_path / "a.npz", rounds=8, step=4.0)
    learn(said, ["cry", "rain"], tmp_path / "b.npz", rounds=8, step=4.0)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    known = load(tmp_path / "a.npz")
    likely = known.likelihoods(["babys", "schreien", "viel"])
    assert known.columns[int(likely.argmax())] == "cry"
    assert likely.sum() == pytest.approx(1.0, abs=1e-5)
