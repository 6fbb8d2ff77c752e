"""Quotations planted among made-up posts, and what only looks like one."""

from pathlib import Path

import pytest

from benchmarks.bench_quotation import scores, store
from benchmarks.quoted import Corpus
from tests.support.archives import archive_in


@pytest.mark.slow
def test_planted_quotations_are_found_and_no_others(tmp_path: Path) -> None:
    corpus = Corpus(size=5_000, planted=150, decoys=150, seed=11)
    with archive_in(tmp_path) as archive:
        for _ in store(archive, corpus.findings()):
            pass
        precision, recall = scores(archive, corpus.truth)
    assert precision >= 0.98
    assert recall >= 0.95
