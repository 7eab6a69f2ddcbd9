"""Words that say whether something happened, by what they say of it: data for `kg.extract.stance`.

Dictionary forms; a phrasal verb stands with its particle ("rule out").
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Modality

__all__ = [
    "ACTUAL",
    "ASSURING",
    "AUXILIARIES",
    "BACKING_OUT",
    "CARRYING",
    "CONDITIONS",
    "DENYING",
    "DOUBTFUL",
    "DOUBTING",
    "EARNED",
    "EFFECTS",
    "FACTIVE",
    "FOCUS",
    "INTENDING",
    "LENDING_AFTER",
    "LENDING_TO_NOUN",
    "LOOMING",
    "MANDATIVE",
    "NEGATIONS",
    "OCCURRING",
    "PLANNED",
    "POSSIBLY",
    "REFUSING",
    "RESULTING",
    "SPEAKING_ACTS",
    "TALKED_OVER",
    "UNFULFILLED",
    "UNTRUE",
    "WITHOUT",
    "Effect",
    "Stance",
]


@dataclass(frozen=True, slots=True)
class Stance:
    """Whether something is denied, and how the words stand to it."""

    negative: bool
    modality: Modality


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word says of what hangs on it: where the word itself is affirmed, and where it is denied."""

    affirmed: Stance
    denied: Stance


ACTUAL = Stance(negative=False, modality=Modality.ACTUAL)
_NOT = Stance(negative=True, modality=Modality.ACTUAL)
_INTENDED = Stance(negative=False, modality=Modality.INTENDED)
_NOT_INTENDED = Stance(negative=True, modality=Modality.INTENDED)
_POSSIBLE = Stance(negative=False, modality=Modality.POSSIBLE)
_NOT_POSSIBLE = Stance(negative=True, modality=Modality.POSSIBLE)
_REQUESTED = Stance(negative=False, modality=Modality.REQUESTED)
_NOT_REQUESTED = Stance(negative=True, modality=Modality.REQUESTED)

# ---------------------------------------------------------------- a predicate's own words

AUXILIARIES = {
    "will": Modality.INTENDED,
    "shall": Modality.INTENDED,
    "'ll": Modality.INTENDED,
    "’ll": Modality.INTENDED,
    "wo": Modality.INTENDED,
    "would": Modality.INTENDED,
    "'d": Modality.INTENDED,
    "’d": Modality.INTENDED,
    "may": Modality.POSSIBLE,
    "might": Modality.POSSIBLE,
    "could": Modality.POSSIBLE,
    "can": Modality.POSSIBLE,
    "ca": Modality.POSSIBLE,
    "should": Modality.REQUESTED,
    "must": Modality.REQUESTED,
    "ought": Modality.REQUESTED,
    "need": Modality.REQUESTED,
}
"""The verb's own auxiliaries: "*will* sign", "*could* sign", "*must* sign"."""
NEGATIONS = frozenset({"no", "never", "nobody", "none", "neither", "nor", "nothing", "not", "n't", "n’t"}) | {
    "hardly",
    "nowhere",
    "rarely",
    "scarcely",
    "seldom",
}
FOCUS = frozenset({"alone", "just", "merely", "only", "simply", "solely"})
"""After "not" these deny that it was all: "did not *only* sign", "not *just* left"."""
UNFULFILLED = frozenset("almost nearly".split())
"""An act with such an adverb did not happen: "*nearly* collapsed"."""
CONDITIONS = frozenset("assuming if lest provided providing supposing unless whether".split())
DOUBTFUL = frozenset(
    "allegedly apparently conceivably likely maybe ostensibly perhaps possibly potentially presumably probably "
    "purportedly reportedly supposedly theoretically".split()
)
"""An act with such an adverb may not have happened: "*allegedly* attacked"."""
POSSIBLY = frozenset(
    "alleged apparent attempted feared hypothetical likely looming possible potential probable prospective "
    "purported putative reported rumored rumoured so-called supposed suspected would-be".split()
)
"""An act with such an adjective has not happened for sure: "the *possible* withdrawal"."""
PLANNED = frozenset(
    "agreed-upon coming forthcoming future impending imminent intended pending planned proposed scheduled "
    "threatened upcoming".split()
)
"""An act with such an adjective is to come: "the *planned* withdrawal"."""

# ---------------------------------------------------------------- words above a verb

INTENDING = frozenset(
    "agree aim arrange attempt bid choose commit consent decide decision dedicate desire determination determine "
    "devote due elect endeavor endeavour envisage eye hope intend intent intention move offer opt plan pledge "
    "plot poise prepare proceed promise proposal propose ready resolve schedule seek set slate struggle swear "
    "threat threaten threatening tout try vow want willing wish".split()
)
"""Whoever does these has not done yet what follows: "decided to leave", "its plan to leave", "is set to leave"."""
_REQUESTING = frozenset(
    "advise advocate appeal ask authorise authorize beg bid call challenge command crucial demand direct "
    "encourage essential exhort favor favour implore important incite insist instruct invite lobby mandate motion "
    "necessary need necessity oblige obligation order ought petition plea plead prefer press pressure push "
    "recommend recommendation remind request require requirement suggest summon tell urge urgent urging vital "
    "warn warning".split()
)
"""These ask for what follows: "urged Seoul to stay", "a call for Seoul to stay", "demanded that Seoul stay"."""
DOUBTING = frozenset(
    "ability accusation accuse allegation allege allow anticipate appear assume believe bet capable chance charge "
    "claim consider consideration contemplate danger debate deem deliberate difficult discuss doubt dream easier "
    "easy eligible enable entail entertain entitle envisage envision expect expectation explore face fear flirt "
    "forecast free gamble guess hard hearsay hope hypothesis idea imagine involve justify let liable likelihood "
    "likely mean mull notion opportunity permit possibility possible pray predict presume project prospect reckon "
    "report right risk rumor rumour say seem speculate speculation suggestion suppose suspect suspicion theory "
    "think tip tough weigh whether wish wonder worry".split()
)
"""These leave open whether what follows is so: "is considering leaving", "rumours that Seoul left"."""
_UNLIKELY = frozenset({"improbable", "unlikely"})
REFUSING = frozenset(
    "ban bar block decline denial deny disavow dismiss dispute dissuade forbid impossible inability object oppose "
    "pretend prevent prohibit rebut refusal refuse refute reject reluctance reluctant resist unable unwilling "
    "unwillingness veto withhold".split()
) | {"rule out"}
"""These say that what follows is not so, and without them it may be: "refused to meet", "denied breaking it"."""
_FAILING = frozenset(
    "abstain avoid cease desist end escape fail failure forget halt hesitate miss neglect omit quit refrain stop "
    "suspend discontinue".split()
) | {"give up", "hold off", "shy away"}
"""These say that what follows is not so, and without them it is: "failed to agree", "did not hesitate to leave"."""
DENYING = REFUSING | _FAILING
_DEFERRING = frozenset("defer delay postpone".split()) | {"put off"}
_VOUCHING = frozenset(
    "begin bother cause come commence complete condescend continue dare do find finish get glad go happen hear "
    "help keep know learn live lucky manage pleased proud prove quick resume right rush sad saddened see serve "
    "shocked show sorry start succeed surprised tend use watch delighted disappointed relieved go honoured "
    "honored wrong".split()
) | {"end up", "go on", "turn out", "wind up", "carry on"}
"""What follows these did happen: "managed to agree", "began to withdraw", "was quick to react"."""
_FORCING = frozenset(
    "coax coerce compel convince drive force have induce inspire lead make persuade prod prompt provoke spur "
    "trick".split()
)
"""What follows these did happen; without them it may have: "forced him to resign"."""
ASSURING = frozenset({"arrange", "assure", "ensure", "guarantee"})
_LIKING = frozenset("enjoy love hate like mention mind recall regret remember resent".split())

_ROWS = (
    (_FORCING, ACTUAL, _POSSIBLE),
    (_LIKING, ACTUAL, ACTUAL),
    (_FAILING, _NOT, ACTUAL),
    (REFUSING, _NOT, _POSSIBLE),
    (_UNLIKELY, _NOT_POSSIBLE, _POSSIBLE),
    (_DEFERRING, _INTENDED, _POSSIBLE),
    (INTENDING, _INTENDED, _NOT_INTENDED),
    (_REQUESTING, _REQUESTED, _POSSIBLE),
    (DOUBTING - _VOUCHING, _POSSIBLE, _NOT_POSSIBLE),
    (_VOUCHING, ACTUAL, _NOT),
)
EFFECTS = {word: Effect(affirmed, denied) for words, affirmed, denied in reversed(_ROWS) for word in sorted(words)}
"""Verb, noun or adjective → what it says of an infinitive, gerund or clause that hangs on it."""
FACTIVE = frozenset(
    "care discover find forget ignore know learn mind notice overlook realise realize regret remember resent see "
    "understand welcome".split()
)
"""What their clause says is so, whether they are denied or not: "did not *know* that Seoul had left"."""
MANDATIVE = frozenset(
    "advise ask beg demand insist mandate move order prefer propose recommend request require suggest urge".split()
)
"""With a bare verb in their clause they ask for it: "*demanded* that Seoul stay"."""
UNTRUE = frozenset("baseless fabricated false fake groundless unfounded untrue wrong".split())
"""What is said to be so is not: "claims that Seoul left are *false*"."""
RESULTING = frozenset({"become", "clinch", "retain", "total"})
"""An infinitive of these tells what came of it: "passed its rival to *become* the largest"."""

EARNED = frozenset(
    "apology arrest award blame condemnation conviction credit criticism excuse fame fine jail medal praise prison "
    "prize punishment reason reputation responsibility reward sentence thank thanks".split()
)
"""With "for", what follows these was done: "criticism *for* sinking the boat"; else it is a purpose."""

# ---------------------------------------------------------------- words above a noun

_STOPPING = frozenset("abandon abort drop freeze halt reverse scrap shelve suspend rescind withdraw".split())
_CALLING_OFF = frozenset(
    "avert avoid ban block cancel deny escape foil forgo lack prevent skip thwart veto".split()
) | {
    "call off",
    "rule out",
}
TALKED_OVER = frozenset(
    "back criticise criticize debate decline deny discuss dismiss dispute endorse favor favour oppose refuse "
    "refute reject review study support".split()
)
"""Of a known act they say nothing: "discussed *the* attack", "rejected *Seoul's* withdrawal"."""
SPEAKING_ACTS = frozenset(
    "accusation allegation appeal argument call charge claim complaint criticism demand offer plan plea proposal "
    "protest report request suggestion".split()
)
"""Whoever denies or rejects these denies what they say, not that they were made."""
_NOUN_ROWS = (
    (
        frozenset(
            "anticipate consider contemplate debate discuss doubt envisage envision expect fear forecast foresee "
            "mull predict risk suspect weigh".split()
        ),
        _POSSIBLE,
        _POSSIBLE,
    ),
    (frozenset("back endorse favor favour oppose support".split()), _POSSIBLE, _POSSIBLE),
    (
        frozenset("advise advocate demand encourage need order recommend request require suggest urge".split()),
        _REQUESTED,
        _POSSIBLE,
    ),
    (
        frozenset(
            "approve arrange authorise authorize await envisage eye intend offer plan plot pledge prepare promise "
            "propose schedule seek slate target threaten vow want".split()
        ),
        _INTENDED,
        _NOT_INTENDED,
    ),
    (_DEFERRING | _STOPPING, _INTENDED, _INTENDED),
    (_CALLING_OFF | {"decline", "refuse", "reject", "dismiss", "refute"}, _NOT, _POSSIBLE),
)
LENDING_TO_NOUN = {word: Effect(yes, no) for words, yes, no in _NOUN_ROWS for word in sorted(words)}
"""Verb → what it says of the act that is its object: "*plans* a withdrawal", "*cancelled* the visit"."""
CARRYING = frozenset(
    "be begin carry cause commence commit complete conclude conduct continue deliver do draw enter express file "
    "form get give have hold host impose issue join keep launch lead lodge maintain make mount open organise "
    "organize pay perform pursue raise reach receive renew resume sign stage start suffer take undertake voice "
    "wage".split()
)
"""Verbs that only carry a noun's act, which happened as far as they did: "did not *stage* an attack"."""
OCCURRING = frozenset(
    "arise begin come commence continue ensue erupt follow happen hold materialise materialize occur open proceed "
    "resume start take".split()
)
"""An act that is the subject of these happens as they do: "talks could *resume*"."""

LOOMING = frozenset({"approach", "beckon", "loom", "near"})
"""An act that does these is to come: "a strike *looms*"."""

# ---------------------------------------------------------------- words above a preposition

BACKING_OUT = frozenset("back bail bow drop opt pull talk".split())
"""With "out of" and a gerund these keep from what follows: "*backed* out of buying"."""

WITHOUT = frozenset(
    {("without",), ("instead", "of"), ("short", "of"), ("far", "from"), ("rather", "than"), ("lieu", "of")}
)
"""What stands after these did not happen: "*without* signing", "*instead of* leaving"."""
_PREPOSITION_ROWS = (
    ("accuse suspect accusation allegation capable event case", "of", _POSSIBLE, _POSSIBLE),
    (
        "chance danger fear hope idea likelihood possibility probability prospect risk",
        "of for about",
        _POSSIBLE,
        _POSSIBLE,
    ),
    ("rumour rumor suspicion speculation question", "of about over", _POSSIBLE, _POSSIBLE),
    ("talk think speak worry warn discussion debate argue", "about on over of", _POSSIBLE, _POSSIBLE),
    ("charge", "with of", _POSSIBLE, _POSSIBLE),
    ("arrest detain indict investigate probe sue try", "for", _POSSIBLE, _POSSIBLE),
    ("brink threshold verge", "of", _POSSIBLE, _POSSIBLE),
    ("brace hope long look pray wait", "for", _POSSIBLE, _POSSIBLE),
    ("vote referendum ballot decide decision", "on", _POSSIBLE, _POSSIBLE),
    ("interest close near opposition objection object oppose", "in to", _POSSIBLE, _POSSIBLE),
    ("plan prepare preparation schedule slate date deadline proposal bid aim", "for on of", _INTENDED, _NOT_INTENDED),
    ("promise commit commitment agree agreement pledge", "for on to", _INTENDED, _NOT_INTENDED),
    ("aim", "at", _INTENDED, _NOT_INTENDED),
    ("intention threat", "of", _INTENDED, _NOT_INTENDED),
    ("vote", "for", _INTENDED, _NOT_INTENDED),
    ("threaten", "with", _INTENDED, _NOT_INTENDED),
    ("ahead", "of", _INTENDED, _INTENDED),
    ("appeal ask beg call campaign clamor clamour demand favour favor lobby", "for of", _REQUESTED, _POSSIBLE),
    ("petition plea plead press pressure push request", "for", _REQUESTED, _POSSIBLE),
    ("advise argue campaign caution counsel lobby speak urge warn", "against", _NOT_REQUESTED, _POSSIBLE),
    ("decide rule vote", "against", _NOT_INTENDED, _POSSIBLE),
    ("ban bar block deter discourage dissuade exclude keep prevent prohibit", "from", _NOT, _POSSIBLE),
    ("restrain save stop", "from", _NOT, _POSSIBLE),
    ("abstain desist refrain", "from", _NOT, ACTUAL),
    ("absence avoidance denial lack prevention", "of", _NOT, _POSSIBLE),
    ("ban embargo moratorium", "on", _NOT, _POSSIBLE),
    ("forward", "to", _INTENDED, _NOT_INTENDED),
    ("persist result succeed", "in", ACTUAL, _NOT),
    ("lead", "to", ACTUAL, _NOT),
    ("fail", "in", _NOT, ACTUAL),
)
LENDING_AFTER = {
    (word, preposition): Effect(affirmed, denied)
    for words, prepositions, affirmed, denied in _PREPOSITION_ROWS
    for word in words.split()
    for preposition in prepositions.split()
}
"""Word and preposition → what they say of the noun or gerund after them: "accused of *breaking* it"."""
