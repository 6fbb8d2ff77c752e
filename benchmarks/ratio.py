"""Ratios between jobs measured in turn: machines are noisy, so only a ratio is worth quoting."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping


def cpu_seconds(job: Callable[[], object]) -> float:
    """The CPU time that this process spends on a job."""
    start = time.process_time()
    job()
    return time.process_time() - start


def alternate(jobs: Mapping[str, Callable[[], object]], runs: int = 5) -> dict[str, list[float]]:
    """CPU seconds of each job, `runs` times, the jobs in turn; one unmeasured round goes first."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(runs):
        for name, job in jobs.items():
            times[name].append(cpu_seconds(job))
    return times


def ratio(times: list[float], base: list[float]) -> tuple[float, float, float]:
    """Median, least and greatest of the ratios run by run."""
    ratios = [time / other for time, other in zip(times, base, strict=True)]
    return statistics.median(ratios), min(ratios), max(ratios)


def line(name: str, unit_ms: float, figures: tuple[float, float, float]) -> str:
    """One row of a report."""
    median, low, high = figures
    return f"{name:32} {unit_ms:9.3f} ms   x{median:6.2f}  [{low:.2f} to {high:.2f}]"
