"""Which language a page is in: its declaration against its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.language import language_of

#: One sentence a language, the way people comment.
SENTENCES = {
    "en": (
        "I think this is a very good point, but you have to remember that not "
        "everyone would agree with it."
    ),
    "de": (
        "Ich finde das eine sehr gute Idee, aber man muss auch daran denken, "
        "dass nicht alle das so sehen werden."
    ),
    "fr": (
        "Je pense que c'est une très bonne idée, mais il faut se rappeler que "
        "tout le monde ne sera pas d'accord avec nous."
    ),
    "es": (
        "Creo que es una idea muy buena, pero hay que recordar que no todos van "
        "a estar de acuerdo con ella."
    ),
    "it": (
        "Penso che sia una buona idea, ma bisogna ricordare che non tutti sono "
        "d'accordo con questa cosa."
    ),
    "pt": (
        "Acho que é uma ideia muito boa, mas não podemos esquecer que nem todos "
        "vão concordar com ela."
    ),
    "nl": (
        "Ik denk dat dit een heel goed idee is, maar je moet niet vergeten dat "
        "niet iedereen het ermee eens is."
    ),
    "sv": (
        "Jag tycker att det är en mycket bra idé, men man måste komma ihåg att "
        "alla inte håller med om den."
    ),
    "da": (
        "Jeg synes det er en rigtig god idé, men man skal huske at ikke alle er "
        "enige om det også efter ham."
    ),
    "nb": (
        "Jeg synes det er en veldig god idé, men man må huske at ikke alle er "
        "enige i det, så noen vil ha noe annet."
    ),
    "fi": (
        "Minusta tämä on hyvin hyvä ajatus, mutta on muistettava että kaikki "
        "eivät ole samaa mieltä ja se on niin."
    ),
    "pl": (
        "Myślę, że to jest bardzo dobry pomysł, ale trzeba pamiętać, że nie "
        "wszyscy się z nim zgodzą."
    ),
    "cs": (
        "Myslím, že je to velmi dobrý nápad, ale musíme si pamatovat, že ne "
        "všichni s ním budou souhlasit, protože je to tak."
    ),
    "sk": (
        "Myslím si, že je to veľmi dobrý nápad, ale treba si pamätať, že nie "
        "všetci s ním budú súhlasiť, aj keď sú tu."
    ),
    "hu": (
        "Azt hiszem, hogy ez egy nagyon jó ötlet, de nem szabad elfelejteni, "
        "hogy nem mindenki ért egyet."
    ),
    "ro": (
        "Cred că este o idee foarte bună, dar trebuie să ne amintim că nu toți "
        "vor fi de acord cu ea."
    ),
    "hr": (
        "Mislim da je to vrlo dobra ideja, ali treba imati na umu da se neće "
        "svi složiti s tim što je ovdje."
    ),
    "sl": (
        "Mislim, da je to zelo dobra ideja, ampak ne smemo pozabiti, da se vsi "
        "ne bodo strinjali z njo, ker ni tako."
    ),
    "tr": (
        "Bence bu çok güzel bir fikir ama herkes bu konuda aynı şekilde "
        "düşünmüyor, daha sonra da ne olacak."
    ),
    "id": (
        "Saya pikir ini adalah ide yang sangat bagus, tetapi kita tidak bisa "
        "lupa bahwa mereka juga ada di sini."
    ),
    "vi": "Tôi nghĩ đây là một ý tưởng rất hay nhưng không phải ai cũng đồng ý với điều này.",
    "ca": (
        "Crec que és una idea molt bona, però cal recordar que no tothom hi "
        "està d'acord amb això i amb els altres."
    ),
    "eu": (
        "Uste dut oso ideia ona dela, baina ez dugu ahaztu behar denak ez "
        "direla ados eta hori horrela da."
    ),
    "lt": (
        "Manau, kad tai yra labai gera mintis, bet reikia prisiminti, kad ne visi su ja sutiks."
    ),
    "lv": (
        "Es domāju, ka tā ir ļoti laba doma, bet jāatceras, ka ne visi tam "
        "piekritīs un tas nav viss."
    ),
    "et": (
        "Ma arvan et see on väga hea mõte, aga tuleb meeles pidada, et kõik ei ole sellega nõus."
    ),
    "ru": "Я думаю, что это очень хорошая идея, но надо помнить, что не все с ней согласятся.",
    "uk": "Я думаю, що це дуже добра ідея, але треба пам'ятати, що не всі з нею погодяться.",
    "bg": (
        "Мисля, че това е много добра идея, но трябва да помним, че не всички ще се съгласят с нея."
    ),
    "sr": (
        "Мислим да је то врло добра идеја, али треба имати на уму да се неће "
        "сви сложити са тим што је овде."
    ),
    "el": "Νομίζω ότι αυτή είναι μια πολύ καλή ιδέα.",
    "ar": (
        "أعتقد أن هذه فكرة جيدة جدا ولكن يجب أن نتذكر أن الجميع لن يوافق على "
        "ذلك في هذا الوقت من العام"
    ),
    "fa": (
        "فکر می کنم که این یک ایده بسیار خوب است اما باید به یاد داشته باشیم که "
        "همه با آن موافق نیستند"
    ),
    "he": "אני חושב שזה רעיון טוב מאוד",
    "hi": "मुझे लगता है कि यह बहुत अच्छा विचार है",
    "th": "ฉันคิดว่านี่เป็นความคิดที่ดีมาก",
    "ja": "これはとても良い考えだと思います",
    "zh": "我认为这是一个非常好的主意",
    "ko": "이것은 아주 좋은 생각이라고 생각합니다",
    "gl": (
        "Creo que é unha idea moi boa, pero non podemos esquecer que xa non "
        "todos van estar de acordo coa nosa."
    ),
    "is": (
        "Ég held að þetta sé mjög góð hugmynd en það má ekki gleyma því að við "
        "erum ekki öll á sama máli."
    ),
    "sq": (
        "Mendoj se kjo është një ide shumë e mirë, por nuk duhet të harrojmë që "
        "jo të gjithë janë dakord me këtë."
    ),
    "mk": (
        "Мислам дека ова е многу добра идеја, но мора да се сети човек дека не "
        "се сите согласни со неа и што ќе биде."
    ),
    "be": ("Я думаю, што гэта вельмі добрая ідэя, але трэба памятаць, што не ўсе з ёй пагодзяцца."),
    "ur": (
        "میرے خیال میں یہ ایک بہت اچھا خیال ہے لیکن ہمیں یاد رکھنا ہے کہ سب اس سے متفق نہیں ہیں"
    ),
}
#: What templates leave in English on pages of any language.
BOILERPLATE = (
    " Home About Contact Leave a Reply Comments Posted by Share Search Archives Powered by "
)


@pytest.mark.parametrize("language", SENTENCES)
def test_words_tell_the_language_where_nothing_is_declared(language: str) -> None:
    for nothing in (None, "", "  ", "und", "x-default", "lang", "%lang%"):
        assert language_of(nothing, SENTENCES[language]) == language


@pytest.mark.parametrize("language", SENTENCES)
def test_a_templates_english_is_overruled(language: str) -> None:
    expected = "en-US" if language == "en" else language
    assert language_of("en-US", BOILERPLATE + SENTENCES[language] * 3) == expected


@pytest.mark.parametrize("language", SENTENCES)
def test_a_true_declaration_keeps_its_region(language: str) -> None:
    assert language_of(f"{language}-XX", SENTENCES[language]) == f"{language}-XX"


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en-GB", "en-GB"),
        ("en_gb", "en-GB"),
        ("EN-us", "en-US"),
        ("de", "de"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("ger", "de"),
        ("no", "no"),
        ("de-DE-1996", "de-DE"),
        ("english", None),
        ("e", None),
        ("<b>", None),
    ],
)
def test_a_declaration_is_written_one_way(declared: str, tag: str | None) -> None:
    assert language_of(declared, "") == tag
    assert language_of(declared, "Ok! 12:05") == tag


def test_a_few_words_do_not_overrule_a_declaration() -> None:
    assert language_of("en-GB", "Die Zeit") == "en-GB"
    assert language_of("fr", "Nice! The best.") == "fr"
    assert language_of("de", "Привет") == "ru"


def test_a_quotation_in_another_language_does_not_overrule() -> None:
    text = SENTENCES["en"] * 3 + SENTENCES["de"]
    assert language_of("en-GB", text) == "en-GB"
    assert language_of(None, text) == "en"
    assert language_of("ja", SENTENCES["ja"] * 2 + SENTENCES["en"]) == "ja"


@pytest.mark.parametrize(
    ("declared", "written"),
    [("nn", "nb"), ("no", "nb"), ("bs", "hr"), ("ms", "id"), ("zh-HK", "zh"), ("da", "nb")],
)
def test_neighbours_are_left_to_the_declaration(declared: str, written: str) -> None:
    assert language_of(declared, SENTENCES[written]) == declared


def test_kana_among_many_ideographs_is_japanese() -> None:
    assert language_of(None, "東京都知事選挙結果速報について最新情報公開中です") == "ja"
    assert language_of("ja", "東京都知事選挙結果速報") == "ja"
    assert language_of(None, "東京都知事選舉結果速報") == "zh"


def test_nothing_tells_nothing() -> None:
    assert language_of(None, "") is None
    assert language_of(None, "12:05 :-) xyzzy") is None


def test_only_the_head_of_a_sample_is_looked_at() -> None:
    assert language_of(None, "x" * 3000 + SENTENCES["de"]) is None


@given(st.none() | st.text(), st.text())
def test_no_page_breaks_it(declared: str | None, sample: str) -> None:
    tag = language_of(declared, sample)
    assert tag is None or language_of(tag, "") == tag
