"""What every frontier promises; a second implementation joins the parameters of `open_one`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.frontier import Frontier, Kind, Limits, Mention, RobotsFile, Settled, State, Task, Why
from crawler.frontier.sqlite import SqliteFrontier

Open = Callable[..., SqliteFrontier]


class Clock:
    """A clock that the test winds."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_one(tmp_path: Path, clock: Clock) -> Iterator[Open]:
    opened: list[SqliteFrontier] = []

    def make(worker: str = "w1", crawl: str = "c", **limits: float) -> SqliteFrontier:
        one = SqliteFrontier(
            tmp_path / "frontier.db",
            crawl,
            worker,
            Limits(**limits),
            clock,  # type: ignore[arg-type]
        )
        opened.append(one)
        return one

    yield make
    for one in opened:
        one.close()


def urls(frontier: Frontier, count: int = 10) -> list[str]:
    """Lease, and say what came."""
    return [lease.task.url for lease in frontier.lease(count)]


def work_off(frontier: SqliteFrontier, clock: Clock) -> list[str]:
    """Fetch everything there is, in order."""
    done: list[str] = []
    while not frontier.outlook().over:
        for lease in frontier.lease(10):
            frontier.answered(lease.host, 0.0)
            frontier.settle([Settled(lease)])
            done.append(lease.task.url)
        clock.now += 1
    return done


def test_best_first_and_one_per_host(open_one: Open) -> None:
    frontier = open_one()
    frontier.begin([])
    frontier.add(
        [
            Task("http://a.example/late", priority=9),
            Task("http://a.example/soon", priority=1),
            Task("http://b.example/x", priority=5),
        ]
    )
    assert urls(frontier) == ["http://a.example/soon", "http://b.example/x"]
    assert urls(frontier) == []


def test_a_lease_says_what_the_task_was(open_one: Open) -> None:
    frontier = open_one()
    task = Task(
        "http://a.example/1",
        Kind.COMMENT_PAGE,
        2,
        7,
        "http://a.example/post",
        Why("http://z.example/", "body"),
        "http://A.example/1?x",
        ("http://old.example/1", "http://older.example/1"),
    )
    frontier.begin([task])
    (lease,) = frontier.lease(1)
    assert task == lease.task
    assert lease.host == "a.example"
    assert (lease.tries, lease.visited) == (0, False)


def test_a_host_rests_from_the_end_of_a_request(open_one: Open, clock: Clock) -> None:
    frontier = open_one(delay=2)
    frontier.begin([Task(f"http://a.example/{n}") for n in range(3)])
    (first,) = frontier.lease(5)
    clock.now += 10
    assert urls(frontier) == [], "the request is still out"
    frontier.answered(first.host, 0.1)
    clock.now += 1.9
    assert urls(frontier) == []
    clock.now += 0.1
    assert len(frontier.lease(5)) == 1


def test_a_host_rests_though_its_queue_was_empty(open_one: Open, clock: Clock) -> None:
    frontier = open_one(delay=2)
    frontier.begin([Task("http://a.example/1")])
    (first,) = frontier.lease(5)
    frontier.answered(first.host, 0.1)
    frontier.settle([Settled(first)])
    frontier.add([Task("http://a.example/2")])
    assert urls(frontier) == []
    clock.now += 2
    assert urls(frontier) == ["http://a.example/2"]


def test_hosts_rest_for_other_crawls_too(open_one: Open, clock: Clock) -> None:
    one, other = open_one(delay=2), open_one("w2", "another", delay=2)
    one.begin([Task("http://a.example/1")])
    other.begin([Task("http://a.example/2")])
    (lease,) = one.lease(1)
    assert urls(other) == []
    one.answered(lease.host, 0.1)
    one.settle([Settled(lease)])
    assert urls(other) == []
    clock.now += 2
    assert urls(other) == ["http://a.example/2"]


def test_hosts_of_one_site_keep_a_gap(open_one: Open, clock: Clock) -> None:
    frontier = open_one(delay=2, gap=1)
    frontier.begin([Task(f"http://{name}.wordpress.com/1") for name in ("ann", "bob")])
    assert len(frontier.lease(5)) == 1
    clock.now += 1
    assert len(frontier.lease(5)) == 1


def test_hosts_at_one_address_keep_a_gap(open_one: Open, clock: Clock) -> None:
    frontier = open_one(delay=2, gap=1)
    frontier.begin([Task(f"http://{name}.example/{n}") for name in "ab" for n in range(2)])
    for lease in frontier.lease(5):
        frontier.answered(lease.host, 0.1, address="192.0.2.1")
        frontier.settle([Settled(lease)])
    clock.now += 5
    assert len(frontier.lease(5)) == 1


def test_a_slow_host_is_asked_at_its_own_pace(open_one: Open, clock: Clock) -> None:
    frontier = open_one(delay=2)
    frontier.begin([Task(f"http://a.example/{n}") for n in range(3)])
    (first,) = frontier.lease(1)
    frontier.answered(first.host, 8.0)
    clock.now += 7
    assert urls(frontier) == []
    clock.now += 1
    (second,) = frontier.lease(1)
    frontier.answered(second.host, 0.1, good=False)
    clock.now += 7
    assert urls(frontier) == [], "a quick error page does not quicken the pace"


def test_a_host_may_ask_for_more(open_one: Open, clock: Clock) -> None:
    frontier = open_one(delay=2)
    frontier.begin([Task(f"http://a.example/{n}") for n in range(3)])
    (first,) = frontier.lease(1)
    frontier.answered(first.host, 0.1, delay=10)
    clock.now += 9
    assert urls(frontier) == []
    clock.now += 1
    (second,) = frontier.lease(1)
    frontier.answered(second.host, 0.1, not_before=clock.now + 100)
    clock.now += 99
    assert urls(frontier) == []
    clock.now += 1
    assert len(frontier.lease(1)) == 1


def test_a_request_outside_of_a_lease_waits_and_counts(open_one: Open, clock: Clock) -> None:
    frontier = open_one(delay=2)
    frontier.begin([Task("http://a.example/1")])
    assert frontier.occupy("a.example") == 0
    assert urls(frontier) == []
    frontier.answered("a.example", 0.1)
    assert frontier.occupy("a.example") == 2
    clock.now += 2
    assert len(frontier.lease(1)) == 1


def test_a_host_that_was_not_asked_need_not_rest(open_one: Open) -> None:
    frontier = open_one(delay=2)
    frontier.begin([Task(f"http://a.example/{n}") for n in range(2)])
    (first,) = frontier.lease(1)
    frontier.let_go(first.host)
    frontier.settle([Settled(first, State.REFUSED, "robots", asked=False)])
    assert urls(frontier) == ["http://a.example/1"]
    assert frontier.stats().pages == 0


def test_a_known_task_keeps_the_better_way(open_one: Open) -> None:
    frontier = open_one()
    frontier.begin([])
    assert frontier.add([Task("http://a.example/1", hops=3, priority=30)]) == 1
    assert frontier.add([Task("http://a.example/1", hops=1, priority=12)]) == 0
    assert frontier.add([Task("http://a.example/1", hops=2, priority=5)]) == 0
    (lease,) = frontier.lease(1)
    assert (lease.task.hops, lease.task.priority) == (1, 5)


def test_what_a_page_leads_to_is_queued_with_its_end(open_one: Open) -> None:
    frontier = open_one()
    frontier.begin([Task("http://a.example/1")])
    (lease,) = frontier.lease(1)
    frontier.settle([Settled(lease, found=(Task("http://b.example/1"),))])
    assert frontier.stats().states == {State.DONE: 1, State.QUEUED: 1}
    assert urls(frontier) == ["http://b.example/1"]


def test_an_expired_lease_is_lent_again(open_one: Open, clock: Clock) -> None:
    dead, alive = open_one("w1", lease=100), open_one("w2", lease=100)
    dead.begin([Task("http://a.example/1")])
    (lost,) = dead.lease(1)
    clock.now += 99
    assert urls(alive) == []
    assert not alive.outlook().over
    clock.now += 1
    (again,) = alive.lease(1)
    dead.settle([Settled(lost, found=(Task("http://b.example/1"),))])
    assert alive.stats().states[State.LEASED] == 1, "whoever lost the lease cannot end it"
    alive.settle([Settled(again)])
    assert urls(alive) == ["http://b.example/1"], "but what it found is not lost"


def test_a_new_start_takes_back_the_leases_of_the_dead(open_one: Open, clock: Clock) -> None:
    dead = open_one("w1", delay=2)
    dead.begin([Task("http://a.example/1"), Task("http://a.example/2", priority=1)])
    dead.lease(1)
    dead.close()
    clock.now += 60
    alive = open_one("w2", delay=2)
    alive.begin([Task("http://a.example/1")])
    assert urls(alive) == [], "nobody knows when the dead one's request ended"
    clock.now += 2
    assert urls(alive) == ["http://a.example/1"]


def test_the_pages_of_a_run_are_bounded(open_one: Open, clock: Clock) -> None:
    frontier = open_one(max_pages=3)
    frontier.begin([Task(f"http://{n}.example/1") for n in range(5)])
    leases = frontier.lease(10)
    assert len(leases) == 3
    frontier.settle([Settled(lease) for lease in leases])
    assert urls(frontier) == []
    outlook = frontier.outlook()
    assert outlook.over
    assert outlook.limited


def test_the_pages_of_a_blog_are_bounded(open_one: Open, clock: Clock) -> None:
    frontier = open_one(max_blog_pages=2, delay=0)
    frontier.begin([Task(f"http://a.example/{n}") for n in range(5)] + [Task("http://b.example/")])
    assert len(work_off(frontier, clock)) == 3
    assert frontier.stats().blogs == {"a.example": 2, "b.example": 1}
    assert frontier.outlook().limited


def test_what_is_leased_counts_before_it_is_settled(open_one: Open, clock: Clock) -> None:
    frontier = open_one(max_blog_pages=2, delay=1)
    frontier.begin([Task(f"http://a.example/{n}") for n in range(5)])
    leases = []
    for _ in range(4):
        leases += frontier.lease(1)
        frontier.answered("a.example", 0.0)
        clock.now += 1
    assert len(leases) == 2
    assert not frontier.outlook().over
    frontier.settle([Settled(lease) for lease in leases])
    assert frontier.outlook().over


def test_a_killed_run_keeps_its_count_and_a_clean_end_resets_it(
    open_one: Open, clock: Clock
) -> None:
    seeds = [Task(f"http://{n}.example/1") for n in range(5)]
    killed = open_one("w1", max_pages=3)
    killed.begin(seeds)
    killed.settle([Settled(lease) for lease in killed.lease(2)])
    killed.close()
    second = open_one("w2", max_pages=3)
    second.begin(seeds)
    assert len(work_off(second, clock)) == 1
    assert not second.end()
    third = open_one("w3", max_pages=3)
    assert third.begin(seeds) == 1
    assert len(work_off(third, clock)) == 2
    assert third.end()


def test_a_finished_crawl_is_made_again(open_one: Open, clock: Clock) -> None:
    seeds = [Task("http://a.example/1")]
    first = open_one("w1")
    assert first.begin(seeds) == 1
    (lease,) = first.lease(1)
    first.settle([Settled(lease, found=(Task("http://b.example/1"),))])
    (other,) = first.lease(1)
    first.settle([Settled(other, State.FAILED, "HTTP 404")])
    assert first.end()
    clock.now += 1000
    second = open_one("w2")
    assert second.begin(seeds) == 2
    visited = {lease.task.url: lease.visited for lease in second.lease(10)}
    assert visited == {"http://a.example/1": True, "http://b.example/1": False}


def test_an_interrupted_round_is_not_begun_anew(open_one: Open, clock: Clock) -> None:
    seeds = [Task("http://a.example/1"), Task("http://b.example/1", priority=1)]
    first = open_one("w1")
    first.begin(seeds)
    (lease,) = first.lease(1)
    first.settle([Settled(lease)])
    assert not first.end()
    second = open_one("w2")
    assert second.begin(seeds) == 1
    assert work_off(second, clock) == ["http://b.example/1"]


@pytest.mark.parametrize("member_first", [True, False])
def test_a_mention_is_followed_whichever_was_read_first(open_one: Open, member_first: bool) -> None:
    frontier = open_one()
    member, site = Task("http://a.example/1"), Task("http://b.example/", Kind.SITE)
    frontier.begin([member, site])
    leases = {lease.task.url: lease for lease in frontier.lease(2)}
    back = Task("http://b.example/answer", hops=1, why=Why(site.url, "listing"))
    joins = Settled(leases[member.url], members=(member.url, "http://a.example/?p=1"))
    mentions = Settled(
        leases[site.url],
        mentions=(
            Mention("http://a.example/?p=1", back),
            Mention("http://elsewhere.example/", Task("http://b.example/cats")),
        ),
    )
    frontier.settle([joins, mentions] if member_first else [mentions])
    if not member_first:
        frontier.settle([joins])
    frontier.answered("b.example", 0)
    assert {member.url, site.url, back.url} == set(frontier_urls(frontier))


def frontier_urls(frontier: SqliteFrontier) -> list[str]:
    """Every task there is."""
    return [row["url"] for row in frontier._run("SELECT url FROM tasks")]


def test_the_other_way_is_taken_only_where_no_mention_leads_anywhere(open_one: Open) -> None:
    frontier = open_one()
    frontier.begin([Task(f"http://{name}.example/", Kind.SITE) for name in "bc"])
    feeds = {name: Task(f"http://{name}.example/feed", Kind.SITE_FEED) for name in "bc"}
    mention = Mention("http://a.example/1", Task("http://b.example/answer"))
    for lease in frontier.lease(2):
        name = lease.host[0]
        hit = {"members": (mention.target,), "mentions": (mention,)} if name == "b" else {}
        frontier.settle([Settled(lease, otherwise=(feeds[name],), **hit)])
    known = frontier_urls(frontier)
    assert feeds["c"].url in known
    assert feeds["b"].url not in known


def test_a_site_that_turns_out_to_be_a_post_is_read_again(open_one: Open, clock: Clock) -> None:
    frontier = open_one()
    frontier.begin([Task("http://b.example/x", Kind.SITE)])
    (lease,) = frontier.lease(1)
    frontier.answered(lease.host, 0)
    frontier.settle([Settled(lease, found=())])
    frontier.add([Task("http://b.example/x")])
    clock.now += 10
    (again,) = frontier.lease(1)
    assert Kind.POST is again.task.kind
    assert not again.visited


def test_a_task_that_moved_to_its_own_other_spelling_is_asked_there(
    open_one: Open, clock: Clock
) -> None:
    frontier = open_one()
    frontier.begin([Task("http://a.example/1")])
    (lease,) = frontier.lease(1)
    frontier.answered(lease.host, 0)
    moved = Task(
        "http://a.example/1", address="http://a.example/1?s=0", via=("http://a.example/1",)
    )
    frontier.settle([Settled(lease, found=(moved,))])
    clock.now += 10
    (again,) = frontier.lease(1)
    assert again.task.target == "http://a.example/1?s=0"


def test_another_attempt_waits_for_its_time_and_is_counted(open_one: Open, clock: Clock) -> None:
    first = open_one("w1", delay=0)
    first.begin([Task("http://a.example/1")])
    (lease,) = first.lease(1)
    first.answered(lease.host, 0)
    first.retry(lease, clock.now + 50, "HTTP 503")
    first.close()
    second = open_one("w2", delay=0)
    second.begin([])
    assert second.outlook().wait == 50
    clock.now += 49
    assert urls(second) == []
    clock.now += 1
    (again,) = second.lease(1)
    assert again.tries == 1
    assert second.stats().pages == 1


def test_what_is_due_too_late_ends_the_run(open_one: Open, clock: Clock) -> None:
    frontier = open_one(patience=300)
    frontier.begin([Task("http://a.example/1")])
    (lease,) = frontier.lease(1)
    frontier.answered(lease.host, 0)
    frontier.retry(lease, clock.now + 3600, "HTTP 503")
    outlook = frontier.outlook()
    assert outlook.over
    assert outlook.later
    assert not frontier.end()


def test_what_is_given_back_was_never_leased(open_one: Open, clock: Clock) -> None:
    frontier = open_one()
    frontier.begin([Task("http://a.example/1"), Task("http://b.example/1")])
    frontier.lease(2)
    frontier.give_back()
    assert frontier.stats().states == {State.QUEUED: 2}
    clock.now += 2
    assert [lease.tries for lease in frontier.lease(2)] == [0, 0]


def test_robots_are_kept_for_all_crawls(open_one: Open) -> None:
    one, other = open_one(), open_one("w2", "another")
    file = RobotsFile("http://a.example", 200, b"User-agent: *\xff", 5.0)
    assert one.robots(file.origin) is None
    one.keep_robots(file)
    assert file == other.robots(file.origin)
