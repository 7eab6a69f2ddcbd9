"""Words of saying: verbs, nouns and phrases that make a clause somebody's own. Data for `kg.extract.speech`.

Dictionary forms, in small letters.
"""

from __future__ import annotations

__all__ = [
    "ACCUSING",
    "ANNOUNCING",
    "CLAIMS",
    "CONVINCED",
    "DOCUMENTS",
    "REPORTING",
    "SAID_OF_ONESELF",
    "SHOWING",
    "SOURCES",
    "TALKING",
    "VIEWS",
]

REPORTING = frozenset(
    "accept acknowledge add admit advise affirm agree allege announce anticipate argue ask assert assure believe boast "
    "brief caution charge claim comment complain conclude concede confirm contend counter declare decry demand deny "
    "describe determine disclose emphasize emphasise estimate expect explain fear feel find forecast guess hint hold "
    "hope imply indicate inform insist joke judge lament maintain mention note notify observe opine point predict "
    "proclaim promise propose quip quote recall reckon recommend reiterate remark remind repeat reply report request "
    "respond reveal rule say show signal speculate state stress suggest suspect swear teach tell testify think "
    "threaten tout tweet underline underscore urge vow warn wonder worry write".split()
)
"""Verbs whose clause is somebody's words: "Kim *said* that the pact would end"."""
ANNOUNCING = frozenset(
    "acknowledge add admit allege announce argue cite confirm deny disclose dispute forecast mention predict quote "
    "recall recount refute report reveal say".split()
)
"""Verbs whose object is somebody's words as well: "Kim *cited* Japan's decision to leave", "*announced* a ban"."""
SAID_OF_ONESELF = frozenset("acknowledge admit claim deny pledge profess promise recall report swear vow".split())
"""Verbs after which an infinitive or gerund is the subject's own word: "*vowed* to leave", "*denied* leaving"."""
TALKING = frozenset(
    (verb, preposition)
    for verb in "boast complain hint speak speculate talk tell warn".split()
    for preposition in ("of", "about", "at" if verb == "hint" else "over")
)
"""Verb and preposition before what somebody speaks of: "*warned of* an attack", "*hinted at* a withdrawal"."""
SHOWING = frozenset({"imply", "indicate", "reveal", "show", "signal", "suggest"})
"""Of these whatever is not written or said is no speaker: "the election *showed* that the party had lost"."""
ACCUSING = frozenset({"accuse", "suspect"})
"""With "of", what follows is the accuser's word: "Kim *accused* Japan of breaking the pact"."""
CONVINCED = frozenset(
    "adamant afraid certain concerned confident convinced doubtful hopeful optimistic sceptical skeptical sure "
    "worried".split()
)
"""Whoever is so thinks what follows, and nobody else has to: "Kim is *certain* that Japan left"."""
CLAIMS = frozenset(
    "accusation acknowledgement acknowledgment admission allegation announcement argument assertion assessment "
    "assumption assurance belief charge claim comment complaint concern confirmation conclusion contention declaration "
    "denial disclosure estimate expectation explanation fear finding forecast hope indication insistence judgement "
    "judgment message news notion opinion perception position prediction promise remark reminder report revelation "
    "rumor rumour ruling speculation statement suggestion suspicion testimony threat view vow warning word".split()
)
"""Nouns whose clause is somebody's words: "Kim's *claim* that Japan left", "*reports* that Japan left"."""
SOURCES = frozenset(
    "accusation allegation announcement claim complaint denial message news prediction report rumor rumour speculation "
    "statement suggestion testimony warning".split()
)
"""Of the nouns of saying, those that speak where nobody is named: "*rumours* that Japan left"."""
DOCUMENTS = frozenset(
    "account affidavit analysis announcement article assessment bulletin comment communique communiqué complaint "
    "data declaration dispatch document estimate evidence figure filing finding forecast indictment interview "
    "lawsuit letter memo memorandum message note notice poll post record release remark report research statement "
    "study survey test testimony tweet warning".split()
)
"""What has been written or read out speaks for whoever gave it out: "the *statement* by the ministry said"."""
VIEWS = frozenset("account assessment estimate eyes judgement judgment opinion telling view words word".split())
"""After "in" or "by", with somebody's name before them: "in Kim's *view*, Japan left"."""
