"""The identity of an address: tables of addresses, and what must hold for any string."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.urls import (
    anchor,
    believable_canonical,
    blog_of,
    canonical,
    host_of,
    is_blog_home,
    is_private_host,
    is_trap,
    may_be_post,
    site_of,
    trap_reason,
    traps,
)
from crawler.urls.address import MAX_LENGTH
from crawler.urls.blog_hosts import NOT_BLOGS, PATH_HOSTS, RENAMED, SUBDOMAIN_HOSTS

CANONICAL = {
    "HTTP://Blog.Example:80/A/../b?": "http://blog.example/b",
    "https://blog.example:443": "https://blog.example/",
    "http://blog.example:8080/x": "http://blog.example:8080/x",
    "  http://blog.example/a\tb\n": "http://blog.example/ab",
    "http:\\\\blog.example\\a": "http://blog.example/a",
    "http://bücher.example/ä?ö=1": "http://xn--bcher-kva.example/%C3%A4?%C3%B6=1",
    "http://blog.example./": "http://blog.example/",
    "http://anna:secret@blog.example/": "http://blog.example/",
    "http://blog.example/%7eanna/%2D%41%c3%a4": "http://blog.example/~anna/-A%C3%A4",
    "http://blog.example/a%2Fb": "http://blog.example/a%2Fb",
    "http://blog.example/%252e": "http://blog.example/%252e",
    "http://blog.example/%%34%31": "http://blog.example/A",
    "http://blog.example/post#comment-12": "http://blog.example/post",
    "http://blog.example/post#": "http://blog.example/post",
    "http://blog.example/?utm_source=feed&utm_medium=rss&p=12": "http://blog.example/?p=12",
    "http://blog.example/?b=2&a=1&&b=1": "http://blog.example/?a=1&b=2&b=1",
    "http://blog.example/p/?replytocom=12#respond": "http://blog.example/p/",
    "http://blog.example/p/?like_comment=3&_wpnonce=f00": "http://blog.example/p/",
    "http://blog.example/p/?share=twitter&nb=1": "http://blog.example/p/",
    "http://blog.example/p/?fbclid=x&gclid=y&mc_cid=z&_ga=1": "http://blog.example/p/",
    "http://blog.example/p/?unapproved=3&moderation-hash=f": "http://blog.example/p/",
    "http://blog.example/p/?cpage=2": "http://blog.example/p/?cpage=2",
    "http://blog.example/p?commentPage=2&page=1": "http://blog.example/p?commentPage=2&page=1",
    "http://blog.example/p;jsessionid=0A1B?PHPSESSID=0f": "http://blog.example/p",
    "http://blog.example/?s=0123456789abcdef0123456789abcdef": "http://blog.example/",
    "http://blog.example/?s=hash+tables": "http://blog.example/?s=hash+tables",
    "http://blog.example/?m=1": "http://blog.example/",
    "http://blog.example/?m=200903": "http://blog.example/?m=200903",
    "http://blog.example/p.html?cid=6a00d8341c01b153ef0120a5f2d9b2970b": "http://blog.example/p.html",
    "http://blog.example/?cid=12": "http://blog.example/?cid=12",
    "http://blog.example/?serendipity%5Bcview%5D=linear": "http://blog.example/",
    "http://blog.example/index.php?post/2009/a-b": "http://blog.example/index.php?post/2009/a-b",
    "http://blog.example/?/archives/1.html": "http://blog.example/?/archives/1.html",
    "http://anna.blogspot.de/2009/03/a.html?showComment=1236866700000#c1": (
        "http://anna.blogspot.com/2009/03/a.html"
    ),
    "http://anna.blogspot.co.uk/ncr": "http://anna.blogspot.com/",
    "http://anna.blogspot.com.br/ncr/2009/03/a.html": "http://anna.blogspot.com/2009/03/a.html",
    "https://news.substack.com/p/a?source=queue&r=1a": "https://news.substack.com/p/a",
    "https://medium.com/@anna/a-0123?source=rss": "https://medium.com/@anna/a-0123",
    "http://blog.example/?source=rss": "http://blog.example/?source=rss",
    "http://anna.livejournal.com/12.html?thread=34&view=flat&nc=3#t34": (
        "http://anna.livejournal.com/12.html?thread=34"
    ),
    "https://web.archive.org/web/20090312140500/http://blog.example/a": "http://blog.example/a",
    "https://web.archive.org/web/20090312140500id_/http://blog.example/../a?b=1&a=2#c": (
        "http://blog.example/a?a=2&b=1"
    ),
    "http://web.archive.org/web/2009/blog.example/a": "http://blog.example/a",
    "http://web.archive.org/web/20090312140500/http:/blog.example/a": "http://blog.example/a",
    "http://web.archive.org/web/http://blog.example/a": "http://blog.example/a",
    "http://web.archive.org:80/web/2009im_/https%3A%2F%2Fblog.example%2Fa": "https://blog.example/a",
    "http://web.archive.org/web/2010/http://web.archive.org/web/2009/http://blog.example/": (
        "http://blog.example/"
    ),
    "https://arquivo.pt/wayback/20090312/http://blog.example/a": "http://blog.example/a",
    "https://archive.ph/20090312140500/http://blog.example/a": "http://blog.example/a",
    "http://web.archive.org./web/2009/http://blog.example/": "http://blog.example/",
    "http://x@web.archive.org/web/2009/http://blog.example/": "http://blog.example/",
    "http://evil-archive.org/web/2009/http://blog.example/": (
        "http://evil-archive.org/web/2009/http://blog.example/"
    ),
    "http://web.archive.org/web/2009*/blog.example": "http://web.archive.org/web/2009*/blog.example",
    "https://www.google.com/amp/s/blog.example/a/amp/": "https://blog.example/a/amp/",
    "https://blog-example.cdn.ampproject.org/c/s/blog.example/a": "https://blog.example/a",
    "https://www.google.com/url?sa=t&url=http%3A%2F%2Fblog.example%2Fa%3Fp%3D1": (
        "http://blog.example/a?p=1"
    ),
    "https://www.livejournal.com/away?to=http%3A%2F%2Fblog.example%2F": "http://blog.example/",
    "http://www.blog.example/": "http://www.blog.example/",
    "http://blog.example/a": "http://blog.example/a",
    "http://[::1]:8000/a": "http://[::1]:8000/a",
    "http://0x7f.1/": "http://127.0.0.1/",
}


@pytest.mark.parametrize("url", CANONICAL, ids=ascii)
def test_an_address_has_one_spelling(url: str) -> None:
    assert canonical(url) == CANONICAL[url]
    assert canonical(CANONICAL[url]) == CANONICAL[url]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "blog.example/a",
        "//blog.example/a",
        "mailto:anna@blog.example",
        "javascript:void(0)",
        "data:text/html,x",
        "ftp://blog.example/",
        "http://",
        "http://?a",
        "http://:80/",
        "http://blog.example:99999/",
        "http://blog.example:x/",
        "http://a b/",
        "http://.blog.example/",
        "http://blog..example/",
        "http://./",
        "http://[::1/",
        "http://1.2.3.256/",
        "http://blog.example/\ud800",
        "http://blog\0.example/",
        "http://blog.example/" + "a" * 1_000_000,
        "http://blog.example/" + "ä" * (MAX_LENGTH // 2),
        "\0" * 1_000_000,
    ],
    ids=lambda url: ascii(url[:30]) + str(len(url)),
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not a web address"):
        canonical(url)


@pytest.mark.parametrize(
    ("url", "base", "absolute"),
    [
        ("../b?x=1#c", "http://blog.example/a/c/", "http://blog.example/a/b?x=1"),
        ("?p=2", "http://blog.example/a?p=1", "http://blog.example/a?p=2"),
        ("", "http://blog.example/a#x", "http://blog.example/a"),
        ("//other.example/", "https://blog.example/", "https://other.example/"),
        ("/b", "http://web.archive.org/web/2009id_/http://blog.example/a", "http://blog.example/b"),
        (
            "/web/20090312/http://other.example/b",
            "http://web.archive.org/web/2009/http://blog.example/a",
            "http://other.example/b",
        ),
    ],
)
def test_a_relative_address_is_resolved(url: str, base: str, absolute: str) -> None:
    assert canonical(url, base) == absolute


@pytest.mark.parametrize(("url", "base"), [("a", "nonsense"), ("mailto:a", "http://a.example/")])
def test_a_link_that_leads_nowhere_is_refused(url: str, base: str) -> None:
    with pytest.raises(ValueError, match="not a web address"):
        canonical(url, base)


_PIECES = """
    " http:// https:// HTTP: // / \\ . .. : @ ? & = # % %2e %2F %41 %25 %5B [ ] ::1 127.1 a
    b blog .example www. web.archive.org web.archive.org./web/2009/ /web/2009id_/ /wayback/
    archive.ph/2009/ anna.blogspot.de anna.blogspot.com/ncr /ncr ;jsessionid=1 utm_source=1
    p=2 m=1 s=0123456789abcdef www.google.com/url?q= google.com/amp/s/
    x.cdn.ampproject.org/c/ t.umblr.com/redirect?z=http%3A%2F%2F livejournal.com view=flat
    &amp; ü 。 ｌ %C3%A4 xn-- :80 :443 user:pw@ ; , ~ + http%3A//
"""
PIECES = st.sampled_from([*_PIECES.split(), " ", "\t", "\n", "\0", "\ud800", "\u00ad"])
ADDRESSES = (
    st.text()
    | st.lists(PIECES).map("".join)
    | st.lists(PIECES, min_size=1).map(lambda pieces: "http://blog.example/" + "".join(pieces))
    | st.lists(PIECES, min_size=1).map(lambda pieces: "http://" + "".join(pieces))
)


@given(ADDRESSES, st.none() | ADDRESSES)
@example("http://web.archive.org/web/2009/www.google.com/url?q=http://a.example/", None)
@example("http://a.blogspot.com/ncr/ncr/..//ncr", None)
@example("http://a.example/%%32%65%%32%65/", None)
@example("http://a.blogspot.de/ncr?", None)
def test_canonical_settles_and_raises_only_value_error(url: str, base: str | None) -> None:
    try:
        once = canonical(url, base)
    except ValueError:
        return
    assert canonical(once) == once
    assert once.startswith(("http://", "https://"))
    assert once.isascii()
    assert "#" not in once
    assert len(once) <= MAX_LENGTH
    assert host_of(once) == once.split("/")[2]
    assert site_of(once) in host_of(once)
    assert blog_of(once)


@given(ADDRESSES, ADDRESSES)
def test_questions_about_any_string_are_answered(url: str, other: str) -> None:
    assert is_trap(url) == (trap_reason(url) is not None)
    assert not (may_be_post(url) and is_blog_home(url))
    assert anchor(url) is None or url.endswith(f"#{anchor(url)}")
    believable_canonical(url, other)
    is_private_host(url)


@pytest.mark.parametrize(
    "fragment",
    [
        "comment-12",
        "comment12",
        "comment_12",
        "comment-6a00d8341c01b153ef0120a5f2d9b2970b",
        "div-comment-12",
        "li-comment-12",
        "c12",
        "c6532712334519237462",
        "c000123",
        "cmt12",
        "ljcmt12",
        "t12",
        "isso-12",
        "ping-12",
        "pingback-12",
        "trackback-12",
        "IDComment12",
        "remark42__comment-4f2a",
        "000123",
    ],
)
def test_an_anchor_names_a_comment(fragment: str) -> None:
    assert anchor(f"http://blog.example/a?b=1#{fragment}") == fragment


@pytest.mark.parametrize(
    "fragment",
    [
        "comments",
        "respond",
        "more-12",
        "top",
        "",
        "commentform",
        "content",
        "12",
        "cite",
        "c" + "1" * 999,
    ],
)
def test_other_fragments_are_no_anchor(fragment: str) -> None:
    assert anchor(f"http://blog.example/a#{fragment}") is None
    assert anchor("http://blog.example/a") is None


BLOGS = {
    "http://www.example.com/a": "example.com",
    "http://anna.example.com/a": "anna.example.com",
    "http://bert.example.com/a": "bert.example.com",
    "http://www.example.com:8080/": "example.com:8080",
    "http://127.0.0.1:8000/a": "127.0.0.1:8000",
    "http://[::1]:8000/a": "[::1]:8000",
    "http://localhost/a": "localhost",
    "http://anna.wordpress.com/2009/": "anna.wordpress.com",
    "http://www.anna.wordpress.com/": "anna.wordpress.com",
    "http://wordpress.com/": "wordpress.com",
    "http://en.wordpress.com/tag/x": "en.wordpress.com",
    "http://anna.blogspot.co.uk/": "anna.blogspot.com",
    "http://anna.typepad.com/blog/2009/03/a.html": "anna.typepad.com",
    "http://anna.tumblr.com/post/1": "anna.tumblr.com",
    "https://www.tumblr.com/anna/123/a": "anna.tumblr.com",
    "https://news.substack.com/p/a": "news.substack.com",
    "https://open.substack.com/pub/news/p/a": "news.substack.com",
    "http://anna-b.livejournal.com/1.html": "anna-b.livejournal.com",
    "http://www.livejournal.com/users/anna_b/1.html": "anna-b.livejournal.com",
    "http://www.livejournal.com/~anna_b/": "anna-b.livejournal.com",
    "http://community.livejournal.com/knitting/1.html": "knitting.livejournal.com",
    "https://medium.com/@anna/a-0123": "medium.com/@anna",
    "https://medium.com/publication/a-0123": "medium.com/publication",
    "https://anna.medium.com/a-0123": "anna.medium.com",
    "http://people.example.edu/~anna/blog/": "people.example.edu/~anna",
    "http://people.example.edu/%7Eanna/blog/": "people.example.edu/~anna",
    "http://ameblo.jp/anna/entry-1.html": "ameblo.jp/anna",
    "http://ameblo.jp/help.html": "ameblo.jp",
    "http://ameblo.jp/": "ameblo.jp",
    "https://blog.naver.com/anna/123": "blog.naver.com/anna",
    "https://m.blog.naver.com/anna/123": "blog.naver.com/anna",
    "http://anna.free.fr/blog/": "anna.free.fr",
    "http://anna.blog12.fc2.com/blog-entry-1.html": "anna.blog12.fc2.com",
    "http://anna.hatenablog.com/entry/1": "anna.hatenablog.com",
    "http://d.hatena.ne.jp/anna/20090312": "d.hatena.ne.jp/anna",
    "http://anna.spaces.live.com/blog/cns!1.entry": "anna.spaces.live.com",
    "http://anna.canalblog.com/archives/1.html": "anna.canalblog.com",
    "http://anna.over-blog.com/a.html": "anna.over-blog.com",
    "http://blogs.msdn.com/b/anna/archive/a.aspx": "blogs.msdn.com/anna",
    "http://blogs.msdn.com/anna/archive/a.aspx": "blogs.msdn.com/anna",
    "http://scienceblogs.com/anna/2009/a.php": "scienceblogs.com/anna",
    "http://www.patheos.com/blogs/anna/2009/a": "patheos.com/anna",
    "https://sites.google.com/site/anna/a": "sites.google.com/anna",
    "http://www.liveinternet.ru/users/anna/post1/": "liveinternet.ru/users/anna",
    "http://web.archive.org/web/2009/http://anna.wordpress.com/": "anna.wordpress.com",
}


@pytest.mark.parametrize("url", BLOGS)
def test_a_blog_has_an_identity(url: str) -> None:
    assert blog_of(url) == BLOGS[url]


def test_the_tables_of_hosts_are_in_the_form_that_is_looked_up() -> None:
    for host in SUBDOMAIN_HOSTS | NOT_BLOGS | PATH_HOSTS.keys():
        assert canonical(f"http://{host}/") == f"http://{host}/"
    assert RENAMED.keys() <= PATH_HOSTS.keys()
    for host in SUBDOMAIN_HOSTS:
        assert blog_of(f"http://anna.{host}/a") == f"anna.{host}"
        assert site_of(f"http://anna.{host}/a") == site_of(f"http://bert.{host}/")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://anna.wordpress.com/a", "wordpress.com"),
        ("http://anna.blogspot.com/a", "blogspot.com"),
        ("http://www.news.example.co.uk/a", "example.co.uk"),
        ("http://blog.example:8080/", "blog.example"),
        ("http://192.0.2.1:8080/", "192.0.2.1"),
        ("http://[2001:db8::1]:8080/", "[2001:db8::1]"),
        ("http://localhost:8080/", "localhost"),
        ("http://co.uk/", "co.uk"),
    ],
)
def test_a_site_is_what_one_operator_serves(url: str, site: str) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://blog.example", True),
        ("http://blog.example/", True),
        ("http://blog.example/index.php", True),
        ("http://blog.example/default.aspx#top", True),
        ("http://blog.example/?utm_source=x", True),
        ("https://medium.com/@anna", True),
        ("http://people.example.edu/~anna/", True),
        ("http://people.example.edu/~anna/index.html", True),
        ("http://www.livejournal.com/users/anna/", True),
        ("http://blog.example/?p=12", False),
        ("http://blog.example/a", False),
        ("http://blog.example/index.php/2009/a", False),
        ("http://people.example.edu/~anna/a", False),
        ("https://medium.com/@anna/a-0123", False),
        ("nonsense", False),
    ],
)
def test_a_home_page_is_known(url: str, home: bool) -> None:
    assert is_blog_home(url) is home


TRAPS = {
    "http://blog.example/a/?replytocom=12#respond": traps.REPLY,
    "http://blog.example/a/?unapproved=12&moderation-hash=f0": traps.HELD,
    "http://blog.example/a/?like_comment=12&_wpnonce=f0": traps.STATE,
    "http://blog.example/a/?foo=1&amp;_wpnonce=f0": traps.STATE,
    "http://blog.example/a/?share=twitter": traps.SHARE,
    "http://blog.example/a/?nb=1": traps.SHARE,
    "http://blog.example/a/?relatedposts=1": traps.SHARE,
    "http://blog.example/wp-login.php?redirect_to=x": traps.LOGIN,
    "http://blog.example/wp-admin/": traps.ADMIN,
    "http://blog.example/xmlrpc.php": traps.ADMIN,
    "http://blog.example/wp-json/oembed/1.0/embed?url=x": traps.ADMIN,
    "http://blog.example/category/x/feed/": traps.FEED,
    "http://blog.example/2009/03/feed/": traps.FEED,
    "http://blog.example/author/anna/feed/atom/": traps.FEED,
    "http://blog.example/2009/03/a/trackback/": traps.TRACKBACK,
    "http://blog.example/wp-trackback.php?p=12": traps.TRACKBACK,
    "http://blog.example/mt/mt-tb.cgi/123": traps.TRACKBACK,
    "http://blog.example/tb.php/123": traps.TRACKBACK,
    "http://blog.example/comment.php?type=trackback&entry_id=1": traps.TRACKBACK,
    "http://www.typepad.com/services/trackback/6a00": traps.TRACKBACK,
    "http://blog.example/webmention": traps.TRACKBACK,
    "http://www.blogger.com/delete-comment.g?blogID=1&postID=2": traps.STATE,
    "http://www.blogger.com/comment-iframe.g?blogID=1": traps.REPLY,
    "http://www.blogger.com/email-post.g?blogID=1": traps.SHARE,
    "http://www.blogger.com/share-post.g?blogID=1": traps.SHARE,
    "http://anna.blogspot.com/search/label/x": traps.LISTING,
    "http://anna.blogspot.com/search?updated-max=2009-01-01": traps.LISTING,
    "http://anna.blogspot.com/2009_03_01_archive.html?max-results=500": traps.LISTING,
    "http://anna.livejournal.com/1.html?mode=reply": traps.REPLY,
    "http://anna.livejournal.com/1.html?replyto=12": traps.REPLY,
    "http://www.livejournal.com/delcomment.bml?id=1": traps.STATE,
    "http://blog.example/comment/reply/12/34": traps.REPLY,
    "http://blog.example/user/login?destination=node/12": traps.LOGIN,
    "http://blog.example/user/register?destination=node/12": traps.LOGIN,
    "http://blog.example/comment/12/delete": traps.STATE,
    "http://blog.example/a.html?serendipity%5Bcview%5D=threaded": traps.REPLY,
    "http://blog.example/calendar/2009/03": traps.CALENDAR,
    "http://blog.example/2009/03/12/page/2": traps.CALENDAR,
    "http://blog.example/events/2009-03/": traps.CALENDAR,
    "http://web.archive.org/web/2009*/http://blog.example/": traps.CALENDAR,
    "http://web.archive.org/web/*/http://blog.example/": traps.CALENDAR,
    "http://blog.example/index.php?action=delete&id=3": traps.STATE,
    "http://blog.example/forum.php?do=login": traps.LOGIN,
    "http://blog.example/files/?C=M;O=A": traps.LISTING,
    "http://blog.example/tag/a+b+c/": traps.LISTING,
    "http://blog.example/(S(lit3py55t21z5v55vlm25s55))/a.aspx": traps.SESSION,
    "http://blog.example/a/b/a/b/a/b/": traps.REPEATS,
    "http://blog.example/img/img/img/img/x": traps.REPEATS,
    "http://blog.example/" + "/".join("abcdefghij" * 5): traps.REPEATS,
    "https://www.facebook.com/sharer/sharer.php?u=x": traps.SHARE,
    "https://twitter.com/intent/tweet?text=x": traps.SHARE,
    "https://twitter.com/home?status=x": traps.SHARE,
    "http://del.icio.us/post?url=x": traps.SHARE,
    "http://www.addtoany.com/share_save": traps.SHARE,
    "mailto:anna@blog.example": traps.NO_ADDRESS,
    "": traps.NO_ADDRESS,
}


@pytest.mark.parametrize("url", TRAPS, ids=ascii)
def test_a_trap_is_known_with_its_reason(url: str) -> None:
    assert trap_reason(url) == TRAPS[url]
    assert is_trap(url.upper().replace("(S(", "(s("))
    assert not may_be_post(url) or canonical(url) != url


@pytest.mark.parametrize(
    "url",
    [
        "http://blog.example/",
        "http://blog.example/2009/03/12/a/",
        "http://blog.example/2009/03/12/a/feed/",
        "http://blog.example/comments/feed/",
        "http://blog.example/?feed=rss2&p=12",
        "http://blog.example/2009/03/12/a/comment-page-2/#comments",
        "http://blog.example/2009/03/12/a/?cpage=2",
        "http://anna.blogspot.com/2009/03/a.html?showComment=1236866700000#c12",
        "http://anna.blogspot.com/feeds/123/comments/default?alt=json",
        "http://anna.blogspot.com/feeds/123/comments/default?start-index=26&max-results=25",
        "http://anna.livejournal.com/12.html?thread=34#t34",
        "http://blog.example/node/12?page=1",
        "http://blog.example/wp-json/wp/v2/comments?post=12&per_page=100&page=2&order=asc",
        "http://blog.example/2018/06/webmention/",
        "http://blog.example/2018/06/calendar",
        "http://blog.example/2018/06/how-to-log-in",
        "http://blog.example/mt/mt-comments.cgi?entry_id=12",
        "http://blog.example/tb.html?PHPSESSID=0123456789abcdef",
        "https://twitter.com/anna/status/12",
        "https://disqus.com/embed/comments/?base=default&f=a&t_u=b",
    ],
)
def test_what_a_thread_is_read_from_is_no_trap(url: str) -> None:
    assert trap_reason(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://blog.example/2009/03/12/a/",
        "http://blog.example/2009/03/a.html",
        "http://blog.example/?p=12",
        "http://blog.example/index.php?entry=12",
        "http://blog.example/index.php?post/2009/03/12/a",
        "http://blog.example/archives/12",
        "http://blog.example/archives/000123.html",
        "http://blog.example/archives/2009/03/12/a.html",
        "http://blog.example/category/2009/03/12/a",
        "http://blog.example/news/categories/a-b.html",
        "http://blog.example/node/12",
        "http://blog.example/a-post",
        "http://blog.example/2009/03/links/",
        "http://blog.example/2009/03/rss/",
        "http://blog.example/2009/03/a/comment-page-2/",
        "http://anna.livejournal.com/12.html",
        "http://anna.blogspot.com/2009/03/a.html?m=1",
        "https://medium.com/@anna/a-0123456789ab",
        "https://news.substack.com/p/a",
        "https://blog.mozilla.org/2009/a",
        "http://web.archive.org/web/2009/http://blog.example/2009/03/a.html",
        "http://blog.example/2009/03/a/#comment-12",
        "http://blog.example/blog/?p=5",
    ],
)
def test_an_address_may_be_a_post(url: str) -> None:
    assert may_be_post(url)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mailto:anna@blog.example",
        "http://blog.example/",
        "http://blog.example/index.html",
        "http://blog.example/blog/",
        "http://blog.example/blog/?p=5&s=candle",
        "http://blog.example/tag/light/?p=2",
        "http://blog.example/style.css?id=5",
        "http://blog.example/a.jpg",
        "http://blog.example/a.PDF?x=1",
        "http://blog.example/style.css",
        "http://blog.example/tag/a/",
        "http://blog.example/category/a/b/",
        "http://blog.example/categories/3-a",
        "http://blog.example/author/anna/",
        "http://blog.example/search/a",
        "http://blog.example/?s=a",
        "http://blog.example/?cat=3",
        "http://blog.example/?m=200903",
        "http://blog.example/?paged=2",
        "http://blog.example/page/2/",
        "http://blog.example/2009/",
        "http://blog.example/2009/03/",
        "http://blog.example/2009/03/12/",
        "http://blog.example/2009/03/index.html",
        "http://blog.example/archives/",
        "http://blog.example/archives/2009/03/",
        "http://blog.example/archives/2009_03.html",
        "http://anna.blogspot.com/2009_03_01_archive.html",
        "http://anna.blogspot.com/search?q=a",
        "http://anna.blogspot.com/feeds/posts/default",
        "http://blog.example/feed/",
        "http://blog.example/2009/03/a/feed/",
        "http://blog.example/rss.xml",
        "http://blog.example/index.rdf",
        "http://blog.example/about/",
        "http://blog.example/impressum",
        "http://blog.example/wp-content/uploads/a",
        "http://blog.example/wp-login.php",
        "http://blog.example/2009/03/a/trackback/",
        "https://twitter.com/anna/status/12",
        "https://en.wikipedia.org/wiki/Blog",
        "https://www.youtube.com/watch?v=a",
        "http://www.blogger.com/profile/12",
        "https://medium.com/@anna",
    ],
)
def test_an_address_is_no_post(url: str) -> None:
    assert not may_be_post(url)


@pytest.mark.parametrize(
    ("page", "claim", "believed"),
    [
        ("http://blog.example/?p=12", "http://blog.example/2009/03/a/", True),
        ("http://blog.example/a?x=1", "https://www.blog.example/a", True),
        ("http://blog.example/a", "/a/", True),
        ("http://m.blog.example/a", "http://blog.example/a", True),
        ("http://blog.example/a/?cpage=2", "http://blog.example/a/", True),
        ("http://blog.example/", "http://www.blog.example/", True),
        ("http://blog.example/tag/a/?x=1", "http://blog.example/tag/a/", True),
        ("http://anna.blogspot.de/2009/03/a.html", "http://anna.blogspot.com/2009/03/a.html", True),
        ("http://blog.example/a", "http://blog.example/", False),
        ("http://blog.example/a", "http://blog.example/index.php", False),
        ("http://blog.example/a", "http://blog.example/category/b/", False),
        ("http://blog.example/a", "http://blog.example/page/1/", False),
        ("http://blog.example/2009/03/a", "http://blog.example/2009/03/", False),
        ("http://blog.example/a", "http://other.example/a", False),
        ("http://blog.example/a", "http://demo.vendor.example/theme/", False),
        ("http://anna.wordpress.com/a", "http://bert.wordpress.com/a", False),
        ("https://medium.com/@anna/a-1", "https://medium.com/@bert/a-1", False),
        ("http://blog.example/a", "javascript:void(0)", False),
        ("http://blog.example/a", "http://blog.example/wp-login.php", False),
        ("http://blog.example/a", "http://blog.example:8080/a", False),
        ("nonsense", "http://blog.example/a", False),
    ],
)
def test_a_claimed_address_is_believed_or_not(page: str, claim: str, believed: bool) -> None:
    assert believable_canonical(page, claim) is believed


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "a.localhost",
        "localhost:8080",
        "ｌｏｃａｌｈｏｓｔ",
        "printer.local",
        "metadata.google.internal",
        "router.home.arpa",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0177.1",
        "0",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "::1",
        "[::1]:8080",
        "[::]",
        "[fe80::1]",
        "fe80::1%eth0",
        "[fd00:ec2::254]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2002:c0a8:101::]",
        "[ff02::1]",
        "",
        "a b",
        "[",
        "256.1.1.1",
        "a." * 1000,
    ],
    ids=ascii,
)
def test_a_host_inside_is_private(host: str) -> None:
    assert is_private_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "blog.example",
        "www.localhost.example",
        "localhost.example.com",
        "8.8.8.8",
        "[2606:4700:4700::1111]",
        "2606:4700:4700::1111",
        "[::ffff:8.8.8.8]",
        "[2002:808:808::]",
        "bücher.example",
        "1.2.3.example",
    ],
)
def test_a_public_host_is_not_private(host: str) -> None:
    assert not is_private_host(host)
