"""What is said on the real blogs, and when: one conversation over them, and noise around it."""

from __future__ import annotations

from dataclasses import dataclass

from places import SUFFIX, WORDPRESSES


@dataclass(frozen=True)
class Post:
    """A post; ``{key}`` in ``html`` is the address of another or of a comment on WordPress.

    ``trackback`` is the key of the post that gets one.
    """

    key: str
    blog: str
    at: str
    title: str
    html: str
    tags: str = "light"
    trackback: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment; ``parent`` is the key of another, ``user`` the login of who has an account."""

    key: str
    post: str
    at: str
    name: str
    text: str
    url: str = ""
    parent: str = ""
    user: str = ""


@dataclass(frozen=True)
class Capture:
    """A web archive looks at a post, its thread and its blog's home page."""

    post: str
    at: str


_HOMES = {blog.name: blog.home for blog in WORDPRESSES}
HANNA, HANNA_AT = "Hanna Lindqvist", _HOMES["tallow"]
IDRIS, IDRIS_AT = "Idris Okafor", _HOMES["mapdrawer"]
MARTA, MARTA_AT = "Marta Wieczorek", _HOMES["fieldradio"]
TEODOR, TEODOR_AT = "Teodor Ilic", _HOMES["saltroad"]
ORLA, ORLA_AT = "Orla Byrne", f"http://stillwater.example{SUFFIX}/"
NOOR, NOOR_AT = "Noor Haddad", "http://lamplight.example/"

#: The conversation: who still reads by candle.
TALK: tuple[Post | Comment | Capture, ...] = (
    Post(
        "candle",
        "tallow",
        "2026-03-02T07:40:00Z",
        "Who still reads by candle?",
        """<p>The power went on Saturday, and for three hours the house was the size of one flame.
I had forgotten that a page has a left and a right side. By bulb both are simply there; by candle
you turn the book towards what you want to know.</p>
<p>I read eleven pages. I could tell you today what stands on each of them. So I ask, before the
memory cools: does anybody still do this on purpose?</p>""",
    ),
    Comment("c1", "candle", "2026-03-02T08:05:00Z", "Bess", "On purpose? No. By poverty, often."),
    Comment(
        "c2",
        "candle",
        "2026-03-02T09:30:00Z",
        IDRIS,
        "Eleven pages in three hours is a pace for maps, not for novels. I envy you both.",
        IDRIS_AT,
    ),
    Comment(
        "c3",
        "candle",
        "2026-03-02T09:52:00Z",
        HANNA,
        "It was a novel about a map, if that helps.",
        parent="c2",
        user="hanna",
    ),
    Comment(
        "c4",
        "candle",
        "2026-03-02T10:15:00Z",
        IDRIS,
        "It does not help at all, and I need the title.",
        IDRIS_AT,
        "c3",
    ),
    Comment(
        "c5",
        "candle",
        "2026-03-02T10:40:00Z",
        HANNA,
        "You shall have it when I have finished. Ask me in April.",
        parent="c4",
        user="hanna",
    ),
    Comment(
        "c6",
        "candle",
        "2026-03-02T11:20:00Z",
        IDRIS,
        "April is noted, in pencil, by daylight.",
        IDRIS_AT,
        "c5",
    ),
    Comment(
        "c7",
        "candle",
        "2026-03-02T12:00:00Z",
        "Bess",
        "This is the sixth step of the stairs and nobody has fallen yet.",
        parent="c6",
    ),
    Comment("c8", "candle", "2026-03-02T14:10:00Z", "Ruben", "Tallow or beeswax? It matters."),
    Comment(
        "c9",
        "candle",
        "2026-03-02T14:44:00Z",
        HANNA,
        "Paraffin, and I am ashamed, given the name of this blog.",
        parent="c8",
        user="hanna",
    ),
    Comment(
        "c10",
        "candle",
        "2026-03-03T06:31:00Z",
        "Quill Seller",
        "We never stopped. Nobody buys a goose feather to use it under a tube.",
        "http://quills.example/",
    ),
    Comment("c11", "candle", "2026-03-03T08:00:00Z", "Anselm", "My eyes are seventy. I use two."),
    Comment("c12", "candle", "2026-03-03T08:02:00Z", "Lucky", "Win the lottery of lights today!"),
    Comment("c13", "candle", "2026-03-03T12:12:00Z", "Vera", "Only in the bath, and only Chekhov."),
    Comment(
        "c14",
        "candle",
        "2026-03-03T13:13:00Z",
        "Ruben",
        "A wet page by candle is two mistakes.",
        parent="c13",
    ),
    Comment("c15", "candle", "2026-03-04T07:07:00Z", "Ottoline", "Could you describe the smell?"),
    Comment("c16", "candle", "2026-03-04T18:20:00Z", "Per", "Vi gör det varje december. Alla."),
    Post(
        "margins",
        "mapdrawer",
        "2026-03-05T09:00:00Z",
        "Light on the margins",
        """<p>A chart drawn in 1790 was drawn for one lamp. You see it when you stop looking at the
coast and start to look at the hatching: every hill has its shadow on the same side, and the side
is where the draughtsman's window was not.</p>
<p>Hanna Lindqvist lost her electricity and <a href="{candle}">found the two sides of a page</a>
again. I should like to add a third: the margin, where the wax falls.</p>
<p>Our oldest sheet has four drops on it. We know which evening they are from, since he wrote the
date round them.</p>""",
        "maps,light",
    ),
    Comment(
        "m1",
        "margins",
        "2026-03-05T10:10:00Z",
        HANNA,
        "Four drops, dated! I have none, but then mine was paraffin.",
        HANNA_AT,
    ),
    Comment(
        "m2",
        "margins",
        "2026-03-05T10:30:00Z",
        IDRIS,
        "Do not start now. The library counts them.",
        parent="m1",
        user="idris",
    ),
    Comment("m3", "margins", "2026-03-05T11:00:00Z", "Dov", "Which sheet is it? I was there."),
    Comment(
        "m4",
        "margins",
        "2026-03-05T11:45:00Z",
        IDRIS,
        "Sheet 12, the estuary. You held the lamp, if I remember.",
        parent="m3",
        user="idris",
    ),
    Comment("m5", "margins", "2026-03-05T12:30:00Z", "Dov", "I held the ladder.", parent="m4"),
    Comment(
        "m6",
        "margins",
        "2026-03-06T07:00:00Z",
        MARTA,
        "Engineers do the same: every drawing of a mast has its sun in the upper left.",
        MARTA_AT,
    ),
    Comment("m7", "margins", "2026-03-06T07:15:00Z", "Ivo", "Because they are right-handed."),
    Comment(
        "m8",
        "margins",
        "2026-03-06T08:20:00Z",
        MARTA,
        "And because the ink is on the other side. I shall write about that.",
        MARTA_AT,
        "m7",
    ),
    Comment("m9", "margins", "2026-03-06T09:00:00Z", "Luz", "¿Hay una foto de las gotas?"),
    Comment("m10", "margins", "2026-03-06T10:00:00Z", "Gwen", "Left-handed here. Sun upper right."),
    Comment("m11", "margins", "2026-03-06T10:01:00Z", "Cash", "A lottery for mapmakers, click"),
    Comment("m12", "margins", "2026-03-07T15:00:00Z", "Hew", "Wax burns holes in vellum, slowly."),
    Post(
        "mast",
        "fieldradio",
        "2026-03-08T18:30:00Z",
        "A night without the mast",
        """<p>We took the mast down on Thursday to paint it. No carrier, no lamp on top, and for one
night the valley had neither voice nor red star.</p>
<p>Idris Okafor writes that <a href="{margins}">charts were drawn for a single lamp</a>; so are
circuits, and I have the coffee rings to prove it. He had it from
<a href="{candle}">a blackout at Hanna's</a>, which lasted three hours. Ours was eleven.</p>
<p>What we noticed was this: people rang each other up. They asked what was wrong with the
hill.</p>""",
        "masts",
    ),
    Comment(
        "r1", "mast", "2026-03-08T19:00:00Z", "Jarek", "I rang my sister. First time since May."
    ),
    Comment(
        "r2",
        "mast",
        "2026-03-08T19:40:00Z",
        ORLA,
        "We saw it from the weir, or rather we did not. I took a lantern out to look.",
        user="orla",
    ),
    Comment(
        "r3",
        "mast",
        "2026-03-08T20:10:00Z",
        MARTA,
        "With a lantern, to look for a lamp! Write that down somewhere.",
        parent="r2",
        user="marta",
    ),
    Comment("r4", "mast", "2026-03-08T20:44:00Z", ORLA, "I might.", parent="r3", user="orla"),
    Comment("r5", "mast", "2026-03-09T06:00:00Z", "Halina", "Rot oder orange, frisch gestrichen?"),
    Comment(
        "r6",
        "mast",
        "2026-03-09T07:30:00Z",
        TEODOR,
        "Carriers once walked our road without any lamp at all. I owe you a post.",
        TEODOR_AT,
    ),
    Comment("r7", "mast", "2026-03-09T08:00:00Z", "Jarek", "It is white now.", parent="r5"),
    Comment("r8", "mast", "2026-03-09T09:00:00Z", "Zbig", "White is not legal above 45 metres."),
    Comment(
        "r9",
        "mast",
        "2026-03-09T10:00:00Z",
        MARTA,
        "Then we are lucky that it ends at 44.",
        parent="r8",
        user="marta",
    ),
    Comment("r10", "mast", "2026-03-09T12:00:00Z", "Nel", "The bats were lost for an hour."),
    Comment("r11", "mast", "2026-03-09T13:00:00Z", "Oskar", "And the moths were free of it."),
    Comment("r12", "mast", "2026-03-10T05:30:00Z", "Mila", "Do it again next year, with notice."),
    Post(
        "carriers",
        "saltroad",
        "2026-03-11T12:15:00Z",
        "What the salt carriers carried",
        """<p>Forty kilos each, and no light, because a lantern needs a hand and both were on the
straps. They knew the road by its sound.</p>
<p>When <a href="{mast}">the hill above the valley went dark</a> I thought of the last of them, who
told my grandfather that he was never afraid before there were lamps.</p>
<p>Salt does not shine. It only tastes of having been somewhere.</p>""",
        "roads",
    ),
    Comment(
        "s1",
        "carriers",
        "2026-03-11T14:00:00Z",
        MARTA,
        "Never afraid before there were lamps: I am going to paint that on the mast.",
        MARTA_AT,
    ),
    Comment(
        "s2", "carriers", "2026-03-11T15:10:00Z", "Ana", "My village is the third on that road."
    ),
    Capture("carriers", "2026-03-11T20:00:00Z"),
    Comment(
        "s3",
        "carriers",
        "2026-03-12T07:00:00Z",
        TEODOR,
        "Then you know the bend where they sang.",
        parent="s2",
        user="teodor",
    ),
    Comment("s4", "carriers", "2026-03-12T08:00:00Z", "Ana", "We sing there still.", parent="s3"),
    Comment("s5", "carriers", "2026-03-12T09:30:00Z", "Kemal", "Forty kilos is a donkey's share."),
    Comment("s6", "carriers", "2026-03-12T10:30:00Z", "Lev", "What did they carry back?"),
    Comment(
        "s7",
        "carriers",
        "2026-03-12T11:30:00Z",
        TEODOR,
        "Letters. Those who could read read them aloud at the bend.",
        parent="s6",
        user="teodor",
    ),
    Comment("s8", "carriers", "2026-03-12T16:00:00Z", "Bess", "By what light?", parent="s7"),
    Comment("s9", "carriers", "2026-03-13T06:00:00Z", "Rade", "I have one of those straps."),
    Comment("s10", "carriers", "2026-03-13T07:00:00Z", "Iskra", "Is the road walkable in May?"),
    Comment(
        "c17",
        "candle",
        "2026-03-13T19:00:00Z",
        TEODOR,
        "There were people who had neither candle nor bulb. I wrote about "
        '<a href="{carriers}">some who walked past both</a>.',
        TEODOR_AT,
    ),
    Post(
        "lamps",
        "stillwater",
        "2026-03-14T21:00:00Z",
        "Two lamps, one page",
        """<p>I was <a href="{r3}">told to write it down</a>, so here it is: I took a
lantern to the weir to see whether a lamp was out, and stood there like a proverb.</p>
<p>Teodor's <a href="{carriers}">carriers had no hand free for one</a>. I had two hands and nothing
to carry. And <a href="{margins}">the drops round which a man wrote the date</a> have made me look
at my own log: there is a burn on the page of that night.</p>""",
    ),
    Comment("i1", "lamps", "2026-03-15T08:00:00Z", MARTA, "A proverb with wet feet.", MARTA_AT),
    Comment("i2", "lamps", "2026-03-15T09:00:00Z", ORLA, "They have dried.", ORLA_AT, "i1"),
    Comment("i3", "lamps", "2026-03-15T10:00:00Z", "Fergal", "What did the heron say?"),
    Comment("i4", "lamps", "2026-03-16T11:00:00Z", "Sal", "Lottery of herons."),
    Comment("s11", "carriers", "2026-03-16T09:00:00Z", ORLA, "Thank you for the bend.", ORLA_AT),
    Capture("carriers", "2026-03-17T20:00:00Z"),
    Post(
        "answered",
        "tallow",
        "2026-03-18T07:00:00Z",
        "Candles, answered",
        """<p>Two weeks ago <a href="{candle}">I asked who still reads by candle</a>, and was
answered by a cartographer, an engineer and a keeper of a weir.</p>
<p>Idris gave the page <a href="{margins}">a third side with wax on it</a>. Marta switched off
<a href="{mast}">a whole hill</a>, which I call excessive. And Orla, whose log is
<a href="{lamps}">burnt in the right place</a>, has settled the matter: one reads by what is left
over.</p>
<p>The novel, Idris, is finished. It is April where I stand.</p>""",
        "light,answers",
    ),
    Comment(
        "a1",
        "answered",
        "2026-03-18T08:30:00Z",
        IDRIS,
        "It is March where I stand, and I still have no title.",
        IDRIS_AT,
    ),
    Comment(
        "a2",
        "answered",
        "2026-03-18T08:40:00Z",
        HANNA,
        "@Idris: look inside the lid of your drawer.",
        parent="a1",
        user="hanna",
    ),
    Comment("a3", "answered", "2026-03-18T20:00:00Z", "Vera", "And the bath? Unanswered."),
    Comment(
        "i5",
        "lamps",
        "2026-03-18T21:30:00Z",
        HANNA,
        '<a href="{answered}">I have answered you all at once</a>, which is rude; thank you.',
        HANNA_AT,
    ),
    Comment(
        "r13",
        "mast",
        "2026-03-19T06:30:00Z",
        HANNA,
        "I call it excessive in public now, with love.",
        HANNA_AT,
    ),
    Post(
        "ledger",
        "mapdrawer",
        "2026-03-22T16:00:00Z",
        "The lamp ledger",
        """<p>Under the lid of the drawer lay a ledger: oil bought, oil burnt, and whose eyes it was
for. Somebody had put it there on purpose, and I know only one person who <a href="{answered}">was
in April before the rest of us</a>.</p>
<p>The entry for the night when the hill was dark reads: none used.</p>""",
        "maps,ledgers",
        trackback="mast",
    ),
    Comment("l1", "ledger", "2026-03-22T17:00:00Z", HANNA, "None used. Good.", HANNA_AT),
    Comment("l2", "ledger", "2026-03-22T18:00:00Z", "Dov", "I held that lid.", parent="l1"),
)

#: What is said where there is a Ghost as well: found by the signature of its author.
ON_GHOST: tuple[Post | Comment | Capture, ...] = (
    Comment("a4", "answered", "2026-03-19T19:00:00Z", NOOR, "One lamp stays lit here.", NOOR_AT),
    Post(
        "porch",
        "lamplight",
        "2026-03-20T06:30:00Z",
        "For whoever is last",
        """<p>We keep one bulb over the porch. My father called it the question, for it asked
everybody who came late where they had been.</p>
<p>So when Hanna says that <a href="{answered}">one reads by what is left over</a>, I know the bulb
she means.</p>""",
    ),
    Comment("p1", "porch", "2026-03-20T09:00:00Z", "Bess", "And what did you answer it?"),
    Comment("p2", "porch", "2026-03-20T09:30:00Z", NOOR, "That I had been reading.", "", "p1"),
    Comment("p3", "porch", "2026-03-20T10:00:00Z", "Lucky", "Lottery bulbs, cheap!"),
    Comment("p4", "porch", "2026-03-21T08:00:00Z", "Dov", "I would have held it."),
)

#: What else stands on the blogs: nothing of it belongs to the conversation.
NOISE: tuple[Post | Comment | Capture, ...] = (
    Post("tin", "tallow", "2026-02-20T08:00:00Z", "Tins", "<p>I sort my wicks by tin.</p>", "tins"),
    Comment("t1", "tin", "2026-02-20T09:00:00Z", IDRIS, "By colour or by age?", IDRIS_AT),
    Comment("t2", "tin", "2026-02-21T09:00:00Z", "Bess", "I have a tin for tins."),
    Post(
        "glue",
        "mapdrawer",
        "2026-02-25T08:00:00Z",
        "Glue that keeps",
        '<p>Wheat paste, as with <a href="{tin}">the labels on those tins</a>, and patience.</p>',
        "maps",
    ),
    Comment("g1", "glue", "2026-02-25T10:00:00Z", HANNA, "Not on my tins, please.", HANNA_AT),
    Comment("g2", "glue", "2026-02-26T10:00:00Z", "Ned", "Rabbit skin.", "http://almanac.example/"),
    Post(
        "weekend",
        "fieldradio",
        "2026-03-10T17:00:00Z",
        "Weekend listening",
        '<p>Three numbers stations, and <a href="http://almanac.example/entries/ionosphere/">the '
        "ionosphere explained</a>.</p>",
        "lists",
    ),
    Comment("w1", "weekend", "2026-03-10T19:00:00Z", "Jarek", "The second one is the bakery."),
    Post("boots", "saltroad", "2026-03-01T10:00:00Z", "Boots", "<p>Greased, all nine.</p>", "gear"),
    Comment("b1", "boots", "2026-03-01T11:00:00Z", "Kemal", "Nine?"),
    Post("rain", "stillwater", "2026-03-03T06:00:00Z", "Rain gauge", "<p>Eleven millimetres.</p>"),
    Post(
        "soap",
        "tallow",
        "2026-03-20T08:00:00Z",
        "Soap day",
        '<p>The leftovers become soap; see <a href="http://almanac.example/entries/lye/">lye</a>.</p>',
        "soap",
    ),
    Comment("o1", "soap", "2026-03-20T10:00:00Z", "Ottoline", "Describe that smell too."),
    Comment("o2", "soap", "2026-03-21T10:00:00Z", MARTA, "Please do not.", MARTA_AT, "o1"),
    Post("index", "mapdrawer", "2026-03-24T08:00:00Z", "New index", "<p>By shelf, at last.</p>"),
    Post("valves", "fieldradio", "2026-03-25T08:00:00Z", "Valves", "<p>Six, warm.</p>", "parts"),
    Comment("v1", "valves", "2026-03-25T09:00:00Z", ORLA, "As hens.", user="orla"),
)
