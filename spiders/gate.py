"""What may be asked for: the guard and robots.txt, looked at before every request."""

from __future__ import annotations

import time
from dataclasses import dataclass

from crawler.fetch.answers import Means, again, back_off
from crawler.fetch.guard import Guard
from crawler.fetch.robots import KEPT, KEPT_UNREACHABLE, MAX_DELAY, Rules, origin_of
from crawler.frontier import Frontier, Lease, RobotsFile

#: Origins whose robots.txt is held parsed in memory.
REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a lease: exactly one of these, or ask for the page where none is set.

    ``refused`` is why it is never asked, with ``by`` the word under which it is counted;
    ``later`` is the instant of another attempt; ``robots`` is the robots.txt to ask for first.
    """

    refused: str = ""
    by: str = ""
    later: float | None = None
    robots: str = ""


class Gate:
    """Says whether an address may be asked for now."""

    def __init__(self, frontier: Frontier, guard: Guard, delay: float, *, live: bool) -> None:
        self._frontier = frontier
        self._guard = guard
        self._delay = delay
        self._live = live
        self._known: dict[str, tuple[Rules, float]] = {}

    def verdict(self, lease: Lease) -> Verdict:
        """What to do with a lease now."""
        url = lease.task.target
        # A copy's address ends with that of a page: whether that is a trap was looked at before.
        of_past = lease.task.kind.of_past
        refusal = self._guard.place_refusal(url) if of_past else self._guard.refusal(url)
        if refusal is None and not self._live and self._guard.is_public(url):
            refusal = "a live page needs --contact"
        if refusal is not None:
            return Verdict(refusal, "refused")
        origin = origin_of(url)
        rules, kept_at = self._rules(origin)
        if rules is None:
            return Verdict(robots=origin + "/robots.txt")
        if rules.unreachable:
            return self._unreachable(lease, origin, rules, kept_at)
        refusal = rules.refusal(url)
        return Verdict(refusal, "refused_robots") if refusal else Verdict()

    def keep(self, origin: str, status: int, body: bytes) -> Rules:
        """Keep what a robots.txt answered; returns what it says."""
        rules, now = Rules(status, body), time.time()
        self._frontier.keep_robots(RobotsFile(origin, status, body, now))
        self._remember(origin, rules, now)
        return rules

    def delay(self, url: str) -> float:
        """The pause that a site asks for between two requests, in seconds.

        One that asks for too much is not asked again at all, so it need not rest either.
        """
        known = self._known.get(origin_of(url))
        return known[0].delay if known and known[0].delay <= MAX_DELAY else 0.0

    def _rules(self, origin: str) -> tuple[Rules | None, float]:
        now = time.time()
        known = self._known.get(origin)
        if known is None or self._is_stale(*known, now):
            file = self._frontier.robots(origin)
            if file is None:
                return None, 0.0
            known = Rules(file.status, file.body), file.fetched_at
            if self._is_stale(*known, now):
                return None, 0.0
            self._remember(origin, *known)
        return known

    def _remember(self, origin: str, rules: Rules, kept_at: float) -> None:
        """In this process too; the frontier has it whenever it was forgotten here."""
        self._known[origin] = rules, kept_at
        if len(self._known) > REMEMBERED:
            del self._known[next(iter(self._known))]

    @staticmethod
    def _is_stale(rules: Rules, kept_at: float, now: float) -> bool:
        return now - kept_at > (KEPT_UNREACHABLE if rules.unreachable else KEPT)

    def _unreachable(self, lease: Lease, origin: str, rules: Rules, kept_at: float) -> Verdict:
        """RFC 9309, 2.3.1.4: nothing is allowed while the file cannot be had."""
        due = kept_at + back_off(self._delay, 0)
        if due <= time.time():
            return Verdict(robots=origin + "/robots.txt")
        if again(lease.tries) is Means.RETRY:
            return Verdict(later=due)
        if rules.silent:
            return Verdict("the host gives no answer", "failed")
        return Verdict("robots.txt could not be read", "refused_robots")
