"""All names of one article: what kind of thing each is by the evidence of all its mentions, and where it stands again.

The small pipelines call one company an organization, a person and a city in turn. Titles, given names, legal forms and
what is said of the name speak louder than they; what they say most often decides where nothing else does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.grammar import children
from kg.extract.model_names import COMPANY_ENDINGS, folded, is_title, kind_told_inside, model_name
from kg.extract.names import Name, free_of, gazetteer_names, surname_of
from kg.extract.speech import REPORTING
from kg.extract.word_names import has_capitals_throughout, word_names
from kg.extract.words import Doc, Token, TokenSpan
from kg.ontology import Ontology

__all__ = ["find_names"]

_PERSON, _BODY, _PLACE, _OTHER = "Person", "Organization", "Place", "Entity"
_DECISIVE, _STRONG, _CLEAR, _HINT = 10.0, 5.0, 3.0, 1.0
_MAX_PERSON_TOKENS = 5
_DIGITS_OF_AGE = 2
_MIN_LETTERS_OF_SURNAME = 3
_SPEAKING = REPORTING - {"hold", "point", "state", "reveal", "show", "signal", "indicate"}


@dataclass(slots=True)
class _Evidence:
    """What speaks for each family of classes, and the classes that were named, for one name of an article."""

    families: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, float] = field(default_factory=dict)

    def add(self, kind: str, family: str, weight: float) -> None:
        """Takes note of one piece."""
        self.families[family] = self.families.get(family, 0) + weight
        self.kinds[kind] = self.kinds.get(kind, 0) + weight

    @property
    def family(self) -> str:
        """The family with most weight; of equals, the one that came first."""
        return max(self.families, key=self.families.__getitem__)


def find_names(docs: Sequence[Doc], ontology: Ontology) -> list[tuple[Name, ...]]:
    """The names of each passage of an article, left to right, each of the class that the article speaks for."""
    found = _cut_headlines(docs, [_names_of(doc, ontology) for doc in docs])
    told = _weigh(docs, found, ontology)
    agreed = _without_namesakes([tuple(_agreed(name, told) for name in names) for names in found])
    return [_with_repeated(doc, names, again) for doc, names, again in _repeated(docs, agreed)]


def _cut_headlines(docs: Sequence[Doc], found: Sequence[tuple[Name, ...]]) -> list[tuple[Name, ...]]:
    """The same names, those of headlines cut to what the text calls somebody: "Ada Diaz" in "Ada Diaz Quits Board"."""
    headlines = [all(has_capitals_throughout(sentence) for sentence in doc.sents) for doc in docs]
    people = {
        _words_of(doc, name): name.name
        for doc, names, headline in zip(docs, found, headlines, strict=True)
        for name in names
        if name.kind == _PERSON and not headline and name.end - name.start > 1
    }
    return [
        tuple(_cut(doc, name, people) for name in names) if headline else names
        for doc, names, headline in zip(docs, found, headlines, strict=True)
    ]


def _words_of(doc: Doc, name: Name) -> tuple[str, ...]:
    return tuple(token.text for token in doc[name.start : name.end])


def _cut(doc: Doc, name: Name, people: Mapping[tuple[str, ...], str]) -> Name:
    """The name, or the longest part of it that is somebody's."""
    words = _words_of(doc, name) if name.how == "model" else ()
    for length in range(len(words) - 1, 1, -1):
        for at in range(len(words) - length + 1):
            full = people.get(words[at : at + length])
            if full is not None:
                start = name.start + at
                return replace(name, start=start, end=start + length, kind=_PERSON, name=full)
    return name


def _names_of(doc: Doc, ontology: Ontology) -> tuple[Name, ...]:
    """The names of one passage."""
    known = list(gazetteer_names(doc, ontology))
    seen = [name for ent in doc.ents if (name := model_name(ent, known, ontology)) is not None]
    return free_of([*known, *seen, *word_names(doc, ontology)])


def _agreed(name: Name, told: Mapping[str, str]) -> Name:
    kind = told.get(name.name.casefold(), "") if name.how == "model" else ""
    return replace(name, kind=kind) if kind else name


def _without_namesakes(found: Sequence[tuple[Name, ...]]) -> list[tuple[Name, ...]]:
    """The names; as in "Ada Ford … Ford said", a company by the surname of a person in the article is that person.

    It stays the company where the article names it by more than this word ("Ford Motor").
    """
    names = [name for passage in found for name in passage]
    people = {surname_of(name.name.split()) for name in names if name.kind == "Person" and " " in name.name}
    spelt_out = {name.name for name in names if name.kind == "Company" and name.end - name.start > 1}

    def own(name: Name) -> Name:
        word = name.name.split()[0]
        alone = name.kind == "Company" and name.end - name.start == 1 and name.how != "model"
        return replace(name, kind="Person", name=word, how="model") if alone and word in people - spelt_out else name

    return [tuple(own(name) if name.name not in spelt_out else name for name in passage) for passage in found]


# ---------------------------------------------------------------- evidence


def _weigh(docs: Sequence[Doc], found: Sequence[Sequence[Name]], ontology: Ontology) -> Mapping[str, str]:
    """Name in small letters → the class that most speaks for."""
    evidence: defaultdict[str, _Evidence] = defaultdict(_Evidence)
    for doc, names in zip(docs, found, strict=True):
        for name in names:
            if name.how == "model" and name.kind != "State":
                for kind, weight in _speaks_for(doc, name, ontology):
                    evidence[name.name.casefold()].add(kind, _family(kind, ontology), weight)
    _lend(evidence)
    return {text: _best(each, ontology) for text, each in evidence.items()}


def _family(kind: str, ontology: Ontology) -> str:
    return next((top for top in (_PERSON, _BODY, _PLACE) if ontology.is_a(kind, top)), _OTHER)


def _best(evidence: _Evidence, ontology: Ontology) -> str:
    """The class with most weight in the family with most weight; of equals, the one that came first."""
    of_family = [kind for kind in evidence.kinds if _family(kind, ontology) == evidence.family]
    narrow = [kind for kind in of_family if kind not in {_BODY, "City", "Region"}] or of_family
    return max(narrow, key=evidence.kinds.__getitem__)


def _lend(evidence: Mapping[str, _Evidence]) -> None:
    """As in "Nolan Inc", later "Nolan"; "Ada Hill", later "Hill": the longer name speaks for the shorter."""
    for longer in [text for text in evidence if " " in text]:
        words, told = longer.split(), evidence[longer]
        surname = evidence.get(surname_of(words))
        if surname is not None and told.family == _PERSON:
            surname.add("Person", _PERSON, max(told.families[_PERSON], _CLEAR))
        bare = " ".join(words[:-1]).rstrip(",") if words[-1].rstrip(".") in COMPANY_ENDINGS else words[0]
        company = evidence.get(bare)
        if company is not None and told.family == _BODY and told.kinds.get("Company", 0) >= _DECISIVE:
            company.add("Company", _BODY, _CLEAR)


def _speaks_for(doc: Doc, name: Name, ontology: Ontology) -> Iterator[tuple[str, float]]:
    """Classes, each with the weight of what speaks for it in one mention."""
    span = doc[name.start : name.end]
    yield name.kind, _HINT
    yield from _own_words(span, name.kind, ontology)
    yield from _words_before(span, ontology)
    yield from _words_after(span)
    yield from _role_in_clause(span, ontology)


def _own_words(span: TokenSpan, kind: str, ontology: Ontology) -> Iterator[tuple[str, float]]:
    """What the name itself says: "… Inc", "… Council", a given name, "SAG"."""
    told = kind_told_inside(span, "ORG", ontology)
    given = span[0].lower_ in ontology.gazetteer.given_names and 1 < len(span) <= _MAX_PERSON_TOKENS
    if span[-1].lower_.rstrip(".") in COMPANY_ENDINGS and len(span) > 1:
        yield "Company", _DECISIVE
    elif folded(span[-1:]) in ontology.gazetteer.company_words and len(span) > 1:
        yield "Company", _CLEAR + _HINT
    elif told:
        yield told, _CLEAR + _HINT + _HINT / 2 if given else _STRONG
    if kind == "Person" and not given and _is_plural_with_article(span):
        yield "Organization", _CLEAR
    if given and span[-1].text[0].isupper():
        yield "Person", _CLEAR
    if ontology.gazetteer.generic_body(span.text) is not None:
        yield kind, _DECISIVE
    if len(span) == 1 and span.text.isupper() and len(span.text) > 1 and not has_capitals_throughout(span[0].sent):
        yield "Organization", _HINT + _HINT * (kind == "Person")


def _is_plural_with_article(span: TokenSpan) -> bool:
    """As in "the Beatles", "the league's Lima Lions", who are no person."""
    before = span.doc[span.start - 1] if span.start else None
    return span[-1].tag_ == "NNPS" and before is not None and (before.lower_ == "the" or before.tag_ == "POS")


def _words_before(span: TokenSpan, ontology: Ontology) -> Iterator[tuple[str, float]]:
    """As in "Judge Reyes", "software firm Nolan", "the village of Zinab", "near Zinab"."""
    doc, start = span.doc, span.start
    if start <= span[0].sent.start:
        return
    before = doc[start - 1]
    if is_title(before, ontology) and before.pos_ in {"NOUN", "PROPN"} and doc[span.end - 1].dep_ != "compound":
        yield "Person", _CLEAR
    told = ontology.class_of_noun.get(before.lemma_.lower(), "")
    if before.pos_ == "NOUN" and _names_its_bearer(told, ontology):
        yield told, _CLEAR
    if before.lower_ == "of" and start - 2 >= span[0].sent.start:
        of_what = ontology.class_of_noun.get(doc[start - 2].lemma_.lower(), "")
        if of_what in {"City", "Region"}:
            yield of_what, _CLEAR
    if before.lower_ in {"near", "outside"}:
        yield "City", 2 * _HINT
    elif before.lower_ == "in" and doc[span.end - 1].dep_ == "pobj":
        yield "City", _HINT


def _names_its_bearer(told: str, ontology: Ontology) -> bool:
    """Whether a noun before a name says what the bearer is: "carmaker Nolan"; a "city official" is no city."""
    return told == "Company" or (bool(told) and ontology.is_a(told, "Organization") and told != "GovernmentBody")


def _words_after(span: TokenSpan) -> Iterator[tuple[str, float]]:
    """As in "Diaz, 38,", "Diaz, who left"."""
    after = span.doc[span.end : span.end + 3]
    aged = len(after) >= 3 and after[1].text.isdigit() and len(after[1].text) == _DIGITS_OF_AGE
    if aged and after[0].text == "," and after[2].text in {",", "."}:
        yield "Person", _STRONG
    if len(after) >= 2 and after[0].text == "," and after[1].lower_ in {"who", "whose"}:
        yield "Person", 2 * _HINT


def _role_in_clause(span: TokenSpan, ontology: Ontology) -> Iterator[tuple[str, float]]:
    """As in "Nolan said", "Nolan, a carmaker": who speaks is no place and no thing; the apposition says what it is."""
    head = span.root
    if head.dep_ == "nsubj" and head.head.lemma_ in _SPEAKING and head.head.pos_ == "VERB":
        yield "Person", _HINT
        yield "Organization", _HINT / 2
    for noun in children(head, "appos"):
        told = ontology.class_of_noun.get(noun.lemma_.lower(), "")
        if noun.pos_ == "NOUN" and told and told not in {"Group", "State", "Law", "Work"}:
            yield told, _CLEAR
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        told = ontology.class_of_noun.get(head.head.lemma_.lower(), "")
        if told in {"Person", "Company"}:
            yield told, _CLEAR


# ---------------------------------------------------------------- again in the same article


def _repeated(
    docs: Sequence[Doc], found: Sequence[tuple[Name, ...]]
) -> Iterator[tuple[Doc, tuple[Name, ...], Mapping[tuple[str, ...], Name]]]:
    """Each passage with its names, and the words by which any name of the article can be met again."""
    again: dict[tuple[str, ...], Name] = {}
    for doc, names in zip(docs, found, strict=True):
        for name in names:
            if name.how == "model" and name.kind != "State":
                for words in _ways_to_say(doc, name):
                    again.setdefault(words, name)
    for doc, names in zip(docs, found, strict=True):
        yield doc, names, again


def _ways_to_say(doc: Doc, name: Name) -> Iterable[tuple[str, ...]]:
    """The words of the name, and the surname of a person."""
    words = tuple(token.text for token in doc[name.start : name.end])
    yield words
    surname = surname_of(words)
    if name.kind == "Person" and len(words) > 1 and len(surname) >= _MIN_LETTERS_OF_SURNAME and surname[0].isupper():
        yield (surname,)


def _with_repeated(doc: Doc, names: tuple[Name, ...], again: Mapping[tuple[str, ...], Name]) -> tuple[Name, ...]:
    """The names, and those of the article that stand here unseen: "Gotti died", after "John Gotti"."""
    taken = {i for name in names for i in range(name.start, name.end)}
    starts: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in again:
        starts[words[0]].append(words)
    found = list(names)
    for token in doc:
        if token.i not in taken and token.pos_ in {"PROPN", "NOUN", "X", "ADJ", "VERB"} and token.text in starts:
            found += _met_again(token, starts[token.text], again)
    return free_of(found) if len(found) > len(names) else names


def _met_again(token: Token, ways: Sequence[tuple[str, ...]], again: Mapping[tuple[str, ...], Name]) -> Iterator[Name]:
    """The longest name that begins with a token, where its capital says something."""
    for words in sorted(ways, key=len, reverse=True):
        span = token.doc[token.i : token.i + len(words)]
        if tuple(word.text for word in span) == words and (len(words) > 1 or _is_name_alone(token)):
            yield replace(again[words], start=span.start, end=span.end, name=span.text)
            return


def _is_name_alone(token: Token) -> bool:
    """Whether a single word is a name here: no word of a headline, no adjective that begins a sentence."""
    return token.text[0].isupper() and (token.pos_ == "PROPN" or not (token.is_sent_start or _in_headline(token)))


def _in_headline(token: Token) -> bool:
    return has_capitals_throughout(token.sent)
