"""The language of a page: what it declares, unless its words plainly say otherwise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

#: So much of a sample is looked at.
_SAMPLE = 3000
#: Votes that tell a language where nothing is declared.
_ENOUGH = 2
#: Votes, and times the votes of the declared language, that overrule it.
_PLENTY, _MARGIN = 3, 2.5

_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-.*)?")
#: Tags that name no language (ISO 639-2, and templates' leavings).
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "xx", "xxx", "lang", "any", "all", "www"})
#: Older or three-letter names, and names by country that templates use for the language.
_RENAMED = {
    "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "eng": "en", "ger": "de", "deu": "de",
    "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "dut": "nl", "nld": "nl",
    "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "pol": "pl", "cze": "cs", "ces": "cs",
    "hun": "hu", "rus": "ru", "ukr": "uk", "tur": "tr", "ara": "ar", "heb": "he", "jpn": "ja",
    "chi": "zh", "zho": "zh", "kor": "ko", "jp": "ja", "cn": "zh", "cz": "cs", "dk": "da",
    "gr": "el", "ua": "uk", "kr": "ko",
}  # fmt: skip
#: Languages that a vote over a few words cannot tell apart: the declared one stands.
_FAMILIES = (
    frozenset({"nb", "nn", "no", "da"}),
    frozenset({"hr", "sr", "bs", "sh", "me", "cnr", "sl"}),
    frozenset({"id", "ms"}),
    frozenset({"es", "gl", "ast"}),
    frozenset({"pt", "gl"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"zh", "yue", "wuu"}),
    frozenset({"nl", "af"}),
)
#: Scripts by their first and last letter: the usual language, and all that are written so.
_CYRILLIC = frozenset(
    {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "ba", "cv"}
)
_ARABIC = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd"})
_INDIC = frozenset({"hi", "mr", "ne", "sa"})
_HAN = frozenset({"zh", "ja", "ko", "yue", "wuu"})
_SCRIPTS: tuple[tuple[str, str, str, frozenset[str]], ...] = (
    ("A", "\u02af", "", frozenset()),
    ("\u0370", "\u03ff", "el", frozenset({"el"})),
    ("\u0400", "\u052f", "ru", _CYRILLIC),
    ("\u0531", "\u058f", "hy", frozenset({"hy"})),
    ("\u0591", "\u05ea", "he", frozenset({"he", "yi"})),
    ("\u0620", "\u06ff", "ar", _ARABIC),
    ("\u0900", "\u097f", "hi", _INDIC),
    ("\u0980", "\u09fe", "bn", frozenset({"bn", "as"})),
    ("\u0b80", "\u0bff", "ta", frozenset({"ta"})),
    ("\u0c00", "\u0c7f", "te", frozenset({"te"})),
    ("\u0e01", "\u0e4e", "th", frozenset({"th"})),
    ("\u10a0", "\u10ff", "ka", frozenset({"ka"})),
    ("\u1e00", "\u1eff", "", frozenset()),
    ("\u1f00", "\u1fff", "el", frozenset({"el"})),
    ("\u3041", "\u30fe", "ja", frozenset({"ja"})),
    ("\u3400", "\u9fff", "zh", _HAN),
    ("\uac00", "\ud7a3", "ko", frozenset({"ko"})),
)
_FIRST_LETTERS = [first for first, _, _, _ in _SCRIPTS]
_WRITTEN_IN = {usual: languages for _, _, usual, languages in _SCRIPTS}
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")

#: Letters that few languages have: each one met counts like a word that these share.
_LETTERS = {
    "ß": "de", "ä": "de fi sv sk et", "ö": "de fi sv tr hu et", "ü": "de tr hu et",
    "ç": "fr pt ca tr", "œ": "fr", "ê": "fr pt vi", "ñ": "es gl eu", "¿": "es", "ò": "it ca vi",
    "ã": "pt vi", "õ": "pt et vi", "å": "sv da nb", "ø": "da nb", "æ": "da nb is", "ð": "is",
    "þ": "is", "ł": "pl", "ż": "pl", "ś": "pl", "ą": "pl lt", "ę": "pl lt", "ř": "cs", "ě": "cs",
    "ů": "cs", "ľ": "sk", "ô": "sk fr vi", "ŕ": "sk", "ő": "hu", "ű": "hu", "ș": "ro", "ț": "ro",
    "ţ": "ro", "ă": "ro vi", "î": "ro fr", "đ": "hr vi", "ć": "hr pl", "ğ": "tr", "ı": "tr",
    "ş": "tr ro", "ơ": "vi", "ư": "vi", "·": "ca", "ė": "lt", "ų": "lt", "ū": "lt lv", "ā": "lv",
    "ē": "lv", "ī": "lv", "ņ": "lv", "ë": "sq nl", "ы": "ru be", "э": "ru be", "ё": "ru be",
    "і": "uk be", "ї": "uk", "є": "uk", "ґ": "uk", "ў": "be", "ј": "sr mk", "љ": "sr mk",
    "њ": "sr mk", "ћ": "sr", "ђ": "sr", "ѓ": "mk", "ќ": "mk", "ѕ": "mk", "ъ": "bg ru",
    "щ": "bg ru uk", "پ": "fa ur", "گ": "fa ur", "چ": "fa ur", "ژ": "fa", "ٹ": "ur", "ڈ": "ur",
    "ے": "ur", "ة": "ar",
}  # fmt: skip

#: The commonest short words; a word that several languages share counts in part for each.
_WORDS = {
    "en": """
    the and of to in is that it was for on with as are this have you be not but they what from by
    at or an my we his her there which would about been has had your just
    """,
    "de": """
    der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
    werden aus er hat dass sie nach wird bei ich wir aber noch nur oder wenn schon sind mal
    """,
    "fr": """
    de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont
    avec son je vous nous mais ou même comme cette tout aux été avait bien être
    """,
    "es": """
    de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o
    este sí porque esta entre cuando muy sin sobre también me hasta hay donde todo es son
    """,
    "it": """
    di e il la che in un per del è non una con sono dei le si da gli alla più nel anche come ma ha
    al della lo questo mi se cosa perché io molto quando essere ho sul tutti hanno delle
    """,
    "pt": """
    de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele
    das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso você
    """,
    "nl": """
    de het een en van ik te dat die in is niet zijn op aan met als voor er maar om hem dan zou of
    wat mijn men dit zo door over ze bij ook tot je naar uit der wel nog heb hij geen werd
    """,
    "sv": """
    och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke
    mig du henne då sin nu har inte hans honom skulle när vad från bara eller alla här också
    """,
    "da": """
    og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi
    min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal blev også
    efter meget noget synes være kan selv hvis ved alle dig altså
    """,
    "nb": """
    og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett har om
    vi min ha hadde hun nå over da fra du sin man kan hans hva skal noen noe også etter mye hvis
    """,
    "fi": """
    ja on ei se että hän oli joka ovat mutta kun niin myös kuin jos tai sen minä olen vain nyt
    sitä ole mitä tämä ollut siitä siinä kanssa vielä olla voi tämän sitten jo mukaan koska
    """,
    "pl": """
    i w nie na się z do to że jest o a jak po co tak za od ale jego przez czy tym był tylko mnie
    jej może już tego dla być są aby które więc oraz bardzo jeszcze kiedy przy
    """,
    "cs": """
    a se na v je že to s z do o i ve jako si ale jsem za by tak po k jsou které pro není byl jeho
    nebo také až od při už když jen který která bylo však kde mi co jak být ještě protože velmi
    musí ne jsme jsi může dnes
    """,
    "sk": """
    a sa na v je že to s z do o aj vo ako si ale som za by tak po k sú ktoré pre nie bol jeho
    alebo tiež až od pri už keď len ktorý ktorá bolo však kde mi čo byť ešte môže podľa pretože
    veľmi musí sme iba dnes nás
    """,
    "hu": """
    a az és hogy nem is egy van volt meg ez azt csak de ha el már mint még sem én ki kell lehet
    vagy minden ezt majd nagyon úgy mert pedig itt ami azért mit után nagy nincs
    """,
    "ro": """
    și de în a la cu nu o pe să că din este un care mai pentru sunt ce am au se fost fi dar lui mi
    foarte ca sau prin când dacă după ai îi fără doar lor asta între şi
    """,
    "hr": """
    i u je se na da su za od s što ne bi o ili kao ali će koji koja nije sam samo kako još sve ima
    biti bio prema jer te nakon više gdje ovo svoj toga vrlo kad bih možda ja ti
    """,
    "sr": """
    и у је се на да су за од са што не би о или као али ће који која није сам само како још све
    има бити био према јер те после више где ово
    """,
    "sl": """
    je in v se na da za so ki ne pa s z tudi bi kot po od še le o pri ali kaj če sem ga bil kako
    samo že ni bilo lahko med več ko ker zelo to
    """,
    "tr": """
    ve bir bu da de için ile çok daha ne o gibi ama var olarak kadar olan ben en sonra ki mi değil
    her olduğu ya diye yok şey kendi nasıl bana sen onun veya hiç
    """,
    "id": """
    yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa
    ada mereka lebih kita sudah atau saat oleh sebagai anda aku kami telah apa seperti
    """,
    "vi": """
    và của là có không được cho một những các trong với người này đã đến để khi tôi thì ở từ như
    anh nhưng cũng vì nếu ra bạn rất lại mà làm mình
    """,
    "ca": """
    de la i el que a en els per un amb del les una és no es al com més però són aquest aquesta
    seva va hi ha ho molt també quan sense o si perquè fins tot dels em jo li pot
    """,
    "eu": """
    eta da ez bat du ere dira izan zen dut egin baina den hau edo baino dago ditu zuen hori bere
    gure nire beste ditut gabe oso dute zer nola bada
    """,
    "gl": """
    de a que o e do da en un para é con non unha os no se na por máis as dos como pero foi ao súa
    ou ser cando moi xa está eu tamén só pola ata isto
    """,
    "lt": """
    ir kad tai yra į iš su ne bet kaip buvo o aš tik jau ar dar per man jis po už nuo jo savo mes
    labai kai jei gali viskas apie čia prie taip
    """,
    "lv": """
    un ir ka no ar uz par es bet kā tas nav jau to lai arī vai man tikai var bija kas pie pēc vēl
    tā ja viņš mēs ļoti kad savu šo tad
    """,
    "et": """
    ja on ei et ta see oli ma kui aga ka oma mis ning nii või siis kes olen seda mida ole pole
    välja veel juba nagu kõik selle väga
    """,
    "is": """
    og að í er á það sem ég ekki við um með var hann en þetta til af fyrir hún eru svo eða þegar
    þá hafa bara mig frá hefur
    """,
    "sq": """
    dhe në të e një për nuk që me është nga si por unë më ka se ajo ai do kjo ky shumë janë edhe
    këtë kur mund
    """,
    "af": """
    die en van in is nie het dat ek om te vir n op met sy hy wat as aan maar was sal ons by jy
    baie ook my julle hulle
    """,
    "ru": """
    и в не на что я с он как это по но из у за то к все так его от вы же бы а о для мы только меня
    было еще мне если они уже или когда есть был очень
    """,
    "uk": """
    і в не на що я з він як це по але із у за то до все так його від ви же б а о для ми тільки
    мене було ще мені якщо вони вже або коли є був дуже та й
    """,
    "bg": """
    и в не на че да се за от е са с по но това как си ще като аз до или го ми има което при много
    беше няма той един те само вече още
    """,
    "mk": """
    и во не на дека да се за од е со по но ова како си ќе јас до или го ми има што при многу беше
    нема тој еден тие само уште
    """,
    "be": """
    і ў не на што я з ён як гэта па але за то да ўсё так яго ад вы ж бы а для мы толькі мяне было
    яшчэ мне калі яны ўжо або быў вельмі
    """,
    "ar": """
    في من على أن إلى هذا لا ما التي الذي مع عن هذه كان كل قد أو بعد لم بين ذلك أنا هو هي
    """,
    "fa": """
    در به از که این را با است برای آن یک خود تا کرد بر هم نیز می شود من ما بود اما هر شما
    """,
    "ur": """
    کے میں کی ہے اور سے کا کو اس نے پر یہ کہ ہیں نہیں بھی ایک تو ہی وہ
    """,
}


class _Vote(NamedTuple):
    """The likeliest language; the votes of all; those that the script allows, if it tells."""

    language: str
    scores: dict[str, float]
    allowed: frozenset[str] | None


def language_of(declared: str | None, sample: str) -> str | None:
    """The BCP 47 tag of a page: primary language, with the region where it was declared.

    ``declared`` is what the page or its feed says, ``sample`` text of it. Templates often declare
    ``en-US`` on pages in other languages, so the commonest words and the script of the sample
    overrule a declaration that they plainly contradict, and stand in for a missing one. None where
    nothing tells. Never raises; looks at the first 3000 characters.
    """
    tag = _tag(declared)
    vote = _voted(sample[:_SAMPLE])
    if vote is None:
        return tag
    score = vote.scores.get(vote.language, 0.0)
    if tag is None:
        return vote.language if vote.allowed or score >= _ENOUGH else None
    primary = tag.partition("-")[0]
    if primary == vote.language or _related(primary, vote.language):
        return tag
    if vote.allowed and primary not in vote.allowed:
        return vote.language
    needed = _PLENTY + _MARGIN * vote.scores.get(primary, 0.0)
    return vote.language if score >= needed else tag


def _tag(declared: str | None) -> str | None:
    found = _TAG.fullmatch((declared or "").strip().replace("_", "-").lower()[:35])
    if found is None or found[1] in _NO_LANGUAGE:
        return None
    primary = _RENAMED.get(found[1], found[1])
    parts = [primary, (found[2] or "").title(), (found[3] or "").upper()]
    return "-".join(part for part in parts if part)


def _related(one: str, other: str) -> bool:
    return any(one in family and other in family for family in _FAMILIES)


def _voted(sample: str) -> _Vote | None:
    beyond = set(_BEYOND_ASCII.findall(sample))
    script = _script(sample) if any(map(_is_of_script, beyond)) else None
    allowed = _WRITTEN_IN[script] if script else None
    small = sample.lower()
    scores: defaultdict[str, float] = defaultdict(float)
    for letter in set("".join(beyond).lower()).intersection(_LETTERS):
        _count(scores, _LETTERS[letter].split(), 1)
    table = _table()
    for word, count in Counter(_WORD.findall(small)).items():
        # Repetition says less than variety: a menu repeats, a text varies.
        if word in table:
            _count(scores, table[word], min(count, 3))
    ranked = [
        (score, language)
        for language, score in scores.items()
        if allowed is None or language in allowed
    ]
    language = max(ranked)[1] if ranked else script
    return _Vote(language, scores, allowed) if language else None


def _count(scores: defaultdict[str, float], languages: Sequence[str], votes: int) -> None:
    share = votes / len(languages)
    for language in languages:
        scores[language] += share


def _is_of_script(letter: str) -> bool:
    """Whether a letter is of one of the scripts other than Latin."""
    place = bisect_right(_FIRST_LETTERS, letter) - 1
    return place > 0 and letter <= _SCRIPTS[place][1] and _SCRIPTS[place][2] != ""


def _script(sample: str) -> str | None:
    """The usual language of the script that most letters are of; None for Latin or no letters."""
    counts: Counter[str] = Counter()
    for letter, count in Counter(sample).items():
        place = bisect_right(_FIRST_LETTERS, letter) - 1
        if place >= 0 and letter <= _SCRIPTS[place][1] and letter.isalpha():
            counts[_SCRIPTS[place][2]] += count
    latin = counts.pop("", 0)
    if not counts:
        return None
    usual, count = counts.most_common(1)[0]
    # Pages in every script have names and a template in Latin letters; an ideograph is a word.
    weight = 5 if usual in ("ja", "zh", "ko") else 2
    if count < _ENOUGH or count * weight < latin:
        return None
    return "ja" if usual == "zh" and counts["ja"] * 10 > count else usual


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(_WORD.findall(words)):
            table[word] = (*table.get(word, ()), language)
    return table
