"""What class names and ids say an element is: comment, author, date, body, list, noise ...

Names are split into words (``fig-commentHead`` is fig, comment, head); the last one that is not
mere scaffolding (inner, wrap, left, 12) tells the role. The vocabulary is what many products and
hand-made themes share, in several languages; no single product is known here.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Bits, as plain integers: IntFlag arithmetic costs more than the whole walk.
COMMENT = 1  # a comment word is in the name
RECORD = 2  # the name is that of one comment
THREAD = 4  # ... of a list or an area of comments
AUTHOR = 8
DATE = 16
BODY = 32
META = 64
TOOLS = 128
AVATAR = 256
TITLE = 512
FORM = 1024
PINGS = 2048
NOISE = 4096  # other lists: recent, related, teasers, navigation, products
SOFT = 8192  # where such lists often stand: sidebars, widgets, asides
REPLY_TO = 16384
CODE = 32768
NAME = 65536  # the very name of a person: fn, name, nick
CITE = 131072
PERMALINK = 262144
COUNT = 524288
NESTED = 1048576  # holds replies
BADGE = 2097152
PERSONAL = 4194304  # a link that a visitor set: rel nofollow, external, author
ROLES = AUTHOR | DATE | BODY | META | TOOLS | AVATAR | TITLE | REPLY_TO | PERMALINK | COUNT | BADGE


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SINGULAR = _words("""
comment cmt cmnt comm komment kommentar comentario commentaire commento comentari reactie reaktion
reaction response reply yorum komentarz komentar koment komentaras antwort reponse respuesta
resposta risposta odpowiedz opinion review message msg mensaje mensagem messaggio nachricht bericht
post entry testimony feedback annotation remark mention pinglet forumpost commentary answer wpis kommentti hozzaszolas comentariu
guestbookentry gbentry odgovor ergaenzung
""")
_PLURAL = _words("""
comments cmts cmnts comms komments kommentare kommentarer comentarios commentaires commenti
comentaris reacties reaktionen reactions responses replies yorumlar komentarze komentare komentari
antworten reponses respuestas respostas risposte odpowiedzi opinions reviews messages discussion
discussions conversation guestbook gaestebuch feedbacks commentlist annotations forum debate
hilo debat diskussion talkback talkbacks shoutbox komentarai kommentit hozzaszolasok gastenboek mentions answers
disqus livredor gbook ergaenzungen
""")
#: Words that name comments beyond doubt; the others need company.
_PLAIN = _words("""
comment comments cmt cmts cmnt cmnts komment komments kommentar kommentare kommentarer comentario
comentarios commentaire commentaires commento commenti comentari comentaris reactie reacties yorum
yorumlar komentarz komentarze komentar komentari komentare koment talkback talkbacks guestbook
gaestebuch gastenboek commentlist komentaras komentarai kommentti kommentit hozzaszolas hozzaszolasok
comentariu livredor ergaenzung ergaenzungen
""")
_ROLE: dict[str, int] = {}


def _role(bit: int, text: str) -> None:
    for word in text.split():
        _ROLE[word] = _ROLE.get(word, 0) | bit


_role(
    AUTHOR,
    """author authors user users poster reviewer reviewers sender commenter commentator commenters writer by byline vcard hcard
 auteur autor autore usuario utilisateur utente benutzer uzytkownik creator nickname nick who owner member
 from person identity screenname displayname signature forfatter forfattare tekija kirjoittaja szerzo pisatel avtor submitter profile hovercard verfasser name names
 username fn autorin yazar pseudo nombre nome nom login handle fullname uname persona yazan kisi authorname""",
)
_role(
    NAME,
    """name fn nick nickname username screenname displayname pseudo nombre nome nom handle fullname
 uname authorname yazar login navn namn nimi imie jmeno meno ime isim nume nev naam onoma isim firma firmante""",
)
_role(
    DATE,
    """date time datetime timestamp published updated datum fecha data created when ago day
 postdate posttime createdat pubdate clock zeit datestamp tarih hora heure moment posted age dato tid aika paiva cas czas zaman vreme uhrzeit datetimes timeago timesince""",
)
_role(
    BODY,
    """body content text txt texte texto testo inhalt message msg description desc excerpt
 prose said quote copy words markdown richtext summary contents posttext posttextbody bubble mensaje contenu contenido
 contenuto corpo cuerpo corps nachricht tekst tresc zawartosc icerik yorummetni html paragraph article statement tekst tresc sisalto obsah innehall indhold sadrzaj tartalom kropp cuerpo soderzhanie wpis testo textes corps""",
)
_role(
    META,
    """meta metadata header head info information details footer foot submitted infos
 bar headline kopf top bottom intro caption data credits subline attribution legend""",
)
_role(
    TOOLS,
    """reply tools tool actions action share sharing like likes liked vote votes voting voter rating rate
 karma report flag edit delete button buttons btn controls control links toolbar moderation abuse
 recommend quote upvote downvote thumbs score menu dropdown options option admin respond repondre responder
 antworten signaler alerter melden social points reactions emoji favorite bookmark utility replylink ops operations
 up down awaiting notice alert cancel more toggle expand collapse readmore dislike dislikes status""",
)
_role(
    AVATAR,
    """avatar avatars photo gravatar thumb thumbnail thumbnails userpic userpicture pic picture image img icon
 portrait mugshot userphoto userimg""",
)
_role(TITLE, "title subject heading betreff titre titulo titolo topic sujet oggetto asunto")
_FORMS = _words("""form respond formular formulaire formulario commentform editor captcha
addcomment postcomment leavecomment writecomment login signin register""")
_role(
    PINGS,
    """pingback pingbacks trackback trackbacks ping pings webmention webmentions linkback
 linkbacks backlink backlinks pinglist trackbacklist refback refbacks""",
)
_role(PERMALINK, "permalink anchor bookmark number num nr no index id counter floor")
_role(COUNT, "count counts counter total amount anzahl nb nbr")
_role(
    REPLY_TO,
    "replyto inreplyto replyingto inresponse replytarget parentlink parentauthor recipient",
)
_role(
    BADGE,
    """badge badges role rank label tag status level staff verified subscriber membership type
 reputation memberstatus says""",
)
_role(
    NESTED,
    "children replies subcomments nested indented indent child thread branch responses answers kids",
)
_NOISE = _words("""
related teaser teasers popular trending recommended recommendation recommendations newsletter
breadcrumb breadcrumbs nav navigation navbar menu testimonial testimonials ticker liveticker
liveblog product products shop cart promo sponsored advertisement advert cookie cookies
blogroll toc pagination pager paginator latest recent recents topics archives calendar tagcloud
carousel slider gallery banner similar readnext events event listing headlines news livefeed
aboutauthor authorbox authorbio biography bio faq pricing crosslinks mostread mostpopular social tweets twitter
recentcomments latestcomments lastcomments recentcomment
""")
#: Those that tell lists of other posts' comments from the comments of this one.
_STALE = _words("""recent recents latest last popular related teaser teasers top mostpopular
recentcomments latestcomments lastcomments recentcomment""")
_SOFT = _words("sidebar widget widgets aside panel module sidenav rail secondary")
#: Words that say nothing of the role: the one before them is asked.
_SCAFFOLD = _words("""
inner outer wrap wrapper wrapped container box block area section holder group row col column
left right main first last odd even alt line span div p li ul ol dl dt dd td tr a new old
item unit node card single cell part side center middle full clearfix clear cf fix style
styled default the of and to in is has with for on view js el element module component layout
level depth small large big primary secondary link links url list one two three text single
""")
_LISTS = _words(
    "list lists area section wrap wrapper container thread threads block box holder group feed stream tree loop items body content all page pane panel region tab display view entries table ul ol dl log module component widget root main index"
)
_ITEMS = _words(
    "item entry row card single node unit wrap wrapper container box block li post el element body main inner content holder one element level depth singular cell module component tr div p message record teaser thread data bubble id main article full"
)
_TARGETS = frozenset(
    (
        ("reply", "to"),
        ("replying", "to"),
        ("in", "reply"),
        ("response", "to"),
        ("responding", "to"),
        ("answer", "to"),
        ("replied", "to"),
    )
)
_TERMS = {
    "author": AUTHOR,
    "creator": AUTHOR,
    "datepublished": DATE,
    "datecreated": DATE,
    "commenttime": DATE,
    "date": DATE,
    "created": DATE,
    "text": BODY,
    "commenttext": BODY,
    "reviewbody": BODY,
    "encoded": BODY,
    "comment": COMMENT | RECORD,
    "usercomments": COMMENT | RECORD,
    "review": RECORD,
}
_STATE = re.compile(
    r"^(?:even|odd|alt|first|last|byuser|bypostauthor|parent|no-?\w*|has-\w+|with-\w+|is-\w+"
    r"|(?:thread|comment)-(?:even|odd|alt)|depth-?\d*|level-?\d*|clearfix|cf|row|hidden|visible)$"
)
_SPLIT = re.compile(r"[^a-zA-Z\u00c0-\uffff]+|(?<=[a-z])(?=[A-Z])")
_GLUED = re.compile(
    r"^(comments?|cmt|commentaires?|comentarios?|kommentare?|reply|replies|post|user|author|message|msg)"
    r"(list|body|text|content|author|meta|metadata|date|time|info|head|header|footer|foot|form|box|wrap"
    r"|wrapper|area|link|links|item|entry|container|name|number|num|count|title|avatar|pic|tools"
    r"|actions|section|thread|block|holder|data|by|er|content|id|row|s)$"
)
_DIGITS = re.compile(r"\d+")
_FOLD = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõúùûüçñśćńźżłąęőűşğıİšžčřťďň",
    "aaaaaaeeeeiiiiooooouuuucnscnzzlaeousgiiszcrtdn",
)


@lru_cache(maxsize=1 << 14)
def split(name: str) -> tuple[str, ...]:
    """The words of a class name or id, lower case, accents folded, digits gone."""
    out: list[str] = []
    for word in _SPLIT.split(name):
        word = word.lower().translate(_FOLD)
        if not word:
            continue
        glued = _GLUED.match(word)
        if glued and word not in _ROLE and word not in _PLAIN:
            out += glued.groups()
        else:
            out.append(word)
    return tuple(out)


@lru_cache(maxsize=1 << 14)
def token_marks(token: str) -> int:
    """The bits that one class name or id stands for."""
    if _STATE.match(token):
        return 0
    scripted = token[:3].lower() in ("js-", "js_")  # such names say what a script does
    words = split(token[3:] if scripted else token.lstrip("#"))
    if not words:
        return 0
    marks = 0
    plain = any(word in _PLAIN for word in words)
    comment = plain or any(word in _SINGULAR or word in _PLURAL for word in words)
    if plain:
        marks |= COMMENT
    if comment:
        marks |= _record_or_thread(words, plain)
    if not scripted:
        marks |= REPLY_TO if _names_target(words) else _roles(words, comment)
    if any(word in (_STALE if plain else _NOISE) for word in words):
        marks |= NOISE
    if words[-1] in _SOFT or words[0] in _SOFT:
        marks |= SOFT
    if any(_ROLE.get(word, 0) & PINGS for word in words):
        marks |= PINGS
        if words[-1].endswith("s") or words[-1] in _LISTS:
            marks |= THREAD
    if words[-1] in _FORMS or (comment and any(w in _FORMS for w in words)):
        marks |= FORM
    return marks


def _record_or_thread(words: tuple[str, ...], plain: bool) -> int:
    """Whether a name with a comment word in it is that of one comment or of many."""
    rest = [w for w in words if w not in _SINGULAR and w not in _PLURAL]
    many = any(w in _PLURAL for w in words)
    marks = 0
    if (
        plain
        and (many or any(w in _LISTS for w in rest))
        and all(w in _LISTS or w not in _ROLE for w in rest)
    ):
        marks |= THREAD
    known = [w for w in rest if w in _ROLE or w in _LISTS or w in _ITEMS or w in _NOISE]
    if not many and all(w in _ITEMS for w in known):
        marks |= RECORD
    return marks


def _names_target(words: tuple[str, ...]) -> bool:
    """Whether a name is that of the one who is answered: reply-to, in-reply-to, replyto-author."""
    return any(_ROLE.get(word, 0) & REPLY_TO for word in words) or any(
        pair in _TARGETS for pair in zip(words, words[1:], strict=False)
    )


def _roles(words: tuple[str, ...], comment: bool) -> int:
    for word in reversed(words):
        role = _ROLE.get(word, 0)
        if role:
            # "message" alone is a body, "comment-message" too; "comment" is a record, no body.
            return role
        if word in _SCAFFOLD:
            continue
        return 0
    return 0


@lru_cache(maxsize=1 << 14)
def marks_of(names: str) -> int:
    """The bits for a class attribute."""
    marks = 0
    for token in names.split():
        marks |= token_marks(token)
    return marks & ~(AUTHOR | NAME) if marks & REPLY_TO else marks


@lru_cache(maxsize=1 << 12)
def semantic_marks(said: str) -> tuple[int, str]:
    """The bits for microdata or RDFa terms (schema.org, SIOC, Dublin Core), and a class name."""
    marks = 0
    name = ""
    for term in said.split():
        term = term.rpartition("/")[2].rpartition(":")[2].lower()
        marks |= _TERMS.get(term, 0)
        if term in ("comment", "usercomments"):
            name = "schema-comment"
        elif term == "review":
            name = "schema-review"
    return marks, name


def shape(name: str) -> str:
    """A class name or id with its digits out, so that numbered ones are alike."""
    return _DIGITS.sub("#", name)


def id_marks(ident: str) -> int:
    """The bits for an id."""
    return token_marks(shape(ident))
