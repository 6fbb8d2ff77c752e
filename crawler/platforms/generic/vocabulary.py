"""The vocabulary of class names and ids that many products and hand-made themes share."""

from __future__ import annotations

from crawler.platforms.generic.flags import (
    AUTHOR,
    AVATAR,
    BADGE,
    BODY,
    COMMENT,
    COUNT,
    DATE,
    META,
    NAME,
    NESTED,
    PERMALINK,
    PINGS,
    RECORD,
    REPLY_TO,
    TITLE,
    TOOLS,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SINGULAR = _words("""
comment cmt cmnt comm komment kommentar comentario commentaire commento comentari reactie
reaktion reaction response reply yorum komentarz komentar koment komentaras antwort reponse
respuesta resposta risposta odpowiedz opinion review message msg mensaje mensagem messaggio
nachricht bericht post entry testimony feedback annotation remark mention pinglet forumpost
commt commentary answer wpis kommentti hozzaszolas comentariu guestbookentry gbentry odgovor
ergaenzung
""")
PLURAL = _words("""
comments cmts cmnts comms commts coms komments kommentare kommentarer comentarios commentaires
commenti comentaris reacties reaktionen reactions responses replies yorumlar komentarze
komentare komentari antworten reponses respuestas respostas risposte odpowiedzi opinions reviews
messages discussion discussions conversation guestbook gaestebuch feedbacks commentlist
annotations forum debate hilo debat diskussion talkback talkbacks shoutbox komentarai kommentit
hozzaszolasok gastenboek mentions answers disqus livredor gbook ergaenzungen
""")
#: Words that name comments beyond doubt; the others need company.
PLAIN = _words("""
comment comments cmt cmts cmnt cmnts commt commts coms komment komments kommentar kommentare
kommentarer comentario comentarios commentaire commentaires commento commenti comentari
comentaris reactie reacties yorum yorumlar komentarz komentarze komentar komentari komentare
koment talkback talkbacks guestbook gaestebuch gastenboek commentlist komentaras komentarai
kommentti kommentit hozzaszolas hozzaszolasok comentariu livredor ergaenzung ergaenzungen
""")
ROLE: dict[str, int] = {}


def _role(bit: int, text: str) -> None:
    for word in text.split():
        ROLE[word] = ROLE.get(word, 0) | bit


_role(
    AUTHOR,
    """
author authors user users poster reviewer reviewers sender commenter commentator commenters
writer by byline vcard hcard auteur autor autore usuario utilisateur utente benutzer uzytkownik
creator nickname nick who owner member from person identity screenname displayname signature
forfatter forfattare tekija kirjoittaja szerzo pisatel avtor submitter profile hovercard
verfasser name names username fn autorin yazar pseudo nombre nome nom login handle fullname
uname persona yazan kisi authorname
""",
)
_role(
    NAME,
    """
name fn nick nickname username screenname displayname pseudo nombre nome nom handle fullname
uname authorname yazar login navn namn nimi imie jmeno meno ime isim nume nev naam onoma isim
firma firmante vnick
""",
)
_role(
    DATE,
    """
date time datetime timestamp published updated datum fecha data created when ago day postdate
posttime createdat pubdate clock zeit datestamp tarih hora heure moment posted age dato tid aika
paiva cas czas zaman vreme uhrzeit datetimes timeago timesince
""",
)
_role(
    BODY,
    """
body content text txt texte texto testo inhalt message msg description desc excerpt prose said
quote copy words markdown richtext summary contents posttext posttextbody bubble mensaje contenu
contenido contenuto corpo cuerpo corps nachricht tekst tresc zawartosc icerik yorummetni html
paragraph article statement tekst tresc sisalto obsah innehall indhold sadrzaj tartalom kropp
cuerpo soderzhanie wpis testo textes corps
""",
)
_role(
    META,
    """
meta metadata header head info information details footer foot submitted infos bar headline kopf
top bottom intro caption data credits subline attribution legend
""",
)
_role(
    TOOLS,
    """
reply tools tool actions action share sharing like likes liked vote votes voting voter rating
rate karma report flag edit delete button buttons btn controls control links toolbar moderation
abuse recommend quote upvote downvote thumbs score menu dropdown options option admin respond
repondre responder antworten signaler alerter melden social points reactions emoji favorite
bookmark utility replylink ops operations up down awaiting notice alert cancel more toggle
expand collapse readmore dislike dislikes status
""",
)
_role(
    AVATAR,
    """
avatar avatars photo gravatar thumb thumbnail thumbnails userpic userpicture pic picture image
img icon portrait mugshot userphoto userimg
""",
)
_role(TITLE, "title subject heading betreff titre titulo titolo topic sujet oggetto asunto")
FORMS = _words("""
form respond formular formulaire formulario commentform editor captcha addcomment
leavecomment writecomment login signin register
""")
_role(
    PINGS,
    """
pingback pingbacks trackback trackbacks ping pings webmention webmentions linkback linkbacks
backlink backlinks pinglist trackbacklist refback refbacks
""",
)
_role(PERMALINK, "permalink anchor bookmark number num nr no index id counter floor")
_role(COUNT, "count counts counter total amount anzahl nb nbr")
_role(
    REPLY_TO,
    "replyto inreplyto replyingto inresponse replytarget parentlink parentauthor recipient",
)
_role(
    BADGE,
    """
badge badges role rank label tag status level staff verified subscriber membership type
reputation memberstatus says location city country ville stadt wohnort herkunft ciudad citta
plaats vsys usertitle userrank rang grad joined postcount
""",
)
_role(
    NESTED,
    "children replies subcomments nested indented indent child thread branch responses answers"
    " kids",
)
NOISE_WORDS = _words("""
related teaser teasers popular trending recommended recommendation recommendations newsletter
breadcrumb breadcrumbs nav navigation navbar menu testimonial testimonials ticker liveticker
liveblog product products shop cart promo sponsored advertisement advert cookie cookies blogroll
toc pagination pager paginator latest recent recents topics archives calendar tagcloud carousel
slider gallery banner similar readnext events event listing headlines news livefeed aboutauthor
authorbox authorbio biography bio faq pricing crosslinks mostread mostpopular social tweets
twitter recentcomments latestcomments lastcomments recentcomment
""")
#: Those that tell lists of other posts' comments from the comments of this one.
STALE = _words("""
recent recents latest last popular related teaser teasers top mostpopular recentcomments
latestcomments lastcomments recentcomment
""")
SOFT_WORDS = _words("sidebar widget widgets aside panel module sidenav rail secondary")
#: Words that say nothing of the role: the one before them is asked.
SCAFFOLD = _words("""
inner outer wrap wrapper wrapped container box block area section holder group row col column
left right main first last odd even alt line span div p li ul ol dl dt dd td tr a new old item
unit node card single cell part side center middle full clearfix clear cf fix style styled
default the of and to in is has with for on view js el element module component layout level
depth small large big primary secondary link links url list one two three text single
""")
LISTS = _words(
    """
list lists area section wrap wrapper container thread threads block box holder group feed stream
tree loop items body content all page pane panel region tab display view entries table ul ol dl
log module component widget root main index
"""
)
ITEMS = _words(
    """
item entry row card single node unit wrap wrapper container box block li post el element body
main inner content holder one element level depth singular cell module component tr div p
message record teaser thread data bubble id main article full
"""
)
TARGETS = frozenset(
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
TERMS = {
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
