"""What is said to readers: every language file, and what happens where one is missing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import feedparser
import html5lib
import pytest
from support.builds import Build, build

from pelican_share_nudge.locales import (
    Phrase,
    available,
    direction,
    keys,
    match,
    phrases,
    pick,
    tag,
    words_of,
    words_of_all,
)
from pelican_share_nudge.pattern import names_in
from pelican_share_nudge.tables.networks import NETWORKS

EVERY = sorted(available())
PROMISED = set(
    "en de fr es it pt pt-BR nl da sv nb fi is pl cs sk hu ro bg uk ru el tr ar he fa hi zh-Hans zh-Hant ja ko id "
    "vi th ca eu".split()
)
NOT_SAID = ("abbreviations", "formal", "rules")
KINDS = "pass-on subscribe reply follow contact support read-next".split()


def file(language: str) -> dict[str, Any]:
    return tomllib.loads((files("pelican_share_nudge.locales") / f"{language}.toml").read_text(encoding="utf-8"))


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found


def texts(language: str) -> dict[str, str]:
    table = file(language)
    return flat({key: value for key, value in table.items() if isinstance(value, dict) and key not in NOT_SAID})


def formal_texts(language: str) -> dict[str, str]:
    return flat(file(language).get("formal", {}))


def every_text(language: str) -> list[tuple[str, str]]:
    return [*texts(language).items(), *formal_texts(language).items()]


def placeholders(text: str) -> frozenset[str]:
    return names_in(text)


def test_the_languages_that_are_promised_are_there() -> None:
    assert set(EVERY) >= PROMISED


def test_english_says_everything() -> None:
    parts = [f"cta.{kind}.{part}" for kind in KINDS for part in ("heading", "text", "action")]
    share = [f"share.{part}" for part in "label more on by save email copy copied sheet print quote quoted".split()]
    licence = [f"licence.{part}" for part in "adapt share free by nc sa other".split()]
    assert keys() == {*parts, *share, "email.subject", "email.sentence", "qr.address", "qr.show", *licence}
    assert all(text.strip() for key, text in texts("en").items() if key != "cta.read-next.text")


@pytest.mark.parametrize("language", EVERY)
def test_every_file_says_everything(language: str) -> None:
    english, found = texts("en"), texts(language)
    assert set(found) == keys()
    assert [key for key, text in found.items() if not text] == ["cta.read-next.text"]
    assert set(formal_texts(language)) <= keys()
    for key, text in every_text(language):
        assert isinstance(text, str)
        assert placeholders(text) == placeholders(english[key]), key


@pytest.mark.parametrize("language", EVERY)
def test_what_a_file_says_about_itself(language: str) -> None:
    table = file(language)
    assert isinstance(table["reviewed"], bool)
    about = {"reviewed", "territory", "abbreviations", "also", "miswritten"}
    assert set(table) <= about | {"rules", "share", "qr", "licence", "email", "cta", "formal"}
    assert re.fullmatch("[A-Z]{2}", table["territory"])


# Without them, rules know none of a language's words: a file says so with an empty list.
KNOWN_TO_RULES = {"vague_links", "closing_links", "reply_prefixes", "to_author", "to_friend"}
WITH_ENDS_OF_WORDS = {"to_author", "to_friend"}


@pytest.mark.parametrize("language", EVERY)
def test_every_file_says_which_words_rules_know(language: str) -> None:
    *_, (last, table) = file(language).items()
    assert last == "rules"  # What comes before is read without it.
    assert KNOWN_TO_RULES <= set(table) <= KNOWN_TO_RULES | {"todo_is_a_word_in"}
    for kind, words in table.items():
        assert len(words) == len(set(words)), kind
        for word in words:
            assert word.strip(), kind
            assert word == word.strip() or kind in WITH_ENDS_OF_WORDS, word
            assert word == unicodedata.normalize("NFC", word.lower()), word
            assert not re.search(r"\s\s|[|\\(\[*?^$]", word), word


@pytest.mark.parametrize("language", EVERY)
def test_links_that_say_nothing_are_told_in_several_ways_or_none(language: str) -> None:
    assert len(file(language)["rules"]["vague_links"]) not in (1, 2)


@pytest.mark.parametrize(
    ("language", "kind", "known", "unknown"),
    [
        ("de-AT", "vague_links", {"hier"}, {"click here"}),
        ("pt-BR", "vague_links", {"continuar lendo", "continuar a ler"}, {"aquí"}),
        ("pt", "vague_links", {"continuar lendo", "continuar a ler"}, {"aquí"}),
        ("zh-TW", "vague_links", {"点这里", "點這裡"}, {"ここ"}),
        ("no", "vague_links", {"les mer"}, {"læs mere"}),
        ("jp", "vague_links", {"ここ"}, {"here"}),
        ("nn", "to_friend", {" del "}, {" dela "}),
        # No file, no words: rules that fall back to English ask for it.
        ("xx", "vague_links", set(), {"here"}),
        ("", "vague_links", set(), {"here"}),
        ("th", "vague_links", set(), {"here"}),
    ],
)
def test_words_of_a_language(language: str, kind: Any, known: set[str], unknown: set[str]) -> None:
    found = words_of(language, kind)
    assert known <= found
    assert not found & unknown
    assert bool(found) == bool(known)


def test_words_of_all_languages() -> None:
    assert {"re", "aw", "返信"} <= words_of_all("reply_prefixes")
    assert words_of_all("to_friend") == {word for language in EVERY for word in words_of(language, "to_friend")}


@pytest.mark.parametrize("language", sorted(set(EVERY) - {"en"}))
def test_nothing_is_left_in_english(language: str) -> None:
    same = {key for key, text in texts(language).items() if text == texts("en")[key]}
    # Some languages have the quotation marks of English.
    assert same - {"share.quoted"} == {"email.subject", "cta.read-next.text", "cta.read-next.action"}


@pytest.mark.parametrize("language", EVERY)
def test_a_file_is_written_in_the_direction_of_its_language(language: str) -> None:
    strong = [
        kind for kind in map(unicodedata.bidirectional, texts(language)["share.label"]) if kind in ("L", "R", "AL")
    ]
    assert direction(language) == ("ltr" if set(strong) == {"L"} else "rtl")
    assert len(set(strong)) == 1


# A bar of nine buttons still fits a telephone, a call to action is read in one glance.
MOST = {
    **dict.fromkeys(("share.email", "share.copy", "share.copied", "share.more", "share.sheet", "share.print"), 28),
    **dict.fromkeys(("share.on", "share.by", "share.save"), 40),
    "share.label": 32,
    "share.quote": 32,
    "share.quoted": 11,  # the placeholder, two marks, and the blanks beside those
    "qr.address": 48,
    "qr.show": 28,
    **dict.fromkeys(("licence.adapt", "licence.share", "licence.free"), 80),
    **dict.fromkeys(("licence.by", "licence.nc", "licence.sa"), 52),
    "licence.other": 20,
    "email.subject": 20,
    "email.sentence": 80,
    "action": 28,
    "heading": 48,
    "text": 180,
}


@pytest.mark.parametrize("language", EVERY)
def test_texts_are_short_enough_for_their_place(language: str) -> None:
    for key, text in every_text(language):
        assert len(text) <= MOST[key.rpartition(".")[2] if key.startswith("cta.") else key], key


@pytest.mark.parametrize("language", EVERY)
def test_texts_are_set_with_care(language: str) -> None:
    for key, text in every_text(language):
        assert text == text.strip(), key
        assert not re.search(r"""["'`\n]|\.\.|\s\s|--""", text), key
        assert text == unicodedata.normalize("NFC", text), key
        assert text.count("„") == text.count("“") or key == "share.quoted", key


FOREIGN_MARKS = {
    "ar": r"[?,;]",
    "fa": r"[?,;]",
    "el": r"\?",
    "fr": r"[^\u202f][?!:;]",
    "hi": r"\.",
    "ja": r"[?!:;,.]",
    "th": r"[?!;,.]",
    "zh-Hans": r"[?!:;,.]",
    "zh-Hant": r"[?!:;,.]",
    # A space of its own before the dots, on the same line, where a whole word is left out.
    **dict.fromkeys(("da", "nb", "sv"), r"[^\u00a0]…"),
}


@pytest.mark.parametrize("language", FOREIGN_MARKS)
def test_marks_are_those_of_the_language(language: str) -> None:
    for key, text in every_text(language):
        assert not re.search(FOREIGN_MARKS[language], text), key


def test_spanish_questions_are_opened() -> None:
    assert [text for _, text in every_text("es") if text.count("¿") != text.count("?")] == []


# Languages in which readers are told Sie or du, and those in which they are always told the same. A new one need not
# stand here.
HAVE_TWO = "bg ca de el es et fi hu id it ko nl pl pt ro zh-Hans zh-Hant".split()
HAVE_ONE = "ar cs da en eu fa fr he hi hr is ja lt nb pt-BR ru sk sv th tr uk vi".split()


@pytest.mark.parametrize("language", HAVE_TWO)
def test_a_formal_text_is_there_and_another_one(language: str) -> None:
    formal = formal_texts(language)
    assert {key.split(".")[1] for key in formal} >= {"pass-on", "reply", "contact", "support"}
    assert [key for key, text in formal.items() if text == texts(language)[key]] == []


@pytest.mark.parametrize("language", HAVE_ONE)
def test_no_formal_texts_where_readers_know_no_difference(language: str) -> None:
    assert "formal" not in file(language)


@pytest.mark.parametrize("language", EVERY)
def test_the_mail_between_friends_is_the_same_on_a_formal_blog(language: str) -> None:
    for key in ("email.subject", "email.sentence"):
        assert phrases(language, formal=True)[key] == phrases(language)[key]


# Words that address somebody, in languages that have more than one way to do it.
ADDRESSES_SOMEBODY = {
    "bg": r"теб\w*|ти|ви|вас|вам",
    "ca": r"tu|et|vostè",
    "cs": r"tě|ti|tebe|tobě|vás|vám",
    "de": r"du|dich|dir|dein\w*|sie|ihnen|ihr\w*|euch",
    "el": r"σε|σου|εσένα|σας|εσάς",
    "es": r"tú|ti|te|usted|vos",
    "et": r"sin\w+|sulle|tei\w+",
    "eu": r"zu\w*|hi|hiri",
    "fa": r"تو|شما",
    "fi": r"sin\w+|te|teidä\w*|teitä",
    "fr": r"tu|te|toi|vous",
    "hi": "तू|तुम.*|आप.*",
    "hr": r"te|ti|tebe|vas|vam",
    "hu": r"te|téged|neked|ön\w*",
    "id": r"kamu|anda|\w+mu",
    "it": r"te|ti|tu|lei|le",
    "ja": r".*(です|ます)[：。]?",
    "ko": r".*(요|니다):?",
    "lt": r"tu|tave|tau|jūs|jus|jums",
    "nl": r"je|jij|jou|u|uw",
    "pl": r"ty|ci|ciebie|cię|tobie|pan\w*|państw\w*",
    "pt": r"tu|te|ti|si|você",
    "pt-BR": r"tu|te|você|senhor\w*",
    "ro": r"tu|te|tine|ție|dumnea\w+|vă",
    "ru": r"ты|теб\w+|вы|вас|вам",
    "sk": r"ťa|ti|teba|vás|vám",
    "th": ".*(คุณ|ท่าน).*",
    "tr": r"sen\w*|sana|siz\w*",
    "uk": r"ти|теб\w+|тобі|ви|вас|вам",
    "vi": r"bạn|anh|chị|em|mình|tôi",
    "zh-Hans": r".*[你您].*",
    "zh-Hant": r".*[你您].*",
}


@pytest.mark.parametrize("language", ADDRESSES_SOMEBODY)
def test_the_mail_between_friends_addresses_nobody(language: str) -> None:
    words = re.findall(r"[^\s,.:/]+:?", phrases(language)["email.sentence"].text.lower())
    assert words
    assert [word for word in words if re.fullmatch(ADDRESSES_SOMEBODY[language], word.rstrip(":"))] == []


# What is only said to somebody whom one knows; endings of verbs are left out.
SAID_TO_FRIENDS = {
    "bg": r"ти|теб|твой\w*",
    "ca": r"tu|et|t’\w+|teu",
    "de": r"du|dich|dir|dein\w*|abonniere|schreib",
    "el": r"σου|εσύ|εσένα",
    "es": r"tú|ti|te|tu",
    "et": r"sin\w+|sulle",
    "fi": r"sin\w+|mieleesi|tilaa|kirjoita",
    "hu": r"te|rajtad|neked|iratkozz",
    "id": r"kamu|rencanamu|menurutmu|buatmu",
    "it": r"tu|te|ti|iscriviti|scrivi",
    "nl": r"je|jij|jou\w*",
    "pl": r"ty|ci|ciebie|cię|tobie",
    "pt": r"tu|te|ti|contigo|\w+-te",
    "ro": r"tu|te|ție|tine|ți-a",
    "zh-Hans": r".*你.*",
    "zh-Hant": r".*你.*",
    "ko": r".*요",
}


@pytest.mark.parametrize("language", SAID_TO_FRIENDS)
def test_formal_texts_say_nothing_as_to_a_friend(language: str) -> None:
    changed = {key: text for key, text in texts(language).items() if key in formal_texts(language)}
    said_to_friends = [key for key, text in changed.items() if _said(text, SAID_TO_FRIENDS[language])]
    assert said_to_friends
    for key, phrase in phrases(language, formal=True).texts.items():
        assert _said(phrase.text, SAID_TO_FRIENDS[language]) == [], key


def _said(text: str, words: str) -> list[str]:
    return [word for word in re.findall(r"[\w’-]+", text.lower()) if re.fullmatch(words, word)]


# Nobody knows whether a blog has advertising or an account, sells data, costs something, reads what it is sent and
# prints it, is written by more than one, or by what it lives: words with which that was, or would be, said.
CLAIMS = {
    "ar": "إعلان|بيانات|خوارزمي|حساب|يكلّف|كل رد|أفضل|أخبرنا|معنا|قرّائها|لتصلك",
    "bg": r"реклам|данни|алгоритъм|профил|струва|всеки|най-добр|\bни\b|читателите|при теб|при Вас",
    "ca": r"publicitat|dades|algorisme|compte|costa|totes|millors|’ns\b|sols\b|el mantenen",
    "cs": r"reklam|data\b|algoritm|účt|nestojí|každou|nejlepší|\bnám|čtenáři\b|za vámi",
    "da": r"reklame|data\b|algoritme|konto|koster|alle svar|bedste|\bos\b|læserne|til dig\.",
    "de": r"werbung|daten\b|algorithm|konto|koste|jede antwort|beste|\buns|\bwir\b|lebt|von selbst|gelesen wird",
    "el": "διαφημ|δεδομένα|αλγόριθμ|λογαριασμ|κοστίζ|κάθε|καλύτερ|πες μας|πείτε μας|μόνες|αναγνώστες",
    "en": r"\bads?\b|advert|\bdata\b|algorithm|account|\bcosts?\b|\bfree\b|every|\bbest\b|\bus\b|\bour\b|\bwe\b"
    "|come to you|readers|always|promise|spam|within",
    "es": "publicidad|datos|algoritmo|sin cuenta|cuesta|todas|mejores|cuént[ae]nos|escríb[ae]nos|solas|sostienen",
    "et": r"reklaam|andme|algoritm|konto|ei maksa|\biga\b|parima|meile\b|juurde|lugejad",
    "eu": "iragarki|daturik|algoritmo|kontu|denbora|guztiak|onenak|iezaguzu|zuregana|irakurleei",
    "fa": "تبلیغ|داده|الگوریتم|حساب|هزینه|همهٔ|بهترین|برایمان|به دستتان|خوانندگان",
    "fi": "mainoks|tietoja|algoritm|tiliä|maksa|jokainen|parhaat|meille|luoksen|lukijat",
    "fr": "publicité|données|algorithme|compte|coûte|chaque|meilleur|-nous|viendront|ce blog vit",
    "he": "פרסומ|נתונים|אלגוריתם|חשבון|עולה|כל תגובה|הטובות|לנו|יגיעו|מחזיקים",
    "hi": "विज्ञापन|डेटा|एल्गोरिद्म|खाता|नहीं लगता|हर जवाब|सबसे|हमें|आप तक|सहारे",
    "hr": r"oglas|podatke|algorit|račun|stoji|svaki|najbolji|\bnam\b|\bnas\b|same\b|čitatelji",
    "hu": r"reklám|adatok|algoritmus|fiók|időbe|minden|legjobb|nekünk|jönnek|olvasói",
    "id": "iklan|data|algoritma|akun|gratis|semua|terbaik|kami|datang sendiri|pembacalah",
    "is": r"auglýsing|gögn|algrím|nýskráning|kostar|öll|bestu|okkur|koma til|lesendur",
    "it": r"pubblicità|\bdati\b|algoritm|account|costa|ogni|migliori|raccont|scrivici|\bci\b|da soli|grazie a chi",
    "ja": "広告|データ|アカウント|アルゴリズム|無料|すべて|よいもの|届きます|お届け|読者",
    "ko": "광고|데이터|알고리즘|계정|모두|대화|좋은 답글|찾아가|찾아갑|독자",
    "lt": r"reklam|duomen|algoritm|paskyr|kainuo|kiekvien|geriausi|\bmums\b|ateis|skaitytojai",
    "nb": r"reklame|\bdata\b|algoritme|konto|koster|alle svar|beste|\boss\b|til deg\.|leserne",
    "nl": r"advertent|gegevens|algoritm|account|kost\b|elke|beste\b|\bons\b|vanzelf|lezers",
    "pl": r"reklam|danymi|algorytm|\bkonta\b|kosztuje|każdą|najlepsze|\bnam\b|\bnami\b|czytamy|zaprasz|posłuch|same do",
    "pt": r"publicidade|dados|algoritmo|\bconta\b|custa|todas|melhores|cont[ae]-nos|connosco|vão ter|graças a quem",
    "pt-BR": r"anúncio|dados|algoritmo|\bconta\b|custa|toda\b|melhores|a gente|até você|graças a quem",
    "ro": r"reclame|\bdate\b|algoritm|\bcont\b|costă|fiecare|cele mai|-ne\b|vin la|cititorilor",
    "ru": r"реклам|данные|алгоритм|регистрац|стоит|каждый|лучшие|\bнам\b|\bнами\b|приходить|читателях",
    "sk": r"reklám|údaje|algoritm|účtu|nestojí|každú|najlepšie|\bnám\b|\bnami\b|čítame|za vami|čitatelia",
    "sv": r"reklam|\bdata\b|algoritm|konto|kostar|alla svar|bästa|\boss\b|till dig\.|läsarna",
    "th": "โฆษณา|ข้อมูล|อัลกอริทึม|บัญชี|ไม่เสีย|ทุกคำตอบ|ดีที่สุด|เรา|ไปถึง|คนอ่าน",
    "tr": r"reklam|veri|algoritma|üyelik|ücret|her yanıt|en iyi|\bbize\b|size gelsin|okurları",
    "uk": r"реклам|дані|алгоритм|обліков|коштує|кожну|найкращі|\bнам\b|\bнами\b|приходитимуть|читачам",
    "vi": "quảng cáo|dữ liệu|thuật toán|tài khoản|không tốn|nào cũng|hay nhất|chúng tôi|tự tìm|người đọc",
    "zh-Hans": "广告|数据|算法|账号|不花钱|每条|最好|我们|来找|读者",
    "zh-Hant": "廣告|資料|演算法|帳號|不用錢|每則|最好|我們|來找|讀者",
}


@pytest.mark.parametrize("language", CLAIMS)
def test_nothing_is_claimed_or_promised(language: str) -> None:
    claims = [(key, found[0]) for key, text in every_text(language) for found in _claimed(text, CLAIMS[language])]
    assert claims == []


def _claimed(text: str, claims: str) -> list[re.Match[str]]:
    return list(re.finditer(claims, text, re.IGNORECASE))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "This blog carries no ads and sells no data."),
        ("en", "Tell us what you are trying to do."),
        ("en", "We answer every letter within a day."),
        ("de", "Jede Antwort wird gelesen, und die besten landen in einem Beitrag."),
        ("de", "Ein erstes Gespräch kostet nichts außer ein wenig Zeit."),
        ("de", "Erzähl uns, was du vorhast."),
        ("fr", "Un premier échange ne coûte qu’un peu de temps."),
        ("ru", "Без регистрации и без алгоритмов между нами."),
        ("ja", "このブログは広告を載せず、データも売りません。"),
    ],
)
def test_claims_are_seen(language: str, text: str) -> None:
    assert _claimed(text, CLAIMS[language])


@pytest.mark.parametrize("language", EVERY)
def test_the_card_asks_once(language: str) -> None:
    """Its heading asks, one sentence says why, and only the bar beneath says what to do."""
    for said in (phrases(language), phrases(language, formal=True)):
        heading, text, label = (said[key].text for key in ("cta.pass-on.heading", "cta.pass-on.text", "share.label"))
        assert re.search(r"[?？؟;]$", heading) or language == "th"
        assert len(re.findall(r"[.!?;…。！？؟।]", text)) == (language != "th")
        assert len({heading, text, label}) == 3
        assert "?" not in text


@pytest.mark.parametrize("language", EVERY)
def test_a_share_phrase_has_its_network_in_it(language: str) -> None:
    for key in ("share.on", "share.by", "share.save"):
        text = phrases(language)[key].text
        assert text.count("{network}") == 1


@pytest.mark.parametrize("formal", [False, True])
@pytest.mark.parametrize("language", [*EVERY, "xx", "de-AT", ""])
def test_every_phrase_is_there(language: str, formal: bool) -> None:
    found = phrases(language, formal=formal)
    assert set(found.texts) == keys()
    assert {phrase.language for phrase in found.texts.values()} <= {"en", match(language)}


@pytest.mark.parametrize("key", ["cta.follow.text", "share.label", "cta.read-next.action"])
def test_formal_leaves_the_rest(key: str) -> None:
    assert phrases("de", formal=True)[key] == phrases("de")[key]


def test_formal_changes_nothing_in_english() -> None:
    assert phrases("en", formal=True).texts == phrases("en").texts


MATCHES = [
    ("en", "en"),
    ("EN", "en"),
    ("en-GB", "en"),
    ("en_US", "en"),
    ("de", "de"),
    ("de_AT", "de"),
    ("de-AT", "de"),
    ("De-aT", "de"),
    ("de-Latn-CH-1996", "de"),
    ("de_CH.UTF-8", "de"),
    ("deu", None),
    ("d", None),
    ("xx", None),
    ("", None),
    ("-", None),
    ("e", None),
    ("den", None),
    ("formal", None),
    ("de_DE@euro", "de"),
    *(
        (tag, "zh-Hans")
        for tag in "zh zh-CN zh_cn zh-SG zhs ZHS cn CN zh-Hans zh-Hans-CN zh_CN.UTF-8 zh-CHS cmn".split()
    ),
    *((tag, "zh-Hant") for tag in "zh-TW zh_tw zh-HK zh-MO zht tw hk zh-Hant zh-Hant-TW zh-Hant-CN zh-TW-x".split()),
    *((tag, "zh-Hant") for tag in "zh_TW.UTF-8 zh-CHT cmn-Hant-TW".split()),
    *((tag, "ja") for tag in "jp JP Ja ja_JP jp_JP".split()),
    *((tag, "pt-BR") for tag in "pt_br pt-BR PT-br ptbr".split()),
    *((tag, "pt") for tag in "pt pt-PT pt_AO".split()),
    *((tag, "nb") for tag in "nb_NO no no_NO nn nn-NO".split()),
    ("kr", "ko"),
    ("ko_KR", "ko"),
    ("iw_IL", "he"),
    ("in_ID", "id"),
    ("mo", "ro"),
    ("gr", "el"),
    ("cz", "cs"),
    ("dk", "da"),
    ("ua", "uk"),
    ("vn", "vi"),
    ("sp", "es"),
    # Languages of their own, or nobody's.
    *((tag, None) for tag in "se br ge ch ee si my us at be yue gsw".split()),
]


@pytest.mark.parametrize(("language", "expected"), MATCHES)
def test_match(language: str, expected: str | None) -> None:
    assert match(language) == expected


ISO_639_1 = set(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it "
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt "
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu".split()
)


@pytest.mark.parametrize("language", EVERY)
def test_what_blogs_write_by_mistake_is_no_language(language: str) -> None:
    # Every Pelican blog that was found with one of these two is Korean or Taiwanese.
    assert {tag.lower() for tag in file(language).get("miswritten", ())} & ISO_639_1 <= {"kr", "tw"}


@pytest.mark.parametrize("language", EVERY)
def test_no_two_files_claim_the_same_tag(language: str) -> None:
    claimed = [tag for how in ("also", "miswritten") for tag in file(language).get(how, ())]
    assert [tag for tag in (language, *claimed) if match(tag) != language] == []


def test_a_files_own_name_comes_before_what_another_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    import pelican_share_nudge.locales as module

    names = {**module._names(), "tw": "tw"}
    monkeypatch.setattr(module, "_names", lambda: names)
    assert match.__wrapped__("tw") == match.__wrapped__("tw-GH") == "tw"
    assert tag("tw-GH") == "tw-GH"
    assert match.__wrapped__("zh-TW") == "zh-Hant"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("de", "de"),
        ("de_AT", "de-AT"),
        ("de_AT.UTF-8", "de-AT"),
        ("zh_TW", "zh-TW"),
        ("zh", "zh"),
        ("jp", "ja"),
        ("JP", "ja"),
        ("jp_JP", "ja-JP"),
        ("cn", "zh-Hans"),
        ("zhs", "zh-Hans"),
        ("zht-HK", "zh-Hant-HK"),
        ("zh-CHT", "zh-Hant"),
        ("ptbr", "pt-BR"),
        ("pt_br", "pt-br"),
        # Tags of their own stay, whoever serves them.
        ("nn", "nn"),
        ("no", "no"),
        ("iw", "iw"),
        ("se", "se"),
        ("cy", "cy"),
        ("", ""),
    ],
)
def test_tag(written: str, expected: str) -> None:
    assert tag(written) == expected


def test_a_missing_language_is_english_and_says_so() -> None:
    found = phrases("xx")
    assert found.language == "xx"
    assert found["share.label"] == Phrase("Pass this post on", "en")
    assert str(found["share.label"].within("xx")) == '<span lang="en" dir="ltr">Pass this post on</span>'


def test_one_missing_text_falls_back_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import pelican_share_nudge.locales as module

    real = module._texts
    german = {key: text for key, text in real("de", formal=False).items() if key != "share.label"}
    monkeypatch.setattr(module, "_texts", lambda name, formal: german if name == "de" else real(name, formal=formal))
    found = phrases("de")
    assert found["share.label"] == Phrase("Pass this post on", "en")
    assert found["share.copy"] == Phrase("Link kopieren", "de")


# A blog's own texts

OWN = [
    ("de", {"share.label": "Weitersagen"}, Phrase("Weitersagen", "de")),
    ("de-AT", {"share.label": "Weitersagen"}, Phrase("Weitersagen", "de-AT")),
    ("de", {"share.label": {"de": "Weitersagen"}}, Phrase("Weitersagen", "de")),
    ("de_AT", {"share.label": {"de": "Weitersagen"}}, Phrase("Weitersagen", "de")),
    ("de-AT", {"share.label": {"de_AT": "Weitersagen"}}, Phrase("Weitersagen", "de-AT")),
    ("de_AT", {"share.label": "Weitersagen"}, Phrase("Weitersagen", "de-AT")),
    ("zh-TW", {"share.label": {"zh-Hant": "轉發", "zh": "转发"}}, Phrase("轉發", "zh-Hant")),
    ("zh_TW", {"share.label": {"zh-TW": "轉發", "zh-Hant": "傳"}}, Phrase("轉發", "zh-TW")),
    ("zh-TW", {"share.label": {"zh_hk": "轉發", "zh": "转发"}}, Phrase("轉發", "zh-hk")),
    ("zh-TW", {"share.label": {"zh-Hans": "转发", "en": "Spread it"}}, Phrase("分享這篇文章", "zh-Hant")),
    ("zh-TW", {"share.label": {"zh": "转发"}}, Phrase("转发", "zh")),
    ("zh", {"share.label": {"zh-Hant": "轉發", "zh-CN": "转发"}}, Phrase("转发", "zh-CN")),
    ("cn", {"share.label": {"zh-Hans": "转发"}}, Phrase("转发", "zh-Hans")),
    ("ja", {"share.label": {"jp": "広める"}}, Phrase("広める", "ja")),
    ("jp", {"share.label": {"ja": "広める"}}, Phrase("広める", "ja")),
    ("jp", {"share.label": "広める"}, Phrase("広める", "ja")),
    ("nn", {"share.label": {"nb": "Spre det", "nn": "Spreid det"}}, Phrase("Spreid det", "nn")),
    ("nn", {"share.label": {"nb": "Spre det"}}, Phrase("Spre det", "nb")),
    ("pt", {"share.label": {"pt-BR": "Espalhe"}}, Phrase("Partilhar este artigo", "pt")),
    ("se", {"share.label": {"sv": "Sprid det"}}, Phrase("Pass this post on", "en")),
    ("de_AT", {"share.label": {"DE-at": "Weitersagen", "de": "x"}}, Phrase("Weitersagen", "DE-at")),
    ("zh-Hant-TW", {"share.label": {"zh-Hant": "轉發", "zh": "转发"}}, Phrase("轉發", "zh-Hant")),
    ("fr", {"share.label": {"de": "Weitersagen", "en": "Spread it"}}, Phrase("Partager cet article", "fr")),
    ("de", {"share.label": {"en": "Spread it"}}, Phrase("Diesen Beitrag weitergeben", "de")),
    ("cy", {"share.label": {"de": "Weitersagen", "en": "Spread it"}}, Phrase("Spread it", "en")),
    ("se", {"share.label": {"EN": "Spread it"}}, Phrase("Spread it", "EN")),
    ("en-GB", {"share.label": {"en": "Spread it"}}, Phrase("Spread it", "en")),
    ("pt_br", {"share.label": {"pt": "Passa a outro", "en": "Spread it"}}, Phrase("Passa a outro", "pt")),
    ("ptbr", {"share.label": {"en": "Spread it", "de": "Weitersagen"}}, Phrase("Compartilhar este post", "pt-BR")),
    ("jp", {"share.label": {"en": "Spread it", "de": "Weitersagen"}}, Phrase("この記事をシェア", "ja")),
    ("nn", {"share.label": {"en": "Spread it", "sv": "Sprid det"}}, Phrase("Send innlegget videre", "nb")),
    ("cy", {"share.label": "Rhannwch"}, Phrase("Rhannwch", "cy")),
    ("de", {"share.label": {"fr": "Partager"}}, Phrase("Diesen Beitrag weitergeben", "de")),
    ("cy", {"share.label": {"de": "Weitersagen"}}, Phrase("Pass this post on", "en")),
    ("de", {"share.label": ""}, Phrase("", "de")),
    ("de", {"share.label": {"de": ""}}, Phrase("", "de")),
    ("de", {}, Phrase("Diesen Beitrag weitergeben", "de")),
]


@pytest.mark.parametrize(("language", "own", "expected"), OWN)
def test_own_texts(language: str, own: dict[str, Any], expected: Phrase) -> None:
    assert phrases(language, own=own)["share.label"] == expected


@pytest.mark.parametrize("formal", [False, True])
@pytest.mark.parametrize("language", sorted(set(EVERY) - {"en", "de"}))
def test_a_text_in_english_and_german_displaces_no_other_language(language: str, formal: bool) -> None:
    own = {key: {"en": "Own {next}", "de": "Eigenes {next}"} for key in keys()}
    assert phrases(language, formal=formal, own=own) == phrases(language, formal=formal)
    said = phrases(language, formal=formal)
    assert {key: said.choose(key, text) for key, text in own.items()} == said.texts


ORDER = [  # of a post's language, for a call to action: its own text, the blog's for its kind, and what is said
    ("ar", {"en": "a", "de": "b"}, None, "ما رأيك؟"),
    ("ar", {"en": "a", "ar": "b"}, None, "b"),
    ("ar", {"en": "a"}, {"ar": "c"}, "c"),
    ("ar", {"en": "a"}, "c", "c"),
    ("ar", {"ar": "a"}, "c", "a"),
    ("ar", "a", "c", "a"),
    ("cy", {"en": "a"}, {"en": "c"}, "a"),
    ("cy", {"de": "a"}, {"en": "c"}, "c"),
    ("cy", {"de": "a"}, None, "What do you think?"),
    ("cy", {"en": "a"}, {"cy": "c"}, "c"),
    ("cy", {"en": "a"}, "c", "c"),
    ("en", {"de": "a"}, {"en": "c"}, "c"),
    ("en", {"en": "a"}, {"en": "c"}, "a"),
]


@pytest.mark.parametrize(("language", "of_call", "of_kind", "expected"), ORDER)
def test_order_of_texts(language: str, of_call: Any, of_kind: Any, expected: str) -> None:
    key = "cta.reply.heading"
    said = phrases(language, own={} if of_kind is None else {key: of_kind})
    assert said.choose(key, of_call).text == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("a", "de", Phrase("a", "de")),
        ({"en": "a"}, "de", None),
        ({"en": "a"}, "en_GB", Phrase("a", "en")),
        ({"de": "a"}, "de", Phrase("a", "de")),
        ({"de": "a"}, "fr", None),
        ({}, "de", None),
    ],
)
def test_pick(text: Any, language: str, expected: Phrase | None) -> None:
    assert pick(text, language) == expected


# Phrases


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("Share on {network}", {"network": "X"}, "Share on X"),
        ("{title}", {"title": "{network} {title}"}, "{network} {title}"),
        ("{unknown} {}", {"title": "x"}, "{unknown} {}"),
        ("{title} {title}", {"title": "x"}, "x x"),
        ("{ title }", {"title": "x"}, "{ title }"),
        (r"{title}", {"title": r"\1 \g<0>"}, r"\1 \g<0>"),
        ("100% {title}", {"title": "%s"}, "100% %s"),
        ("{title.__class__}", {"title": "x"}, "{title.__class__}"),
    ],
)
def test_fill(text: str, values: dict[str, str], expected: str) -> None:
    assert Phrase(text, "en").fill(**values) == Phrase(expected, "en")


@pytest.mark.parametrize(
    ("phrase", "around", "expected"),
    [
        (Phrase("a", "en"), "en", "a"),
        (Phrase("a", "en"), "de", '<span lang="en" dir="ltr">a</span>'),
        (Phrase("a", "en"), "", '<span lang="en" dir="ltr">a</span>'),
        (Phrase("a", "de"), "de_AT", "a"),
        (Phrase("a", "pt-BR"), "pt", '<span lang="pt-BR" dir="ltr">a</span>'),
        (Phrase("a", "nb"), "nn", '<span lang="nb" dir="ltr">a</span>'),
        (Phrase("a", "zh-Hant"), "zh-TW", "a"),
        (Phrase("a", "zh-Hans"), "zh", "a"),
        (Phrase("a", "zh-Hans"), "zh-TW", '<span lang="zh-Hans" dir="ltr">a</span>'),
        (Phrase("a", "en"), "ar", '<span lang="en" dir="ltr">a</span>'),
        (Phrase("שלום", "he"), "en", '<span lang="he" dir="rtl">שלום</span>'),
        (Phrase("", "en"), "de", ""),
        (Phrase("<b>&\"'", "en"), "en", "&lt;b&gt;&amp;&#34;&#39;"),
        (Phrase("<b>", "en"), "de", '<span lang="en" dir="ltr">&lt;b&gt;</span>'),
        (Phrase("a", '"><b>'), "de", '<span lang="&#34;&gt;&lt;b&gt;" dir="ltr">a</span>'),
    ],
)
def test_within(phrase: Phrase, around: str, expected: str) -> None:
    assert str(phrase.within(around)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        *(
            (tag, "rtl")
            for tag in ("ar", "AR", "ar-EG", "he_IL", "iw", "fa", "fa_IR", "ur", "yi", "pa-Arab", "az_Arab_IR")
        ),
        *((tag, "ltr") for tag in ("en", "de", "", "pa", "pa-Guru", "az", "zh-TW", "jp", "arn", "hei", "ku", "ff")),
    ],
)
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


# Pages

# Written by blogs, and the file that speaks for it.
TAGS = {language: language for language in EVERY} | {
    "zh-TW": "zh-Hant",
    "zh_cn": "zh-Hans",
    "zhs": "zh-Hans",
    "jp": "ja",
    "pt_br": "pt-BR",
    "de_AT": "de",
}
PHRASE_OF = {"x": "share.on", "whatsapp": "share.by", "raindrop": "share.save"}
BUTTONS = ("email", "copy", "copied", "sheet", "print", "more")


@pytest.fixture(name="blog", scope="module")
def _blog(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build one blog with a post in every language, with every kind of call to action behind it."""
    folder = tmp_path_factory.mktemp("languages")
    (folder / "content").mkdir()
    for number, (written, name) in enumerate(TAGS.items()):
        _write_post(folder / "content" / f"{number}.md", written, texts(name))
    calls = [{"kind": kind, "target": "https://blog.example/there/"} for kind in KINDS]
    calls[-1]["action"] = "→"  # of read-next is another post's title
    return build(
        folder / "content",
        folder / "output",
        SHARE_NUDGE_LOOK="minimal",
        SHARE_NUDGE_NETWORKS=[*PHRASE_OF, "email", "copy", "sheet", "print"],
        SHARE_NUDGE_CTAS=calls,
        SHARE_NUDGE_CTA_LIMIT=len(calls),
        SHARE_NUDGE_WHERE=["articles", "feeds"],
        **dict.fromkeys(("ARTICLE_URL", "ARTICLE_LANG_URL"), "{lang}.html"),
        **dict.fromkeys(("ARTICLE_SAVE_AS", "ARTICLE_LANG_SAVE_AS"), "{lang}.html"),
    )


def _write_post(path: Path, written: str, said: dict[str, str]) -> None:
    head = f"Title: {said['cta.reply.heading']}\nDate: 2026-01-02\nSlug: in-{written}\nLang: {written}\n"
    path.write_text(f"{head}\n{said['cta.reply.text']}\n", encoding="utf-8")


def expected_strings(language: str) -> set[str]:
    said = texts(language)
    calls = {said[f"cta.{kind}.{part}"] for kind in KINDS for part in ("heading", "text", "action")}
    shares = {said[key].replace("{network}", NETWORKS[name].label) for name, key in PHRASE_OF.items()}
    buttons = {said[f"share.{name}"] for name in BUTTONS}
    return {said["share.label"], "→", *calls, *shares, *buttons} - {"", "{next}"}


def strings(block: Element) -> set[str]:
    """Collect what is seen or heard in a block."""
    found = {"".join(element.itertext()) for element in block.iter() if element.tag in ("a", "button", "summary", "p")}
    found |= {element.get(name, "") for element in block.iter() for name in ("aria-label", "title", "data-done")}
    return {text.strip() for text in found} - {""}


@pytest.mark.parametrize("written", TAGS)
def test_pages_speak_their_language(blog: Build, written: str) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(blog.text(f"{written}.html"))
    blocks = [node for node in page.iter() if node.get("class", "").split()[:1] in (["passalong"], ["passalong-cta"])]
    assert [block.tag for block in blocks] == ["section"] * len(KINDS) + ["div"]
    assert set().union(*map(strings, blocks)) == expected_strings(TAGS[written])
    assert {block.get("dir") for block in blocks} == {direction(TAGS[written])}


@pytest.mark.parametrize("language", EVERY)
def test_blocks_are_marked_with_the_language(blog: Build, language: str) -> None:
    page = html5lib.parse(blog.text(f"{language}.html"), namespaceHTMLElements=False)
    blocks = [node for node in page.iter() if node.get("class", "").split()[:1] in (["passalong"], ["passalong-cta"])]
    assert {block.get("lang") for block in blocks} == {language}
    assert [node.get("lang") for block in blocks for node in block.iter("span") if node.get("lang")] == []


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ja", "zh-Hant"])
def test_feeds_speak_their_language(blog: Build, language: str) -> None:
    feed = feedparser.parse(blog.files()["feeds/all.atom.xml"])
    (text,) = (entry.content[0].value for entry in feed.entries if entry.link.endswith(f"/{language}.html"))
    said = texts(language)
    assert f"<p><strong>{said['share.label']}</strong><br" in text
    assert said["share.email"] in text
    assert said["share.copy"] not in text
    assert said["share.sheet"] not in text
    assert f">{said['share.print']}<" not in text
