"""Where many blogs share one host: our own table, since the public suffix list knows few of them.

Sources: the services' own address forms; `docs/` says how to add one. Hosts are lower case.
"""

from __future__ import annotations

import re


def _hosts(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: ``NAME.HOST`` is a blog: the one label before HOST is its identity.
SUBDOMAIN_HOSTS = _hosts(
    """
    blogspot.com wordpress.com wpcomstaging.com typepad.com typepad.fr typepad.jp typepad.co.uk
    blogs.com livejournal.com dreamwidth.org insanejournal.com deadjournal.com journalfen.net
    greatestjournal.com blurty.com tumblr.com substack.com medium.com ghost.io squarespace.com
    weebly.com wixsite.com wix.com webs.com micro.blog bearblog.dev mataroa.blog prose.sh
    posthaven.com posterous.com soup.io svbtle.com postach.io hashnode.dev beehiiv.com
    buttondown.com write.as writeas.com pika.page smol.pub omg.lol blot.im cargo.site webflow.io
    notion.site super.site framer.website strikingly.com jimdo.com jimdofree.com jimdosite.com
    yolasite.com site123.me ucraft.net tilda.ws edublogs.org blogger.ba blogsome.com blogdrive.com
    modblog.com bravejournal.com blog-city.com multiply.com xanga.com vox.com spaces.live.com
    diaryland.com pitas.com tripod.com livedoor.blog github.io gitlab.io codeberg.page
    sourceforge.io netlify.app netlify.com pages.dev vercel.app now.sh surge.sh neocities.org
    nekoweb.org herokuapp.com glitch.me readthedocs.io fly.dev onrender.com web.app firebaseapp.com
    deno.dev render.com sdf.org tilde.team wikidot.com freeblog.hu blog.hu nolblog.hu blogger.hu
    over-blog.com over-blog.fr over-blog.org over-blog.net over-blog.it over-blog.es over-blog.de
    overblog.com canalblog.com hautetfort.com blogspirit.com unblog.fr eklablog.com eklablog.fr
    eklablog.net centerblog.net kazeo.com skyrock.com skyblog.com blog4ever.com blog4ever.net
    blog.lemonde.fr blogs.liberation.fr blogs.nouvelobs.com blog.mongenie.com zeblog.com free.fr
    pagesperso-orange.fr perso.sfr.fr fr.gd mabulle.com joueb.com viabloga.com 20six.fr twoday.net
    antville.org blogger.de blogg.de blog.de blogage.de kulando.de blogigo.de beeplog.de beeplog.com
    designblog.de blogspirit.net myblog.de blogworld.at blog.at blog.ch web-log.nl blogse.nl punt.nl
    skynetblogs.be seniorennet.be bloggen.be splinder.com iobloggo.com myblog.it blog.libero.it
    altervista.org blogosfere.it tumblr.it blogia.com lacoctelera.com lacoctelera.net bitacoras.com
    blogalia.com blogcindario.com ya.com wordpress.com.es  blogdiario.com nireblog.com
    miarroba.com zoomblog.com livejournal.es blog.uol.com.br zip.net blogs.sapo.pt blogs.sapo.ao
    blogger.com.br weblogger.com.br blig.ig.com.br blogg.se bloggplatsen.se bloggagratis.se
    webblogg.se bloggproffs.se spotlife.se blogg.no  vuodatus.net blogaaja.fi bloggaus.fi
    blogg.org blog.dk mono.net blox.pl blog.pl bloog.pl blogi.pl mylog.pl  blog.onet.pl
    eblog.pl jogger.pl blog.cz sblog.cz bloguje.cz blog.sk blog.sme.sk bloguje.sk blog.hr bloger.hr
    blogger.hr bloger.index.hr blog.rs mojblog.rs mojblog.hr blog.bg  pblogs.gr
    pathfinder.gr weblog.ro blog.com weblog.com.tr blogcu.com blog.com.tr azbuz.com diary.ru blog.ru
    liveinternet.ru ucoz.ru ucoz.com ucoz.net narod.ru ya.ru livejournal.ru dreamwidth.ru beon.ru
    blogs.mail.ru i.ua blox.ua persianblog.ir blogfa.com blogfa.ir mihanblog.com blogsky.com blog.ir
    parsiblog.com loxblog.com rozblog.com maktoobblog.com jeeran.com katib.org elaphblog.com
    israblog.co.il blogli.co.il tapuz.co.il hatenablog.com hatenablog.jp hateblo.jp hatenadiary.com
    hatenadiary.jp hatenadiary.org seesaa.net cocolog-nifty.com exblog.jp jugem.jp blog.jp
    doorblog.jp dreamlog.jp ldblog.jp publog.jp weblog.to bbs.fc2.com web.fc2.com at-ninja.jp
    blog.shinobi.jp tea-nifty.com way-nifty.com air-nifty.com txt-nifty.com moe-nifty.com
    at.webry.info blog.eonet.jp blog.so-net.ne.jp blog.ss-blog.jp o-oku.jp otemo-yan.net
    naturum.ne.jp blog.bai.ne.jp tistory.com egloos.com textcube.com blog.me pixnet.net blogbus.com
    blogcn.com blog.163.com blog.sohu.com blog.hexun.com blogchina.com bokee.com blogdriver.com
    blog.51cto.com iteye.com blogger.vn opera.com pantown.com exteen.com bloggang.com
    """
)

#: Labels before a host above that name the service, not a blog.
SERVICE_LABELS = _hosts(
    """
    www m en de fr es blog blogs help support status about static assets cdn api auth login signup
    accounts account profile profiles files media img images s0 s1 i0 i1 i2 stats developer
    developers dev forums forum news app mail
    """
)

#: FC2 numbers its servers: NAME.blog.fc2.com, NAME.blog12.fc2.com.
NUMBERED_HOST = re.compile(r"(?:.+\.)?(?P<name>[^.]+)\.(?P<server>blog\d*)\.fc2\.com")

#: ``HOST/NAME/`` is a blog: host to the pattern of the path's beginning that names it.
PATH_HOSTS: dict[str, re.Pattern[str]] = {}

_ONE = r"/(?P<name>[^/]+)"
_PATHS = {
    _ONE: """
    ameblo.jp blog.naver.com m.blog.naver.com blog.daum.net blog.livedoor.jp d.hatena.ne.jp
    plaza.rakuten.co.jp blog.goo.ne.jp blogs.yahoo.co.jp yaplog.jp note.com note.mu zenn.dev dev.to
    blog.csdn.net www.cnblogs.com cnblogs.com blog.roodo.com blog.udn.com blog.xuite.net
    blog.yam.com my.opera.com blog.sina.com.tw mypaper.pchome.com.tw scienceblogs.com
    freethoughtblogs.com scienceblogs.de weblogs.asp.net weblogs.java.net radio.weblogs.com
    weblogs.sqlteam.com geekswithblogs.net codebetter.com blogs.salon.com journals.aol.com
    journals.aol.co.uk blogs.law.harvard.edu blog.myspace.com members.tripod.com www.angelfire.com
    www.geocities.com geocities.com www.20six.co.uk www.20six.de www.myblog.de www.xanga.com
    blogs.mediapart.fr perso.wanadoo.fr perso.orange.fr blogs.technet.com blogs.sun.com
    blogs.oracle.com blogs.warwick.ac.uk blogs.discovermagazine.com blogs.scientificamerican.com
    blogs.nature.com www.jroller.com jroller.com community.livejournal.com users.livejournal.com
    blogs.perl.org use.perl.org www.advogato.org write.as hackernoon.com
    blogs.telegraph.co.uk my.telegraph.co.uk blogs.reuters.com blogs.wsj.com
    www.blogcatalog.com salon24.pl blogs.elpais.com blogs.20minutos.es lacomunidad.elpais.com
    blog.bitcomet.com blog.ifeng.com blog.people.com.cn hi.baidu.com space.sina.com.cn
    """,
    r"/(?P<name>@[^/]+|(?!m/|p/|tag/|search|me/|about|topics?/)[^/]+)": "medium.com www.medium.com",
    r"/(?P<name>@[^/]+)": "steemit.com hive.blog ecency.com peakd.com matters.town matters.news",
    r"/(?:users|community|~)/?(?P<name>[^/]+)": "www.livejournal.com livejournal.com",
    r"/(?:users|~)/?(?P<name>[^/]+)": "www.liveinternet.ru liveinternet.ru www.dreamwidth.org",
    r"/~(?P<name>[^/]+)": "www.diary.ru diary.ru",
    r"/pub/(?P<name>[^/]+)": "open.substack.com",
    r"/(?:blog/view/)?(?P<name>(?!dashboard|tagged|search|explore|login|register)[^/]+)":
        "www.tumblr.com tumblr.com",
    r"/b/(?P<name>[^/]+)|/(?P<plain>[^/]+)": "blogs.msdn.com blogs.msdn.microsoft.com",
    r"/blogs/(?P<name>[^/]+)": "www.patheos.com www.psychologytoday.com www.redstate.com"
        " www.kinja.com www.dailykos.com www.firstthings.com blogs.crikey.com.au",
    r"/blog/(?P<name>[^/]+)": "www.wretch.cc www.psychologytoday.com blog.nifty.com",
    r"/u/(?P<name>[^/]+)": "www.salon24.pl",
    r"/(?:site|view|a/[^/]+)/(?P<name>[^/]+)": "sites.google.com",
    r"/mail/(?P<name>[^/]+)": "blogs.mail.ru",
    r"/weblog/(?P<name>[^/]+)": "www.blogger.com.br",
}  # fmt: skip
for _pattern, _names in _PATHS.items():
    PATH_HOSTS.update(dict.fromkeys(_names.split(), re.compile(_pattern)))

#: Path hosts whose blogs have another, older or newer address: host to the identity's form.
RENAMED = {
    "www.livejournal.com": "{}.livejournal.com",
    "livejournal.com": "{}.livejournal.com",
    "community.livejournal.com": "{}.livejournal.com",
    "users.livejournal.com": "{}.livejournal.com",
    "www.dreamwidth.org": "{}.dreamwidth.org",
    "open.substack.com": "{}.substack.com",
    "www.tumblr.com": "{}.tumblr.com",
    "tumblr.com": "{}.tumblr.com",
    "www.diary.ru": "{}.diary.ru",
    "diary.ru": "{}.diary.ru",
    "www.medium.com": "medium.com/{}",
    "m.blog.naver.com": "blog.naver.com/{}",
    "www.cnblogs.com": "cnblogs.com/{}",
    "note.mu": "note.com/{}",
    "www.liveinternet.ru": "liveinternet.ru/users/{}",
    "liveinternet.ru": "liveinternet.ru/users/{}",
}

#: Hosts that hold no blog posts, nor do those below them, but for ``blog...`` and path hosts.
NOT_BLOGS = _hosts(
    """
    facebook.com twitter.com x.com t.co instagram.com youtube.com youtu.be vimeo.com dailymotion.com
    flickr.com imgur.com pinterest.com linkedin.com plus.google.com maps.google.com news.google.com
    translate.google.com images.google.com docs.google.com drive.google.com accounts.google.com
    play.google.com books.google.com scholar.google.com google.com bing.com duckduckgo.com yandex.ru
    wikipedia.org wikimedia.org wiktionary.org amazon.com amazon.co.uk amazon.de amazon.fr amazon.es
    amazon.it amazon.ca amazon.co.jp amzn.to ebay.com etsy.com imdb.com goodreads.com
    librarything.com gravatar.com creativecommons.org w3.org feedburner.com feeds.feedburner.com
    feedproxy.google.com statcounter.com sitemeter.com paypal.com apple.com itunes.apple.com
    spotify.com soundcloud.com last.fm digg.com delicious.com del.icio.us stumbleupon.com
    technorati.com addthis.com addtoany.com sharethis.com getpocket.com disqus.com intensedebate.com
    akismet.com profile.typepad.com blogger.com profiles.google.com photobucket.com giphy.com
    tinypic.com archive.org whatsapp.com wa.me t.me telegram.me tiktok.com snapchat.com twitch.tv
    patreon.com kickstarter.com gofundme.com change.org surveymonkey.com eventbrite.com meetup.com
    mozilla.org adobe.com microsoft.com googletagmanager.com google-analytics.com doubleclick.net
    googlesyndication.com wordpress.org gmpg.org jigsaw.w3.org validator.w3.org movabletype.org
    sixapart.com
    """
)
