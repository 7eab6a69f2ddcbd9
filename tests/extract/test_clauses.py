"""Who does what to whom, in whatever voice and clause a verb stands. A dash is nobody named."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from kg.extract.clauses import find_clauses
from kg.extract.words import Doc

Parse = Callable[[str], Doc]


def clauses(doc: Doc) -> set[str]:
    """Each verb with each pair of its subjects and objects, as "subject verb object"."""
    found = [predication for sentence in doc.sents for predication in find_clauses(sentence)]
    return {
        f"{subject} {predication.head.lemma_} {object_}"
        for predication in found
        for subject, object_ in product(
            [token.text for token in predication.subjects] or ["-"],
            [token.text for token in predication.objects] or ["-"],
        )
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("France signed the treaty.", "France sign treaty"),
        ("France and Italy signed the treaty.", "France sign treaty; Italy sign treaty"),
        ("France signed the treaty and the protocol.", "France sign protocol; France sign treaty"),
        ("The treaty was signed by France.", "France sign treaty"),
        ("The treaty was signed by France and Italy.", "France sign treaty; Italy sign treaty"),
        ("The treaty was signed on Monday.", "- sign treaty"),
        ("Three men were arrested.", "- arrest men"),
        ("The minister who signed the treaty resigned.", "minister resign -; minister sign treaty"),
        ("France, which signed the treaty, praised Italy.", "France praise Italy; France sign treaty"),
        ("The treaty that France signed expired.", "France sign treaty; treaty expire -"),
        ("The treaty France signed expired.", "France sign treaty; treaty expire -"),
        ("The treaty signed by France expired.", "France sign treaty; treaty expire -"),
        ("The men arrested on Monday were released.", "- arrest men; - release men"),
        ("Countries sharing secrets met.", "Countries meet -; Countries share secrets"),
        ("France criticized Italy and praised Spain.", "France criticize Italy; France praise Spain"),
        ("France met Italy, signed a treaty and left.", "France leave -; France meet Italy; France sign treaty"),
        ("Protesters were arrested and charged.", "- arrest Protesters; - charge Protesters"),
        (
            "Protesters were arrested by police and charged by prosecutors.",
            "police arrest Protesters; prosecutors charge Protesters",
        ),
        ("France signed and ratified the treaty.", "France ratify treaty; France sign treaty"),
        ("Ignoring its allies, France left the summit.", "France ignore allies; France leave summit"),
        ("The minister whom the court convicted resigned.", "court convict minister; minister resign -"),
        ("France left the summit, criticizing Italy.", "France criticize Italy; France leave summit"),
        ("France left after criticizing Italy.", "France criticize Italy; France leave -"),
        ("France left without signing the treaty.", "France leave -; France sign treaty"),
        ("Italy accused France of breaking the rules.", "France break rules; Italy accuse France"),
        ("Italy stopped France from signing the treaty.", "France sign treaty; Italy stop France"),
        ("Italy blamed France for ending the talks.", "France end talks; Italy blame France"),
        ("France decided to sign the treaty.", "France decide -; France sign treaty"),
        ("Italy urged France to sign the treaty.", "France sign treaty; Italy urge France"),
        ("France was urged to sign the treaty.", "- urge France; France sign treaty"),
        ("France promised Italy to sign the treaty.", "France promise Italy; France sign treaty"),
        ("Italy forced France to sign the treaty.", "France sign treaty; Italy force France"),
        ("France seems to support Italy.", "France seem -; France support Italy"),
        ("France is expected to support Italy.", "- expect France; France support Italy"),
        ("France is ready to support Italy.", "France be -; France support Italy"),
        ("Italy wants France to sign the treaty.", "France sign treaty; Italy want France"),
        ("Italy let France sign the treaty.", "France sign treaty; Italy let France"),
        ("France's decision to leave the pact angered Italy.", "France leave pact; decision anger Italy"),
        ("The French decision to leave the pact angered Italy.", "French leave pact; decision anger Italy"),
        ("France made a decision to leave the pact.", "France leave pact; France make decision"),
        ("Italy said that France left the pact.", "France leave pact; Italy say -"),
        ("Italy said France had left the pact.", "France leave pact; Italy say -"),
        ("The minister visiting Rome praised Italy.", "minister praise Italy; minister visit Rome"),
        ("The detained reporters praised Italy.", "- detain reporters; reporters praise Italy"),
        ("The protesting farmers blocked the road.", "farmers block road; farmers protest -"),
        ("France gave Italy a loan.", "France give Italy; France give loan"),
        (
            "France, Italy and Spain condemned the attack.",
            "France condemn attack; Italy condemn attack; Spain condemn attack",
        ),
        ("The pact is the one that Italy rejected.", "Italy reject one; pact be -"),
        (
            "France tried to persuade Italy to sign the treaty.",
            "France persuade Italy; France try -; Italy sign treaty",
        ),
        ("France agreed to begin to withdraw troops.", "France agree -; France begin -; France withdraw troops"),
        ("Having signed the treaty, France praised Italy.", "France praise Italy; France sign treaty"),
        ("While praising Italy, France rejected the plan.", "France praise Italy; France reject plan"),
        ("The company bought and closed the mine.", "company buy mine; company close mine"),
        ("Italy, angered by France, recalled its envoy.", "France anger Italy; Italy recall envoy"),
        ("The treaty, which was signed by France, expired.", "France sign treaty; treaty expire -"),
        ("Leaders of France and Italy met.", "Leaders meet -"),
        ("There is no treaty.", "- be -"),
        ("The camp is to be closed.", "- close camp; camp be -"),
        ("The prisoners are going to be freed.", "- free prisoners; prisoners go -"),
        ("The ship was detained after being searched.", "- detain ship; - search ship"),
        ("The man was arrested on suspicion of robbing a bank.", "- arrest man; man rob bank"),
        ("Police held a man on charges of robbing a bank.", "Police hold man; man rob bank"),
        ("The team came with the goal of beating Spain.", "team beat Spain; team come -"),
        ("There were two storms, killing dozens.", "- be -; storms kill dozens"),
        ("The treaty which Italy vowed to end expired.", "Italy end treaty; Italy vow -; treaty expire -"),
        (
            "An agreement reached between Oslo and Rome ended the war.",
            "Oslo reach agreement; Rome reach agreement; agreement end war",
        ),
        ("He has two ships seized.", "- seize ships; He have ships"),
        ("The firm hired guards to protect the mine.", "firm hire guards; guards protect mine"),
        ("The king sent ships to destroy the port.", "king destroy port; king send ships"),
        ("The envoy called on Kenya to free the pilots.", "Kenya free pilots; envoy call -"),
        ("It is hard to support Italy.", "It be -; - support Italy"),
        ("It is ready to support Italy.", "It be -; It support Italy"),
        ("A law to ban guns passed.", "law ban guns; law pass -"),
        ("Talks on April 4, which France joined, failed.", "France join Talks; Talks fail -"),
        ("The mayor said France would be praised.", "- praise France; mayor say -"),
        ("Police arrived and arrested the mayor.", "Police arrest mayor; Police arrive -"),
        ("The flood slowed but did not stop the army.", "flood slow army; flood stop army"),
        ("The mayor issued a statement condemning the raid.", "mayor condemn raid; mayor issue statement"),
        ("The mayor resigned in a letter blaming Italy.", "mayor blame Italy; mayor resign -"),
        ("The mayor received a letter blaming Italy.", "letter blame Italy; mayor receive letter"),
        ("It is expected that France will leave.", "- expect -; France leave -"),
        ("As agreed in May, France left the pact.", "- agree -; France leave pact"),
        ("The firm got a loan of two billion, more than the four billion it lost.", "firm get loan; it lose billion"),
        (
            "The mayor does not have the time or desire to visit Italy.",
            "mayor have desire; mayor have time; mayor visit Italy",
        ),
        ("The rebel-held town fell.", "rebel hold town; town fall -"),
        ("The long-awaited talks failed.", "- await talks; talks fail -"),
        ("Six states including Chile and Peru met.", "states include Chile; states include Peru; states meet -"),
    ],
)
def test_who_does_what_to_whom(parse: Parse, sentence: str, expected: str) -> None:
    """Exactly these, whether the sentence names the ends beside the verb or leaves them to grammar."""
    assert clauses(parse(sentence)) == set(expected.split("; "))


def test_a_participle_before_the_subject_is_about_it(parse: Parse) -> None:
    """Whoever is accused in front of the sentence is its subject, and does what they are accused of."""
    found = clauses(parse("Accused by Italy of lying, France recalled its envoy."))
    assert found == {"Italy accuse France", "France lie -", "France recall envoy"}


def test_an_adverb_does_not_part_conjoined_verbs(parse: Parse) -> None:
    """What was later broken is what was signed."""
    found = clauses(parse("The government signed and later broke the treaty."))
    assert found == {"government sign treaty", "government break treaty"}


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("The house in which Kim lived burned down.", "lived", "in house"),
        ("He sold the firm that Kim worked for.", "worked", "for firm"),
        ("The town where Kim met the envoys is small.", "met", ""),
    ],
)
def test_what_a_relative_clause_says_of_a_noun_after_a_preposition(
    parse: Parse, sentence: str, verb: str, expected: str
) -> None:
    """The noun is the preposition's, not the verb's, object."""
    (found,) = [p for s in parse(sentence).sents for p in find_clauses(s) if p.head.text == verb]
    assert [f"{' '.join(c.path)} {c.head.text}" for c in found.complements] == ([expected] if expected else [])
    assert "house" not in {token.text for token in found.objects}


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The pact, Kim said, is over.", "is"),
        ("As Kim said, the pact ended.", "ended"),
        ("Kim said the pact ended.", "ended"),
        ("Kim left, and the pact ended.", None),
    ],
)
def test_what_is_said_may_stand_around_its_verb(parse: Parse, sentence: str, content: str | None) -> None:
    """The clause in which "Kim said" is a parenthesis is what Kim said."""
    first = next(p for s in parse(sentence).sents for p in find_clauses(s) if p.head.text in {"said", "left"})
    assert (first.content.text if first.content else None) == content


def test_each_predicate_is_found_once(parse: Parse) -> None:
    """One predication a verb, in the order of the words; auxiliaries and verbs inside names are none."""
    doc = parse("France has been urged to sign the treaty that Italy would have rejected.")
    heads = [predication.head.text for sentence in doc.sents for predication in find_clauses(sentence)]
    assert heads == ["urged", "sign", "rejected"]


@pytest.mark.parametrize(
    "text", ["No.", "Which.", "By by by.", "That that is is.", "signed and signed and signed", "“", ", and"]
)
def test_fragments_are_read(parse: Parse, text: str) -> None:
    """Whatever the parser makes of words without a sentence, the clauses come out without an error."""
    assert isinstance(clauses(parse(text)), set)
