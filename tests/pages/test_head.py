"""What a page says about itself."""

from __future__ import annotations

from crawler.pages import Page


def test_statements_are_read_in_one_pass() -> None:
    head = Page(
        "http://a.example/",
        b"""<title>T &amp; t</title><meta name=Generator content="WordPress 6">
        <meta property=og:title content=" O ">
        <meta name=author content=""><meta name=author content="Ann">
        <link rel="Canonical  x" href=" /c ">
        <script src="/wp-includes/a.js"></script>
        <script type="application/ld+json">{"@graph": [{"@type": "A"}, [{"@type": "B"}]]}</script>
        <script type="application/ld+json">{broken</script>
        <script type="application/ld+json">"text"</script>""",
    ).head

    assert head.title == "T & t"
    assert head.first("og:title") == "O"
    assert head.first("author") == "Ann"
    assert head.first("nothing") is None
    assert [link.href for link in head.rel("canonical")] == ["/c"]
    assert "WordPress 6" in head.assets
    assert "/wp-includes/a.js" in head.assets
    assert [thing.get("@type") for thing in head.ld] == [None, "A", "B"]


def test_line_breaks_in_json_strings_and_deep_nesting_do_no_harm() -> None:
    body = b'<script type="application/ld+json">{"a": "b\nc"}</script>'
    deep = b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script>"

    assert Page("http://a.example/", body).head.ld == [{"a": "b\nc"}]
    assert Page("http://a.example/", deep).head.ld == []
