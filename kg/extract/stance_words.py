"""Words that say whether something happened, by what they say of it: data for `kg.extract.stance`.

Dictionary forms; a phrasal verb stands with its particle ("rule out").
"""

from __future__ import annotations

from kg.model import Modality

__all__ = [
    "AUXILIARIES",
    "CONDITIONS",
    "DENYING",
    "DOUBTED_AFTER",
    "DOUBTFUL",
    "DOUBTING",
    "HYPOTHETICAL",
    "INTENDING",
    "NEGATIONS",
    "OCCURRING",
    "OPPOSING",
    "REQUESTING",
    "STOPPING",
    "UNFULFILLED",
    "UNTRUE",
    "VOUCHING",
]

AUXILIARIES = {
    Modality.INTENDED: frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"}),
    Modality.POSSIBLE: frozenset({"may", "might", "could", "can", "ca"}),
    Modality.REQUESTED: frozenset({"should", "must", "ought", "need"}),
}
"""The verb's own auxiliaries: "*will* sign", "*could* sign", "*must* sign"."""
INTENDING = frozenset(
    "agree aim arrange attempt bid choose commit consent decide decision determination determine due elect "
    "envisage eye hope intend intent intention move offer opt plan pledge plot poise prepare proceed promise "
    "proposal propose ready resolve schedule seek set slate struggle swear threat threaten threatening tout try "
    "vow want willing wish".split()
)
"""Whoever does these has not done yet what follows: "decided to leave", "its plan to leave", "is set to leave"."""
REQUESTING = frozenset(
    "advise appeal ask authorise authorize beg bid call calls challenge command compel demand desire direct "
    "encourage exhort expect implore insist instruct invite lobby order persuade petition plead press pressure "
    "push recommend remind request require suggest summon tell urge urging warn".split()
)
"""These ask for what follows: "urged Seoul to stay", "a call for Seoul to stay", "demanded that Seoul stay"."""
DOUBTING = frozenset(
    "ability able accusation accuse allegation allege allow anticipate appear believe capable charge claim "
    "consider consideration contemplate debate deliberate discuss doubt enable entertain envisage expect "
    "expectation explore fear flirt hearsay hope hypothesis idea imagine let likely mull notion permit "
    "possibility possible pray prospect report risk rumor rumour seem speculate speculation suggestion suspect "
    "suspicion theory think unlikely weigh whether wish wonder worry".split()
)
"""These leave open whether what follows is so: "is considering leaving", "rumours that Seoul left"."""
DENYING = frozenset(
    "avoid ban bar block decline denial deny disavow dismiss dissuade fail failure forget hesitate neglect "
    "oppose prevent prohibit refrain refusal refuse reject reluctant stop unable unwilling".split()
) | {"rule out"}
"""These say that what follows is not so: "failed to agree", "refused to meet", "denied breaking it"."""
VOUCHING = frozenset(
    "begin cause cease continue do find finish force get go have hear help keep lead make manage proceed "
    "rush see serve start succeed use watch".split()
)
"""What follows these did happen: "managed to agree", "began to withdraw", "forced him to resign"."""
STOPPING = frozenset(
    "abandon abort avert avoid block cancel delay drop foil freeze halt postpone prevent rescind reverse scrap "
    "shelve suspend thwart withdraw".split()
) | {"call off", "put off", "rule out"}
"""Of what these stop nobody can say that it happened: "suspended its exit", "called off the visit"."""
OCCURRING = frozenset("begin commence continue follow happen hold occur open proceed resume start take".split())
"""An act that is the subject of these happens as they do: "talks could *resume*"."""
OPPOSING = frozenset("advise argue campaign caution counsel decide lobby rule speak vote warn".split())
"""With "against", these keep from what follows: "decided against a boycott"."""
UNTRUE = frozenset("baseless fabricated false groundless unfounded untrue".split())
"""What is said to be so is not: "claims that Seoul left are *false*"."""
HYPOTHETICAL = frozenset(
    "alleged attempted future hypothetical imminent impending intended likely looming planned possible potential "
    "proposed prospective supposed threatened would-be".split()
)
"""An act with such an adjective has not happened for sure: "the *planned* withdrawal"."""
DOUBTFUL = frozenset("allegedly maybe perhaps possibly potentially presumably probably purportedly supposedly".split())
"""An act with such an adverb may not have happened: "*allegedly* attacked"."""
UNFULFILLED = frozenset("almost nearly".split())
"""An act with such an adverb did not happen: "*nearly* collapsed"."""
NEGATIONS = frozenset({"no", "never", "nobody", "none", "neither", "nor", "nothing", "not", "n't", "n’t"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})

DOUBTED_AFTER = {
    ("accuse", "of"): Modality.POSSIBLE,
    ("suspect", "of"): Modality.POSSIBLE,
    ("plan", "for"): Modality.INTENDED,
    ("prepare", "for"): Modality.INTENDED,
    ("think", "of"): Modality.POSSIBLE,
    ("risk", "of"): Modality.POSSIBLE,
    ("possibility", "of"): Modality.POSSIBLE,
    ("threat", "of"): Modality.INTENDED,
    ("vote", "on"): Modality.POSSIBLE,
}
"""Verb and preposition → what they lend to the noun or gerund after them: "accused of *breaking* it"."""
