"""The page of a conversation in a real Chromium: silent, harmless, for everybody to use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from crawler.exports.traced import Traced
from tests.browser.conftest import AXE
from tests.support.browser import Browser, absent, browser, browser_or_skip
from tests.support.hostile import TEXTS, hostile
from tests.support.talks import comment, conversation, post, thread, traced

pytestmark = pytest.mark.browser

VIEWS = ("picture", "posts", "hops", "figures")
_FOCUS = "return document.activeElement.id"
_NEXT_FRAME = "return new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"


def focus(window: Browser) -> str:
    """The id of what has the focus, when the page has come to rest."""
    window.run(_NEXT_FRAME)
    return str(window.run(_FOCUS))


def walk(window: Browser, *keys: str) -> list[str]:
    """Where the focus is after each key."""
    places = []
    for key in keys:
        window.press(key)
        places.append(focus(window))
    return places


def numbers(window: Browser) -> list[str]:
    """The posts of the picture in their order."""
    return list(window.run("return [...document.querySelectorAll('a.post')].map(p => p.id)"))


def start(window: Browser, address: str) -> None:
    """Open a page and set the focus on the first post of the picture."""
    window.open(address)
    window.run("document.querySelector('a.post[tabindex=\"0\"]').focus()")


def test_nothing_is_asked_for_and_nothing_goes_wrong(window: Browser, demo: str) -> None:
    window.open(demo)
    for view in VIEWS:
        window.run(f"document.getElementById('as-{view}').click()")
    window.run("document.querySelector('#p9 h3').scrollIntoView()")
    window.run(_NEXT_FRAME)
    assert window.requests() == [demo]
    assert window.console() == []


def test_the_picture_has_one_tab_stop_and_the_keys_visit_every_post(
    window: Browser, demo: str
) -> None:
    start(window, demo)
    ids = numbers(window)
    assert len(ids) > 15
    stops = window.run("return document.querySelectorAll('a.post[tabindex=\"0\"]').length")
    assert stops == 1
    assert walk(window, *["ArrowRight"] * len(ids)) == [*ids[1:], ids[-1]]
    assert walk(window, *["ArrowLeft"] * 2) == [ids[-2], ids[-3]]
    assert walk(window, "Home", "ArrowLeft", "End") == [ids[0], ids[0], ids[-1]]


def test_the_tab_key_comes_to_the_picture_and_leaves_it(window: Browser, demo: str) -> None:
    window.open(demo)
    met = []
    for _ in range(14):
        window.press("Tab")
        met.append(str(window.run("return document.activeElement.closest('[id]')?.id")))
    picture = met.index("n1")
    assert not any(re.fullmatch(r"n\d+", place) for place in met[picture + 1 :])
    assert "as-picture" in met[:picture]
    skip = window.run("return document.querySelector('.skip a').getAttribute('href')")
    assert skip == "#thread"


def test_up_and_down_change_the_blog(window: Browser, demo: str) -> None:
    start(window, demo)
    last = max(
        window.run("return [...document.querySelectorAll('a.post')].map(p => +p.dataset.lane)")
    )
    lanes = []
    for key in [*["ArrowDown"] * (last + 1), "ArrowUp", "ArrowUp"]:
        window.press(key)
        lanes.append(window.run("return Number(document.activeElement.dataset.lane)"))
    assert lanes == [*range(1, last + 1), last, last - 1, last - 2]


def test_parent_child_and_hop(window: Browser, demo: str) -> None:
    start(window, demo)
    assert walk(window, "c", "c", "p", "p", "p") == ["n2", "n3", "n2", "n1", "n1"]
    assert walk(window, "c") == ["n2"]
    ends = walk(window, "h", "h", "h", "h")
    assert ends == ["n1", "n3", "n4", "n5"]
    assert walk(window, "h") == ["n1"]


def test_a_post_is_read_and_left_again(window: Browser, demo: str) -> None:
    start(window, demo)
    assert walk(window, "ArrowRight", "Enter") == ["n2", "h2"]
    chosen = "return [location.hash, ...[...document.querySelectorAll('.on')].map(e => e.id)]"
    assert {"#p2", "n2", "p2"} <= set(window.run(chosen))
    assert window.run("return document.querySelectorAll('.hop.near').length") > 2
    top = window.run("return document.getElementById('p2').getBoundingClientRect().top")
    assert -1 <= top < 60
    assert walk(window, "Escape", "ArrowRight") == ["n2", "n3"]


def test_the_focus_can_be_seen(window: Browser, demo: str) -> None:
    start(window, demo)
    window.press("ArrowRight")
    width = "return getComputedStyle(document.querySelector('#n2 .halo')).strokeWidth"
    assert window.run(width) == "2.5px"
    window.press("Enter")
    window.run(_NEXT_FRAME)
    style = "return getComputedStyle(document.activeElement).outlineStyle"
    assert window.run(style) == "solid"


def test_filters_narrow_picture_and_tables_alike(window: Browser, demo: str) -> None:
    window.open(demo)
    total = len(numbers(window))
    hops, rows, posts, _, said = window.run(_KEPT)
    assert (hops, posts, said) == (rows, total, "")
    window.run(_CHOOSE, "by-manner", "comment")
    few, rows, posts, table, said = window.run(_KEPT)
    assert 0 < few == rows < hops
    assert 0 < posts == table < total
    assert said == f"{posts} of {total} posts, {few} of {hops} ways"
    window.run(_CHOOSE, "by-sure", "0.9")
    assert window.run(_KEPT)[:4] == [0, 0, 0, 0]


_KEPT = """
    const kept = (s) => [...document.querySelectorAll(s)].filter(e => !e.matches('.off'));
    const pairs = kept('tr[data-from]').map(e => e.dataset.from + ' ' + e.dataset.to);
    return [kept('.drawing .hop').length, new Set(pairs).size, kept('a.post').length,
        kept('tr[data-post]').length, document.getElementById('shown').textContent]"""
_CHOOSE = """
    const control = document.getElementById(arguments[0]);
    control.value = arguments[1];
    control.dispatchEvent(new Event('input', {bubbles: true}))"""


@pytest.mark.parametrize(
    ("view", "width", "dark"),
    [
        *((view, 1280, False) for view in VIEWS),
        ("picture", 1280, True),
        ("picture", 390, False),
        ("posts", 390, True),
    ],
)
def test_axe_finds_nothing_serious(
    window: Browser, demo: str, view: str, width: int, dark: bool
) -> None:
    if not AXE.exists():
        absent("no axe-core: ./run services browser")
    window.size(width, 800, dark=dark)
    window.open(f"{demo}#p4")
    window.run(f"document.getElementById('as-{view}').click()")
    # The page's policy lets no script be added; the driver's own are not bound by it.
    found: Any = window.run(
        AXE.read_text("utf-8") + ";return axe.run(document, {resultTypes: ['violations']})"
    )
    assert len(found["passes"]) > 15
    serious = [
        (one["id"], one["impact"], node["html"][:200])
        for one in found["violations"]
        for node in one["nodes"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_hostile_texts_and_addresses_do_nothing(
    window: Browser, page: Callable[[Traced], str]
) -> None:
    address = page(hostile())
    window.open(address)
    for view in VIEWS:
        window.run(f"document.getElementById('as-{view}').click()")
    window.run(
        "for (const d of document.querySelectorAll('details')) d.open = true;"
        "for (const e of document.querySelectorAll('main *')) {"
        "  e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));"
        "  if (!e.closest('a')) e.dispatchEvent(new MouseEvent('click', {bubbles: true}));}"
    )
    window.run(_NEXT_FRAME)
    assert window.run("return window.hit") is None
    foreign = "img,iframe,object,embed,link,base,form:not(#filters),audio,video,b a b,i"
    assert window.run(f"return document.querySelectorAll('{foreign}').length") == 0
    assert window.run("return document.scripts.length") == 1
    assert window.run("return document.querySelectorAll('style').length") == 2
    handlers = "[...e.attributes].some(a => a.name.startsWith('on'))"
    assert not window.run(f"return [...document.querySelectorAll('*')].some(e => {handlers})")
    links = window.run("return [...document.links].map(a => [a.getAttribute('href'), a.rel])")
    for target, rel in links:
        assert re.match(r"#[pnc]?\w+|https?://[^/]", target), target
        assert target.startswith("#") or "noreferrer" in rel
    titles = window.run(
        "return [...document.querySelectorAll('article h3')].map(e => e.textContent)"
    )
    assert titles[:4] == [" ".join(text.split()) for text in TEXTS[:4]]
    assert window.requests() == [address]
    assert window.console() == []


def test_right_to_left_stays_in_its_place(window: Browser, page: Callable[[Traced], str]) -> None:
    talk = [comment("1", "דוב", "2009-03-04", "שלום, מה שלומך?"), comment("2", "Ben", text="Fine.")]
    window.open(page(traced(conversation([thread(post("http://a.example/1"), talk)]))))
    directions = window.run(
        "return [...document.querySelectorAll('.talk li > p:not(.by)')]"
        ".map(p => getComputedStyle(p).direction)"
    )
    assert directions == ["rtl", "ltr"]
    name, date, *_ = window.run(
        "return [...document.querySelectorAll('.talk .by > *')]"
        ".map(e => e.getBoundingClientRect().left)"
    )
    assert name < date


def test_a_very_long_thread_is_folded_and_its_comments_can_be_linked(
    window: Browser, page: Callable[[Traced], str]
) -> None:
    talk = [
        comment(str(n), f"Reader {n}", "2009-03-04T10:00Z", parent_id=str(n - 1) if n % 7 else None)
        for n in range(10_000)
    ]
    address = page(traced(conversation([thread(post("http://a.example/1", "2009-03-03"), talk)])))
    window.open(address)
    heights = (
        "return [...document.querySelectorAll('.talk li')].filter(e => e.checkVisibility()).length"
    )
    assert window.run("return document.querySelectorAll('.talk li').length") == 10_000
    assert window.run(heights) == 40
    window.open(f"{address}#c1-9876")
    window.run(_NEXT_FRAME)
    seen = "const e = document.getElementById('c1-9876'); return e.getBoundingClientRect().top"
    assert window.run("return document.getElementById('c1-9876').checkVisibility()")
    assert 0 <= window.run(seen) < 800
    assert window.console() == []


def test_it_can_be_read_without_script(demo: str) -> None:
    browser_or_skip()
    with browser(script=False) as window:
        window.size(1280, 800)
        window.open(f"{demo}#p5")
        # The driver's own scripts run all the same.
        assert window.run("return document.getElementById('filters').hidden")
        assert (
            -1
            <= window.run("return document.getElementById('p5').getBoundingClientRect().top")
            < 60
        )
        assert window.run("return document.querySelectorAll('a.post .disc').length") > 15
        window.click("label:has(#as-posts)")
        shown = (
            "return ['drawing', 'posts'].map(id => document.getElementById(id).checkVisibility())"
        )
        assert window.run(shown) == [False, True]
        assert window.console() == []


def test_dark_and_light(window: Browser, demo: str) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    shades = []
    for dark in (False, True):
        window.size(1280, 800, dark=dark)
        window.open(demo)
        shades.append(sum(map(int, re.findall(r"\d+", window.run(paper))[:3])))
    assert shades[0] > 700 > 150 > shades[1]


def test_printed_it_is_a_picture_on_a_landscape_page_and_the_thread(
    window: Browser, page: Callable[[Traced], str]
) -> None:
    talk = [comment(str(n), f"Reader {n}", site="http://r.example/") for n in range(60)]
    window.open(page(traced(conversation([thread(post("http://a.example/1", "2009"), talk)]))))
    sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", window.paper())
    shapes = [float(width) > float(height) for width, height in sheets]
    assert shapes[0]
    assert len(shapes) > 2
    assert not any(shapes[1:])
    window.run("for (const fold of document.querySelectorAll('details')) fold.open = false")
    last = "return document.getElementById('c1-59').checkVisibility()"
    assert not window.run(last)
    window.devtools("Emulation.setEmulatedMedia", media="print")
    assert window.run(last)
    after = "return getComputedStyle(document.querySelector('.talk .by a'), '::after').content"
    assert "http://r.example/" in window.run(after)
    window.devtools("Emulation.setEmulatedMedia", media="")
