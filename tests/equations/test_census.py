"""The census of proofs: each labelled equation has one, each proof has its equation."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from tests.conftest import ROOT
from tests.equations.proofs import Proof, equations, modules, proofs, proofs_in

MOST_STATED = 0.2
LEAST_EVALUATED = 0.5
MOST_UNCHANGED = 6


@pytest.fixture(scope="module")
def all_proofs() -> list[Proof]:
    found = proofs()
    assert found
    return found


def test_each_labelled_equation_has_one_proof_and_each_proof_its_equation(
    all_proofs: list[Proof],
) -> None:
    printed = Counter((page, label) for page, labels in equations().items() for label in labels)
    proved = Counter((proof.page, proof.label) for proof in all_proofs)
    assert proved == printed


def test_a_label_is_one_equation_only() -> None:
    labels = Counter(label for page in equations().values() for label in page)
    assert [label for label, count in labels.items() if count > 1] == []


def test_a_module_with_proofs_mirrors_a_page() -> None:
    for module in modules():
        pages = {proof.page for proof in proofs_in(module)}
        assert len(pages) <= 1, module.__name__
        assert all((ROOT / "docs" / page).is_file() for page in pages), module.__name__


def test_at_most_one_in_five_is_only_stated(all_proofs: list[Proof]) -> None:
    kinds = Counter(proof.kind for proof in all_proofs)
    assert set(kinds) <= {"evaluated", "computed", "stated"}
    assert kinds["stated"] <= MOST_STATED * len(all_proofs)
    assert kinds["evaluated"] >= LEAST_EVALUATED * len(all_proofs)
    assert all(bool(proof.reason) == (proof.kind == "stated") for proof in all_proofs)


def test_what_a_proof_lets_pass_is_little_and_has_a_reason(all_proofs: list[Proof]) -> None:
    for proof in all_proofs:
        assert len(proof.unchanged) <= MOST_UNCHANGED, proof.label
        assert all(reason.strip() for reason in proof.unchanged.values()), proof.label


def test_a_proof_is_plain_data(all_proofs: list[Proof]) -> None:
    for proof in all_proofs:
        assert json.loads(json.dumps(proof.data()))["label"] == proof.label
