"""The whole room: what short articles state, where it stands, and what must never look like a fact."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import Extractor
from kg.model import Article, Claim, Evidence, Mention, Modality, Polarity, Span, TimeRef, Trigger
from kg.ontology import Ontology
from tests.servers.programs import PATIENCE_SECONDS

Read = Callable[[str], tuple[Claim, ...]]
Placed = Mention | Trigger | Evidence | TimeRef


def name(mention: Mention | None) -> str:
    """The fullest name of a mention, its words where it has none, a dash where nobody is mentioned."""
    return "-" if mention is None else mention.name or mention.text


def row(claim: Claim) -> str:
    """A claim as a row of the table below."""
    stance = f"{claim.polarity} {claim.modality}"
    time = claim.time.label if claim.time else "-"
    ends = f"{name(claim.subject)} {claim.relation} {name(claim.object)}"
    return " | ".join([ends, stance, name(claim.attributed_to), time])


# ---------------------------------------------------------------- what is stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia attacked Ukraine on Monday.", "Russia attacks Ukraine | positive actual | - | 2019-08-19"),
        ("Germany supplied tanks to Ukraine last year.", "Germany arms Ukraine | positive actual | - | 2018"),
        ("Samsung sued Apple in 2011.", "Samsung sues Apple | positive actual | - | 2011"),
        ("Microsoft acquired LinkedIn in June 2016.", "Microsoft buys LinkedIn | positive actual | - | 2016-06"),
        (
            "The European Union imposed sanctions on Belarus in June.",
            "European Union sanctions Belarus | positive actual | - | 2019-06",
        ),
        ("Brazil recalled its ambassador to Israel.", "Brazil recallsAmbassadorFrom Israel | positive actual | - | -"),
        (
            "China summoned the Swedish ambassador on Tuesday.",
            "China summonsAmbassadorOf Sweden | positive actual | - | 2019-08-20",
        ),
        (
            "The Supreme Court ruled against Google on Monday.",
            "Supreme Court rulesAgainst Google | positive actual | - | 2019-08-19",
        ),
        (
            "The United Nations condemned Sudan over the attack.",
            "United Nations condemns Sudan | positive actual | - | -",
        ),
        ("Kenya praised Ethiopia for its help.", "Kenya praises Ethiopia | positive actual | - | -"),
        ("Norway joined NATO in 1949.", "Norway joins NATO | positive actual | - | 1949"),
        (
            "The United Kingdom left the European Union in January 2020.",
            "United Kingdom withdrawsFrom European Union | positive actual | - | 2020-01",
        ),
        (
            "Boeing fired its chief executive, Dennis Muilenburg.",
            "Boeing dismisses Dennis Muilenburg | positive actual | - | -",
        ),
        (
            "Boeing fired its chief executive, Dennis Muilenburg.",
            "Dennis Muilenburg headOf Boeing | positive actual | - | -",
        ),
        ("Apple hired John Giannandrea from Google.", "Apple hires John Giannandrea | positive actual | - | -"),
        ("Iran threatened to attack Israel.", "Iran attacks Israel | positive intended | - | -"),
        ("Israel bombed Gaza.", "Israel bombs Gaza Strip | positive actual | - | -"),
        (
            "Amnesty International accused Myanmar of torturing prisoners.",
            "Amnesty International accuses Myanmar | positive actual | - | -",
        ),
        (
            "Amnesty International accused Myanmar of torturing prisoners.",
            "Myanmar tortures prisoners | positive possible | Amnesty International | -",
        ),
        (
            "Angela Merkel met Xi Jinping in Beijing last week.",
            "Angela Merkel meets Xi Jinping | positive actual | - | 2019-08-12/2019-08-18",
        ),
        ("Italy may sign the treaty next month.", "Italy signs the treaty | positive possible | - | 2019-09"),
        (
            "Saudi Arabia denied that it had killed Jamal Khashoggi.",
            "Saudi Arabia kills Jamal Khashoggi | negative actual | Saudi Arabia | -",
        ),
        ("Japan apologized to South Korea.", "Japan apologizesTo South Korea | positive actual | - | -"),
        (
            "Ecuador granted asylum to Julian Assange.",
            "Ecuador grantsAsylumTo Julian Assange | positive actual | - | -",
        ),
        ("Australia has banned Huawei since 2018.", "Australia bans Huawei | positive actual | - | -"),
        ("Colombia broke off relations with Venezuela.", "Colombia cutsTiesWith Venezuela | positive actual | - | -"),
        ("Egypt mediated between Israel and Hamas.", "Egypt mediatesBetween Hamas | positive actual | - | -"),
        (
            "Donald Trump fired John Bolton on Tuesday.",
            "Donald Trump dismisses John Bolton | positive actual | - | 2019-08-20",
        ),
        (
            "Austria's withdrawal from the treaty surprised Hungary.",
            "Austria withdrawsFrom the treaty | positive actual | - | -",
        ),
        ("Hungary's criticism of Austria was sharp.", "Hungary criticizes Austria | positive actual | - | -"),
        ("Peru, which had condemned Bolivia, closed its airport.", "Peru condemns Bolivia | positive actual | - | -"),
        (
            "Vietnam was criticized by Laos and praised by Cambodia.",
            "Laos criticizes Vietnam | positive actual | - | -",
        ),
        (
            "Vietnam was criticized by Laos and praised by Cambodia.",
            "Cambodia praises Vietnam | positive actual | - | -",
        ),
        (
            "Sweden should support Finland, Taro Kono said.",
            "Sweden supports Finland | positive requested | Taro Kono | -",
        ),
        (
            "“Sweden will sanction Finland,” Taro Kono said.",
            "Sweden sanctions Finland | positive intended | Taro Kono | -",
        ),
        ("Finland decided on Thursday to join NATO.", "Finland joins NATO | positive intended | - | 2019-08-22"),
        (
            "Boris Johnson, the prime minister of the United Kingdom, fell ill.",
            "Boris Johnson headOf United Kingdom | positive actual | - | -",
        ),
        (
            "Qatar left OPEC on January 1, 2019.",
            "Qatar withdrawsFrom Organization of the Petroleum Exporting Countries | positive actual | - | 2019-01-01",
        ),
        (
            "Argentina demanded an apology from the United Kingdom.",
            "Argentina demands United Kingdom | positive actual | - | -",
        ),
        ("Chile urged Peru to sign the treaty.", "Chile urges Peru | positive actual | - | -"),
        ("Chile urged Peru to sign the treaty.", "Peru signs the treaty | positive requested | - | -"),
        ("Serbia does not recognize Kosovo.", "Serbia recognizes Kosovo | negative actual | - | -"),
        ("Switzerland will not support Russia.", "Switzerland supports Russia | negative intended | - | -"),
        (
            "Jordan closed its border with Syria two days ago.",
            "Jordan closesBorderWith Syria | positive actual | - | 2019-08-20",
        ),
        ("Denmark refused to meet Donald Trump.", "Denmark meets Donald Trump | negative actual | - | -"),
        (
            "According to Taro Kono, Iran attacked Iraq in the 1980s.",
            "Iran attacks Iraq | positive actual | Taro Kono | 1980/1989",
        ),
        (
            "Japan dropped South Korea from its whitelist.",
            "Japan removesFromWhitelist South Korea | positive actual | - | -",
        ),
        ("Nestle was sued by Starbucks.", "Starbucks sues Nestlé | positive actual | - | -"),
        ("France expelled two Russian diplomats.", "France expels two Russian diplomats | positive actual | - | -"),
        ("Greece thanked Cyprus.", "Greece thanks Cyprus | positive actual | - | -"),
        (
            "Taiwan arrested three men, and China condemned Taiwan.",
            "Taiwan arrests three men | positive actual | - | -",
        ),
    ],
)
def test_what_an_article_states(read: Read, text: str, expected: str) -> None:
    """Subject, relation and object, polarity and modality, speaker and time of one claim of the article."""
    assert expected in [row(claim) for claim in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It rained in the hills, and the river rose.",
        "France is a large country with many rivers.",
        "The 1965 treaty.",
        "Read more: Italy, Spain, Portugal.",
        "",
        " \n\n ",
    ],
)
def test_what_states_nothing(read: Read, text: str) -> None:
    """No claim where nobody does anything to anybody."""
    assert read(text) == ()


def test_only_the_body_is_read(extractor: Extractor) -> None:
    """What lies outside the body's spans is furniture; an article without a body states nothing."""
    text = "Spain attacked Peru.\n\nFrance attacked Italy.\n\nChile attacked Kenya."
    start = text.index("France")
    body = (Span(start, text.index("\n\nChile")),)
    assert [name(claim.subject) for claim in extractor.extract(Article("a", text, "a", body))] == ["France"]
    assert extractor.extract(Article("a", text, "a", ())) == ()


def test_claims_come_in_the_order_of_the_text_and_once_each(read: Read) -> None:
    """By where their triggers stand, with no id twice, each with its article, rule and confidence."""
    claims = read("France attacked Italy. Spain condemned France and praised Italy.\n\nItaly thanked Spain.")
    starts = [claim.trigger.span.start for claim in claims]
    assert starts == sorted(starts)
    assert len({claim.id for claim in claims}) == len(claims) >= 4
    assert {claim.article for claim in claims} == {"test"}
    assert all(claim.rule and 0 < claim.confidence <= 1 and claim.extractor == "rules" for claim in claims)


def test_every_claim_has_a_relation_of_the_ontology_with_fitting_ends(read: Read, ontology: Ontology) -> None:
    """Relation, category and the classes of both ends are the ontology's."""
    for claim in read(MANY):
        relation = ontology.relations[claim.relation or ""]
        assert claim.plover == relation.plover
        assert claim.subject is not None
        assert claim.object is not None
        assert ontology.is_a(claim.subject.kind, relation.domain)
        assert ontology.is_a(claim.object.kind, relation.range)


# ---------------------------------------------------------------- what must not look like a fact


def facts(claims: Iterable[Claim], relation: str) -> list[str]:
    """The claims of a relation that say that it is so and has happened."""
    return [
        row(claim)
        for claim in claims
        if claim.relation == relation and (claim.polarity, claim.modality) == (Polarity.POSITIVE, Modality.ACTUAL)
    ]


def ends(claims: Iterable[Claim]) -> list[str]:
    """Who, which relation and whom, of each claim."""
    return [row(claim).split(" | ")[0] for claim in claims]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("France did not attack Italy.", "attacks"),
        ("France has never attacked Italy.", "attacks"),
        ("France denied that it had attacked Italy.", "attacks"),
        ("France denied attacking Italy.", "attacks"),
        ("France was not attacked by Italy.", "attacks"),
        ("France will be attacked by Italy.", "attacks"),
        ("Italy accused France of attacking Spain.", "attacks"),
        ("France would attack Italy if Italy attacked Spain.", "attacks"),
        ("France doubts that Italy attacked Spain.", "attacks"),
        ("France said it would not attack Italy.", "attacks"),
        ("France is believed to have attacked Italy.", "attacks"),
        ("France's planned attack on Italy angered Spain.", "attacks"),
        ("France's plan to attack Italy angered Spain.", "attacks"),
        ("France threatened to bomb Italy.", "bombs"),
        ("France refused to sanction Italy.", "sanctions"),
        ("France may sanction Italy.", "sanctions"),
        ("France rejected calls to sanction Russia.", "sanctions"),
        ("France left without condemning Russia.", "condemns"),
        ("No country condemned Russia.", "condemns"),
        ("Neither France nor Italy condemned Russia.", "condemns"),
        ("Italy urged France to condemn Russia.", "condemns"),
        ("France's failure to condemn Russia angered Spain.", "condemns"),
        ("France failed to join NATO.", "joins"),
        ("France was prevented from joining NATO.", "joins"),
        ("France is unlikely to join NATO.", "joins"),
        ("France plans to leave NATO.", "withdrawsFrom"),
        ("If Italy attacks Spain, France will leave NATO.", "withdrawsFrom"),
        ("Apple has not acquired Nokia.", "buys"),
        ("France is not an ally of Italy.", "alliedWith"),
        ("Emmanuel Macron will hold talks with Angela Merkel.", "negotiatesWith"),
        ("Italy demanded that France condemn Russia.", "condemns"),
        ("Rumours that France attacked Italy are false.", "attacks"),
        ("It is not true that France attacked Italy.", "attacks"),
        ("France allegedly attacked Italy.", "attacks"),
        ("France nearly attacked Italy.", "attacks"),
        ("France is no longer an ally of Italy.", "alliedWith"),
        ("Did France attack Italy?", "attacks"),
        ("Had France attacked Italy, Spain would have left.", "attacks"),
        ("Police have yet to arrest Donald Trump.", "arrests"),
        ("France called off the attack on Italy.", "attacks"),
        ("France called off the attack on Italy.", "urges"),
        ("France decided against joining NATO.", "joins"),
        ("Apple is considering buying Nokia.", "buys"),
        ("Talks between France and Italy could resume.", "negotiatesWith"),
        ("France hopes that Italy condemned Russia.", "condemns"),
        ("France voted on leaving NATO.", "withdrawsFrom"),
    ],
)
def test_what_did_not_happen_is_no_fact(read: Read, text: str, relation: str) -> None:
    """Denied, planned, possible, asked for or alleged: never positive and actual."""
    assert facts(read(text), relation) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Former US president Barack Obama left.", "Barack Obama headOf United States"),
        ("Barack Obama, the former US president, left.", "Barack Obama headOf United States"),
        ("Germany's embassy in Rome was closed.", "Germany locatedIn Rome"),
        ("France ruled out an attack on Italy.", "France rulesAgainst Italy"),
        ("Peru recalled its envoy.", "Peru recallsProduct its envoy"),
        ("Apple ruled out buying Nokia.", "Apple disqualifies Nokia"),
        ("Italy supports sanctions against Russia.", "Italy sanctions Russia"),
    ],
)
def test_what_the_words_do_not_say(read: Read, text: str, wrong: str) -> None:
    """No claim that a reader of the sentence would call false."""
    assert wrong not in ends(read(text))


def test_an_act_spoken_of_is_not_dated_or_planned_by_who_speaks(read: Read) -> None:
    """What is condemned on Monday happened some other day, and has happened even if the condemning is to come."""
    claims = read("Spain will condemn the Italian attack on France on Monday.")
    attack = next(claim for claim in claims if claim.relation == "attacks")
    assert (attack.modality, attack.time) == (Modality.ACTUAL, None)


@pytest.mark.parametrize(
    ("before", "phrase", "meant"),
    [
        ("Italy and France left the talks.", "The countries", ["Italy", "France"]),
        ("Italy, France and Spain left. Italy and France argued.", "The two countries", ["Italy", "France"]),
        ("Italy, France and Spain left the talks.", "The countries", [""]),
        ("Italy, France and Spain left the talks.", "The three countries", [""]),
    ],
)
def test_the_countries_are_two_only_where_two_can_be_meant(
    read: Read, before: str, phrase: str, meant: list[str]
) -> None:
    """Three states named, or another count, and no pair is picked out of them."""
    claims = read(f"{before} {phrase} condemned Russia.")
    assert [claim.subject.name for claim in claims if claim.relation == "condemns" and claim.subject] == meant


def test_not_going_to_is_a_denied_plan(read: Read) -> None:
    """What is not going to happen is denied."""
    assert {claim.polarity for claim in read("France is not going to attack Italy.")} == {Polarity.NEGATIVE}


def test_what_is_still_to_come_lies_ahead(read: Read) -> None:
    """What will happen on Friday, said on Thursday, happens tomorrow."""
    labels = [claim.time.label for claim in read("France will attack Italy on Friday.") if claim.time]
    assert labels == ["2019-08-23"]


def test_what_has_happened_lies_behind(read: Read) -> None:
    """What happened in January, said in August, did not happen in the January to come."""
    labels = [claim.time.label for claim in read("France attacked Italy in January.") if claim.time]
    assert labels == ["2019-01"]


# ---------------------------------------------------------------- where it stands

MANY = (
    "France and Italy signed the treaty on Monday. They praised Spain, Taro Kono said. "
    "Kono's visit to Peru angered Chile. The treaty was terminated by France in Rome, which condemned Italy. "
    "Samsung sued Apple, and it accused the company of theft. Boeing's chief executive, Dennis Muilenburg, left Boeing."
)
WRITTEN = {
    "plain": "France attacked Italy on Monday. “Spain condemned it,” Taro Kono said.",
    "straight": 'France attacked Italy. "Spain condemned France," said Taro Kono.',
    "NBSP": "France\u00a0attacked Italy. On Monday Spain\u00a0condemned\u00a0France.",
    "CRLF": "France attacked\r\nItaly on Monday.\r\n\r\nSpain condemned\r\nFrance.\r\n",
    "tabs": "\tFrance attacked  Italy.\n\n\n  Spain condemned\tFrance.  ",
    "emoji": "🙂 France attacked Italy 🇮🇹 on Monday 👩‍🚀. Spain condemned France 🙂.",
    "combining": "Café e\u0301te\u0301! France attacked Italy. Spain condemned France a\u0300 nouveau.",
    "dashes": "France — despite Spain's “plea” — attacked Italy… Spain condemned France’s attack.",
    "zero width": "\ufeffIt rained\u200b at\u2060 noon. France attacked Italy on Monday. Spain condemned France.",
    "many": MANY,
}


def assert_in_place(text: str, claims: Iterable[Claim]) -> None:
    """Every part of every claim stands in the text where it says, and what states the claim in its sentence."""
    for claim in claims:
        stating: list[Placed | None] = [claim.trigger, claim.subject, claim.object, claim.place, claim.time]
        placed = [part for part in (*stating, claim.evidence, claim.attributed_to) if part is not None]
        assert [text[part.span.start : part.span.end] for part in placed] == [part.text for part in placed]
        assert all(part.text and part.text == part.text.strip() for part in placed)
        assert all(claim.evidence.span.covers(part.span) for part in stating if part is not None)


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_offsets_hold(read: Read, text: str) -> None:
    """Code points of the article, also after quotation marks, odd spaces, emoji and combining signs."""
    claims = read(text)
    assert claims
    assert_in_place(text, claims)


def test_the_words_of_a_time_are_the_articles(read: Read) -> None:
    """A no-break space inside "on Monday" is still one in the claim."""
    text = "France attacked Italy on\u00a0Monday."
    assert_in_place(text, read(text))


def test_a_very_long_list_is_read(read: Read) -> None:
    """A table without line ends raises nothing."""
    assert all(claim.relation for claim in read("France praised " + " and ".join(["talks"] * 1500) + "."))


def test_offsets_hold_in_a_later_part_of_the_body(extractor: Extractor) -> None:
    """Offsets count from the start of the article, not of the paragraph."""
    text = "🙂 Menu | Home\n\nFrance attacked Italy.\n\nShare 12\n\nSpain condemned France."
    body = tuple(
        Span(at := text.index(part), at + len(part)) for part in ("France attacked Italy.", "Spain condemned France.")
    )
    claims = extractor.extract(Article("a", text, "a", body))
    assert [claim.relation for claim in claims] == ["attacks", "condemns"]
    assert_in_place(text, claims)


LETTERED = (
    "France Italy's Spain Taro Kono He it they the two countries attacked condemned was by to signed treaty pact of "
    'not will said that “ ” " ( ) , . ; — ’s 🙂 e\u0301 Monday in 2016 US us which and or NSC talks with ally'
)
WORDS = st.sampled_from([*LETTERED.split(), "\u00a0", "\r\n", "\n\n", "\u200b"])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.lists(WORDS, max_size=25).map(" ".join))
def test_any_text_is_read(extractor: Extractor, text: str) -> None:
    """Nothing raises, and whatever is found stands where it says."""
    body = (Span(0, len(text)),)
    assert_in_place(text, extractor.extract(Article("any", text, "any", body)))


# ---------------------------------------------------------------- open relations, and the same every time


@pytest.fixture(scope="module")
def open_extractor(ontology: Ontology) -> Extractor:
    """An extractor that also gives what the ontology has no relation for."""
    return Extractor(ontology, open_relations=True)


def test_open_relations_only_on_request(open_extractor: Extractor, extractor: Extractor) -> None:
    """A verb that the ontology lacks gives a claim without a relation, with who and whom, and only where asked for."""
    text = "France tickled Italy on Monday. Spain condemned France."
    article = Article("a", text, "a", (Span(0, len(text)),))
    closed, opened = extractor.extract(article), open_extractor.extract(article)
    assert [claim.relation for claim in closed] == ["condemns"]
    found = [claim for claim in opened if claim.relation is None]
    assert ("tickle", "France", "Italy") in [(c.trigger.lemma, name(c.subject), name(c.object)) for c in found]
    assert [claim for claim in opened if claim.relation is not None] == list(closed)
    assert_in_place(text, opened)


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_open_relations_stand_in_place(open_extractor: Extractor, text: str) -> None:
    """Open claims have at least one end, and offsets as exact as the others."""
    claims = open_extractor.extract(Article("a", text, "a", (Span(0, len(text)),)))
    assert all(claim.subject or claim.object for claim in claims)
    assert_in_place(text, claims)


PROGRAM = """\
import sys
from kg.extract import Extractor
from kg.model import Article, Span
from kg.ontology import load_ontology
extractor = Extractor(load_ontology(), open_relations=True)
for text in sys.argv[1:]:
    for claim in extractor.extract(Article("a", text, "a", (Span(0, len(text)),))):
        print(claim.id, ascii(claim))
"""


def test_two_processes_give_the_same_claims() -> None:
    """The same claims in the same order, whatever the hash seed."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *WRITTEN.values()],
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for seed in ("1", "4242")
    ]
    printed = [process.communicate(timeout=PATIENCE_SECONDS)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0]
    assert printed[0] == printed[1]
    assert printed[0].count("\n") > 20


def test_reading_one_article_leaves_no_trace_on_the_next(read: Read) -> None:
    """An extractor is stateless: the same text gives the same claims after any other."""
    first = read(MANY)
    for text in WRITTEN.values():
        read(text)
    assert read(MANY) == first
